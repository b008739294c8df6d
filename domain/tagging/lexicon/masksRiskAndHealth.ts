import type { Mask } from './rule.ts';
import { splitPatterns } from './signsOf.ts';

const FAMILY =
  'mum|mummy|mother|dad|daddy|father|nan|grandma|grandad|grandparent|aunt|uncle|stepdad|stepmum|carer|parent|parents|teacher|staff|friend';

/** Harmless or unrelated uses of the words of risk and of ill health. */
export const MASKS_RISK_AND_HEALTH: readonly Mask[] = [
  {
    id: 'somebody-else-unwell',
    hides: ['medical-health', 'child-mental-health'],
    patterns: splitPatterns(
      `${FAMILY} ~1 is|was|has|had|feel|feels|been|being|becoming|in|=s ~2 ill|unwell|poorly|sick|hospital|surgery|operation|cancer|depressed|depression|anxious|anxiety|stressed|tearful|worried|upset|low|medication|tablets|insulin|prescription|diabetes|epilepsy|asthma|stroke|seizure|pregnant; ${FAMILY} ~1 medication|tablets|meds|prescription|operation|illness|diagnosis|appointment|anxiety|depression|surgery`,
    ),
  },
  {
    id: 'health-in-passing',
    hides: ['medical-health'],
    patterns: splitPatterns(
      `height and ~1 weight ~2; nurse|doctor|doctors|vet|hospital ~2 role|corner|area|play|dress|costume|kit|outfit|game; role ~1 play ~3 nurse|doctor|hospital|vet; be|become|becoming ~2 doctor|nurse|paramedic|vet|surgeon|dentist; wants|want|would ~4 doctor|nurse|paramedic|surgeon; learn|learned|learnt|learning|lesson|topic|talked ~6 medicine|medicines|heart|germs|hospital|body|vaccines; immunisation|immunisations|vaccination|vaccinations|flu_vaccine|nasal_spray ~4; school ~1 nurse ~2 in|visit|visiting|assembly|talk|drop; ${FAMILY} ~2 is ~2 nurse|doctor|paramedic; overdose|overdosed|swallowed|took|stash|stashed|selling|buying ~4 tablets|pills|medication|paracetamol; graphics|drawing|broken|smashed|new ~1 tablet; tablet ~2 screen|game|games|youtube|time|charged|ipad|online; glucose ~1 tablet|tablets; cancelled|rearranged ~2 doctor|dentist|nurse; medicine ~1 ball`,
    ),
  },
  {
    id: 'settled-feelings',
    hides: ['child-mental-health'],
    patterns: splitPatterns(
      `anxious|nervous|worried|quiet|upset|tearful|unsettled|shy|sad ~8 but|then|though ~6 joined|fine|loved|enjoyed|thrilled|happy|won|came_second|settled|smiling|soon|proud|great|well|laughing; settled ~2 quickly|soon|after; mum|dad|parent|mother|father ~1 worried|anxious|concerned ~4 homework|reading|spelling|coat|jumper|bus|trip|lunch; change|changed|changing|changes|made ~1 =his|=her|their|my ~1 mind; @no ~1 =mind ~2; peace of mind; elsa ~2 frozen|dress|costume|song; hide and seek`,
    ),
  },
  {
    id: 'ordinary-belongings',
    hides: ['child-criminal-exploitation', 'child-sexual-exploitation'],
    patterns: splitPatterns(
      `new ~3 coat|trainers|phone|bike|bag|shoes|watch|jacket|clothes|headphones ~4 from|by|for ~3 mum|dad|nan|grandad|grandma|grandparents|parents|auntie|aunt|uncle|birthday|christmas|eid|diwali|passing; dropped|drop|drops|left|leave|handed|hand ~2 phone|phones ~4 office|reception|locker|box|collected|in|screen|floor|tray; train|coach|bus ~1 trip|journey|ride ~4; train|bus ~4 =see|visit|nan|cousins|grandparents|museum|holiday; counted|counting|collected|raised|charity|bake|stall|tuck|trip|lunch|dinner ~3 cash|money; cash|money ~3 trip|charity|lunch|tuck|stall|shop|raised|dinner|pound; grandad|dad|mum|uncle|nan|parent|father ~3 taxi|car|bmw|audi ~3 !men; dad|mum|grandad|father|uncle ~2 drives|is ~2 taxi|bus|van; knife|knives ~1 and|skills|fork; plastic|butter|palette|craft|fish ~1 knife|knives; stab|stabbed|stabbing ~3 pencil|pen|fork|ruler; cousin ~2 new|wedding|party; older ~1 boys|lads|pupils|children ~3 helped|help|read|ran|buddies|played_nicely|football; boys|girls ~1 football|team|changing|race; trap|trapped ~2 finger|fingers|hand|door`,
    ),
  },
  {
    id: 'stay-safe-lessons-and-wholesome-pictures',
    hides: [
      'online-safety',
      'harmful-sexual-behaviour',
      'missing-from-home',
      'self-harm-suicide',
      'radicalisation',
    ],
    patterns: splitPatterns(
      `online|internet|cyber|e ~1 safety ~4 assembly|lesson|lessons|workshop|delivered|talk|week|day|policy|rules|poster|quiz|session|evening|newsletter; sent|shared|sharing|shares|send|took|brought ~2 lovely|nice|beautiful|great|holiday|class|school|baby ~1 picture|pictures|photo|photos|video; photo|image|photos|images|media ~1 consent|consents|permission; consent ~1 form|forms|letter|letters|slip|given|received|returned; ran|run|running|runs ~1 away ~2 with ~3; ran|run|running ~1 away ~3 egg|race|kite|ball|prize; on|for ~1 the ~1 run ~1 up; killed|smashed|nailed|killing ~1 it ~2; killing ~1 time|me; dead ~1 easy|good|funny|nice|pleased|tired; died ~2 laughing|laughter; hanging ~2 coat|coats|bag|painting|washing|basket|out|around|about; hang|hung ~1 up; think|thinks|thought|feel|feels|felt|like|scared|worried|fear ~3 going to die ~; cut ~1 and|out ~1 stuck|stick|paste|out; essay|history|topic|lesson|project|lessons|studying|studied|gcse ~6 nazi|nazis|hitler|holocaust|war|fascism|terrorism|extremism; nazis|nazi|hitler|holocaust|fascism ~4 essay|unit|lesson|topic|project|homework|museum|diary|trip; prevent|channel|wrap ~1 training|course|refresher|elearning; nobody|noone|no_one|none ~1 missing; found|seen|was ~1 wandering ~3 library|corridor|classroom|playground|field; sleepover|camping|cubs|scouts|guides|brownies`,
    ),
  },
  {
    id: 'covered-in-class',
    hides: 'all',
    patterns: splitPatterns(
      `covered|cover|covering|explored|looked_at|discussed|studied|debated|delivered|watched ~8 in|during|for ~1 pshe|rse|rshe|assembly|form_time|tutor_time|circle_time|citizenship|re|lesson|computing; debate|debated|debating|debates ~6 legal|whether|should|banned; drama|play|school ~1 production|club|show ~8; prop ~1 gun|knife|sword|blood`,
    ),
  },
];
