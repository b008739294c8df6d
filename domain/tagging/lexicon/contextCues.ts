import type { ContextCue, CueName } from './rule.ts';
import { splitPatterns } from './signsOf.ts';

/** What is said around the signs: how the child told it, how often, how it was explained, what came of it. */
const WRITTEN: Readonly<Record<CueName, string>> = {
  disclosure: `disclose; disclosure; told me|staff|teacher|ta; verbatim; confide; opened up`,
  immediate: `@no want|safe|able|going ~3 home && today|tonight|now; afraid|scared|frightened|terrified ~3 go|going home; refuse|refusing ~2 go home; immediate danger|risk|harm; life threatening|danger; in danger;
    risk to life; plan to kill; currently missing; unconscious; @no feel|safe ~1 safe ~3 home|today|tonight|there; @no feel safe; unsafe to go|return home; police protection; emergency protection; collect ~4 tonight|today ~4 drunk|violent`,
  frequent: `every day|night|week|morning|weekend|monday|time|lesson; always; consecutive|successive ~1 day|week|session|morning|lesson; third|fourth|fifth|3rd|4th|5th ~1 time|day|occasion|week|morning|incident; second time|day|week;
    pattern; =repeatedly|=regularly|=frequently|=constantly|=persistently|=persistent|=ongoing|=continually|=routinely|=often|=regular; most days|mornings|weeks|nights; =keeps; # days|times|weeks running; # times; all the time; in a row; for weeks|months|years;
    each day|morning|week; =increasingly; several|multiple|many|numerous|number times|occasions|days|weeks|of; over|past|last ~2 few|several|#|two|three|four|five|six weeks|months; =daily|nightly|weekly; series of; last week too; yet again; once again; not the first; since september|january|easter|christmas; going on ~2 since|for`,
  'several-occasions': `on # occasions; twice; two|three|four|five|six|2|3|4|5|6 occasions|incidents; more than once; continues to; again ~1 today; again this week|morning`,
  unexplained: `=unexplained; @no|unable|refuse ~3 explain|account; no|without explanation|reason|account; wouldnt|couldnt|wont|cant say|explain|tell; doesnt|didnt|dont know how|where; unsure how|where; vague ~3 how|about; evasive; unconvincing; cant|couldnt remember how; unknown cause|origin; =nai; unclear how`,
  'changed-account': `different story|stories|explanation|account|reason|version; =changed|=changing|=changes ~2 story|account|explanation; inconsistent; conflicting|contradictory|contradict ~2 accounts|explanations; =first ~2 said ~12 =then; story ~2 =changed; doesnt|didnt|dont ~2 match|fit; dont|doesnt|didnt look like; not consistent with; told ~4 but ~4 told`,
  plausible: `=consistent with ~3 injury|account|explanation|fall|fell|accident|play|mechanism|type; explanation ~2 consistent|plausible|accepted; =plausible; witnessed|seen by staff|ta|teacher; fell off|over|from|down|playing|running; =tripped|=slipped; walked|ran|bumped into; =football|rugby|hockey|netball|basketball|trampolining|gymnastics|judo|karate;
    parent|mum|dad confirmed|confirms; matches ~3 account|explanation; collided|collision; clash of heads; bumped head; fall|fallen from|off|over|down; =accident|=accidental; climbing frame; trampoline; bike|scooter|skateboard`,
  'unusual-site': `@mark ~5 back|bottom|buttocks|ear|ears|neck|cheek|cheeks|thigh|thighs|torso|stomach|tummy|chest|ribs|throat|genitals|private_parts|abdomen|groin|behind; back|buttocks|ear|ears|neck|cheek|cheeks|thigh|thighs|torso|stomach|chest|ribs|throat|abdomen ~3 bruise|mark|marks|welt|burn;
    fingertip|fingermark|handprint; hand print; grip|belt|loop|slap mark|marks; different|various colours|ages|stages; cigarette burn; bite mark|marks; pre|non mobile; symmetrical; clusters|cluster of bruise; shape of; linear`,
  resolved: `resolved; concern|concerns|case|plan|incident|matter|log ~1 closed; =closed ~2 case|concern|plan; goals|targets|outcomes met; no further incidents|concerns|issues|action|episodes|problems; fully recovered; sorted; made friends|up; friends again; apologised; =stepped down; no longer ~2 concern|concerns|issue|needed|required;
    included again; now settled; settled back|well; signed off; discharged; safe and well; all fine now; ended successfully; back to normal|himself|herself|themselves; bullying|behaviour|it|incidents|calling ~4 =has|have stopped; no longer happening`,
  progress: `making|made|good|excellent|steady|positive ~1 =progress; happy about ~2 =progress; =improved|=improving|=improvement; =positive; =pleased; =proud; well done; doing|settled|settling|engaged|engaging|played|worked|slept|ate well; praise; achievement|achieved; certificate|award|awarded|merit; lovely; excellent|fantastic|brilliant|amazing; =great day|week|start|work|effort|session;
    =happy and; =happier; cheerful|smiling|bubbly|confident|relaxed|beaming|giggling; =enjoyed|=enjoying; =supportive; appreciative; thriving; good day|week|session|lesson|appetite|choices; full attendance; =gained; helped; kind ~1 to; clean|tidy|warm home|house|flat; home|house|flat ~2 clean|tidy|warm; food ~3 fridge|cupboards|refrigerator; ate all|most; no concern|concerns ~2 about`,
  routine: `=review =held|completed|meeting|took; annual|termly =review; targets =updated; parents|parent evening; evening slot; permission slip; consent form; =routine; for info|information; =fyi; =nfa; plan followed; as agreed; =agreed; on file; usual triggers; typical for; scheduled; weekly =check; access arrangements; screener; administered`,
  historic: `=previously|=formerly|=historically|=historical|=historic; in the past; years|year ago; when ~1 was|were ~1 younger|little|small|baby|four|five|six|seven|eight|nine|ten; former|previous partner|husband|wife|boyfriend|girlfriend|relationship; =used =to; =previous school|address|placement; last year; history of; at previous|old|last school; as a child; prior to`,
  hypothetical: `training|inset|cpd ~5 on|about|covered; training session|course; lesson|lessons|session|unit ~3 on|about; learn|learnt|learning|learned|taught|teaching ~2 about; assembly ~2 on|about|theme; pshe|rse|rshe ~2 lesson|topic|class|unit|session|on|about; workshop|talk|presentation|poster|leaflet|essay|debate|quiz ~2 on|about;
    role play; story|book|film|documentary|novel|poem|play ~2 about|where|called; policy|procedure|procedures|guidance ~3 on|about|for|reviewed|updated|says; what if; in case of; in the event of; case study; hypothetical; anti bullying week; safer internet day; awareness week|day|session|training|course; discussed|discussing|discussion ~3 risks|dangers|importance; how to spot|recognise|report|stay; if ~3 ever`,
  'other-person': `a friend of hers|his|theirs; different child|pupil|family; staff member|member of staff ~2 own|husband|mother|father; in the news; celebrity`,
  'injury-needed-care': `hospital|a_and_e|ambulance|stitches|fractured|fracture|surgery|unconscious|concussion`,
  weapon: `knife|machete|gun|weapon|hammer|axe|petrol|acid|firearm|samurai`,
  'agency-urgent': `police|social_care ~5 immediately|urgently; immediately ~3 police|social_care|999; 999 ~1 called; emergency|urgent ~1 strategy|section_47|protection; external agency|agencies ~4 same|immediately`,
  'very-young': `baby|infant|newborn|toddler; # months old; months and not ~1 rolling; five|four|three|six|two months`,
  hearsay: `rumour|rumours; suggestion ~2 from|that; =alleged|allegation|allegations; query ~2 from|about|re; asked ~2 about|if|whether|after; checked|check ~2 in|on ~2 after|following; follow up on|to; followed|following up; looked into; worry|worries|concern|concerns raised|passed; friend|peer|classmate|parent said|says|thought|told|reported; it was thought|feared; anonymous; wondered|wondering if|whether; feared`,
  cleared: `@no borne out; =untrue; @no ~1 truth; =unfounded|=unsubstantiated; @no evidence; @no ~2 marks|mark|injuries|injury|bruises|bruising|signs; nothing found|seen|in|to it|suggest|indicate|do|disclosed|untoward; arms|legs|skin|arm ~1 =clear; turned|turns out to be|that; =birthmark; ruled out; denied|denies|denying; =misunderstanding|=misheard|=mistaken; misread; false alarm; mix up; said no; @no crying|hurt|upset|bruised|injured; is|was|are|were|all ~1 fine|ok; nobody|no one hurt|upset; @no worries|issues; n a`,
  reassured: `no|not ~2 concern|concerns|concerned|worried; nothing of concern`,
  located: `was|were|is|found|located safe; safe and well; =located; returned safely|safe|home|himself|herself; came home`,
  'getting-worse': `more|increasing|worsening|frequent|further seizures|attacks|pain|ill|unwell|infections|admissions; deteriorating|deteriorated|worsening|getting worse; in pain; hospital|ambulance`,
};

function isCueName(name: string): name is CueName {
  return Object.hasOwn(WRITTEN, name);
}

export const CONTEXT_CUES: readonly ContextCue[] = Object.entries(WRITTEN).flatMap(([cue, written]) =>
  isCueName(cue) ? [{ cue, patterns: splitPatterns(written) }] : [],
);
