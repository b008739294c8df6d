import { signsOf } from './signsOf.ts';

/**
 * Signs that a child's needs are not met. Sources: Working Together (definition), KCSIE annex B, Graded Care
 * Profile 2 areas of care (physical, safety, love, esteem), NSPCC "signs of neglect", NICE NG76.
 */
export const NEGLECT = signsOf('neglect', [
  {
    id: 'hungry',
    severity: 1,
    why: 'Arriving hungry, asking for food or having nothing to eat can mean needs are not met.',
    patterns: `hungry|starving; hunger; hungry|starving ~4 morning|arrival|school|lunch|today; @no ~2 breakfast; @no ~1 eat|eaten|had|have|having ~3 breakfast|today|yesterday|weekend|since|last|all|anything|food|tea|dinner|days; breakfast ~3 skipped|missed; missed|skipped|missing|without ~1 breakfast|tea|dinner
      @no ~2 lunch|dinner|snack|tea|packed_lunch|lunchbox|food !time|club|duty|hall|choices|orders|order ~4 provided|sent|today|again|bag|box|with|home|money|at; @no ~1 food ~3 home|house|cupboards|fridge|weekend|in; empty ~1 lunchbox|fridge|cupboards|cupboard|lunch; nothing to eat; nothing ~2 in ~2 lunchbox|fridge|cupboard|packed
      second|extra|more|another breakfast|toast|portions|helping|helpings|food|snack|portion|lunch|bread|fruit; asked|asking|asks|begging|begs|beg ~3 food|snack|toast|seconds|breakfast|leftovers|crackers|biscuits; seconds|thirds ~3 lunch|asked|every|again; ate|eat|eats|eating ~3 quickly|fast|ravenously|leftovers|bin|others|floor|very quickly|like
      hoard ~3; hoarding; hiding|hid|hides|stuffing|stuffed|pocketing|pockets|pocket ~3 food|biscuits|toast|fruit|snacks|sandwiches|bread|crackers|snack; take|taking|steal|stealing|took|stole|taken ~4 food|biscuits|snack|snacks|lunch|lunches|crisps|sandwiches|bread|fruit|leftovers|toast; food ~3 bin|bins|pockets|bag|drawer|tray|hidden
      scavenging; rummaging ~3 bin|bins; eating|ate|eat ~2 from|out ~2 bin|bins|floor; tummy|stomach rumbling; given ~2 breakfast|toast|snack|cereal|lunch|food ~4 hungry|arrival|arrived|school|every; crisps|biscuits|sweets ~2 for breakfast|lunch|tea|dinner; lunch|packed_lunch|lunchbox ~3 bag|packet ~2 crisps|biscuits|sweets; packet ~2 crackers|crisps|biscuits ~3 lunch|lunchbox|tea; only ~2 crisps|bread|biscuits|cereal|toast|packet ~4 lunch|lunchbox|tea|dinner|home|eat
      always hungry; cold|no tea last night; @no ~1 tea|dinner ~2 last|night|home; make|makes|made|get|gets|cook|cooks own|his|her|their own breakfast|tea|dinner|food; leftover|leftovers ~3 lunch|others; @no eaten|eating|eat properly; underweight|malnourished|malnutrition; very|so|too|looks|looking thin; lost|losing weight && hungry|neglect|food|home|clothes; failure to thrive; faltering growth
      lunch money ~3 @no|spent|missing; @no ~1 lunch|dinner money; dinner debt|money ~2 owed; hungry ~6 last|ate`,
  },
  {
    id: 'unwashed',
    severity: 1,
    why: 'Dirty, smelly or unwashed often enough can mean that nobody sees to the child’s care.',
    patterns: `unwashed; shirt|clothes|uniform|jumper ~3 wore|worn ~2 thursday|friday|yesterday|monday|tuesday|wednesday|weekend|last; dirty|filthy|grubby|stained|soiled|smelly|ripped|torn|holey|unclean|mouldy ~2 clothes|uniform|shirt|clothing|shoes|hair|jumper|trousers|face|hands|fingernails|nails|neck|coat|top|underwear|skin|nappy|nappies|bedding|polo|dress|socks|kit|feet|pants|bottle|bottles
      clothes|uniform|shirt|hair|jumper|clothing|shoes|trousers|coat|nails|face|bedding|home|house|nappy|skin|polo ~4 dirty|filthy|grubby|unwashed|soiled|stained|smelly|smell|greasy|matted|grimy|damp|crusty|wet|stink|mouldy|unclean; smell|stink|reek ~3 of ~3 urine|wee|smoke|damp|dog|dogs|cat|mould|sweat|bo|faeces|poo|body|cannabis; smell|stink ~2 strong|strongly|bad|unpleasant|unwashed|stale|awful
      body odour; =bo; strong smell|odour; odour ~3 noted|noticed|strong|body|unpleasant|child|pupil|clothes; smell ~2 strongly; unkempt; dishevelled; scruffy; unpresentable; poor|lack ~1 of? hygiene; hygiene ~3 poor|concern|concerns|issue|issues|lack|declined|decline|worse|again|conversation; personal hygiene; matted|greasy|knotted|unbrushed|tangled hair; hair ~3 matted|unbrushed|knotted|greasy|brushed|washed
      @no ~2 wash|bath|bathed|shower|showered|brush|brushed|clean|changed ~3 days|week|weeks|since|teeth|clothes|hair|nappy|weekend|home; same ~3 clothes|uniform|shirt|outfit|jumper|top|socks|nappy|underwear|tights|trousers; same nappy; clothes ~3 from|as|since yesterday|friday|weekend|last; wore|wearing|wear|worn same; head_lice; lice|nits ~4; untreated ~2; scabies|impetigo|ringworm|fleas|flea ~1
      rotten|black|decayed|decay|decaying|brown|untreated teeth|tooth|dental; tooth|teeth|dental ~3 decay|rotten|decayed|black|pain|abscess|untreated|extracted|neglect; @no ~2 toothbrush|brush teeth|clean clothes; soiled on arrival; soiled ~3 underwear|clothes|nappy|himself|herself|trousers; sent in soiled; heavily soiled; full|soaked|heavy|dirty|wet nappy; nappy ~3 @no ~2 changed; nappy rash ~3; sore ~2 nappy; wet|damp clothes|uniform|coat|shoes
      urine|wee ~2 smell; smell ~2 wee|urine; clean ~2 underwear|clothes|uniform|socks given|provided; lent|given|provided|gave|borrowed ~3 clean|spare|fresh ~1 clothes|uniform|underwear|shirt|socks|jumper|trousers|shoes; washed ~3 clothes|uniform ~3 school; washing ~2 sent|home|done|at; fingernails|nails ~2 dirty|long|black; toenails`,
  },
  {
    id: 'clothing',
    severity: 1,
    why: 'Not dressed for the weather, or in clothes and shoes that do not fit, is a sign to watch.',
    patterns: `@no ~2 coat|jumper|socks|tights|underwear|gloves|jacket|shoes|hat|kit|waterproofs|wellies !off|on|peg|hook|hanger; coat ~2 missing|broken; without ~3 coat|jacket|socks|shoes|jumper|clothing; thin|light|summer ~1 coat|jacket|clothes|dress|shirt|clothing ~5 cold|winter|snow|rain|weather|freezing|december|january|november|frost; inappropriate|inadequate|inappropriately|inadequately|unsuitable|poorly ~1 dressed|clothed|clothing|clothes|footwear|clothed
      dressed ~2 @no|inappropriately|inadequately|poorly|properly|appropriately ~3 weather|cold|season|winter; @no|inadequate|inappropriate|unsuitable|poor ~3 clothing|clothes|clothed|dressed|footwear ~4 weather|cold|season|rain|winter|snow; holes|hole ~3 shoes|shoe|trousers|socks|tights|soles|clothes|uniform; shoes ~4 small|holes|broken|fit|taped|hole|apart|tight|big|letting; shoe ~2 sole
      clothes|uniform|shoes|trousers|coat|clothing ~3 too|much small|big|tight|short; outgrown ~3; ill fitting|fitting; plimsolls|sandals|slippers|crocs|flipflops|sliders ~5 winter|rain|snow|cold|cant|again|wet; shivering; cold ~2 hands && coat; soaked|wet through|soaking ~4 walk|rain|coat|arrived; arrived ~3 pyjamas|barefoot|shivering|soaked|wet|blue|cold|unkempt; cold ~2 arrived; @no ~1 uniform|pe_kit ~4 again|clean|washed|wash
      swimming|pe kit ~3 @no|never ~3 again|weeks; @no ~1 winter coat|clothes; wore|wearing|wear ~2 thin|summer|pyjamas|slippers; weather ~5 @no|inappropriate|inadequate ~2 coat|clothing|clothes|dressed; freezing|cold ~3 @no coat; clothes ~3 inadequate|unsuitable`,
  },
  {
    id: 'tired',
    severity: 1,
    why: 'Regular tiredness, falling asleep or no bed or bedtime can be a sign of unmet needs at home.',
    patterns: `fell|fall|falling|fallen asleep|=sleep ~4 class|lesson|carpet|desk|assembly|maths|english|reading|table|reg|school|registration|phonics|during|in|at; asleep ~4 class|lesson|carpet|desk|maths|during|assembly|reg|table|english|phonics|tutor; =slept|sleeping|sleeps|napped|nap|nodding|dozing|dozed ~5 lesson|class|desk|medical|maths|office|carpet|room|off|assembly|book; needed|needs|had|asked ~2 nap|sleep|lie; head on ~2 desk|table ~4 tired|asleep|sleep|night|exhausted|lesson
      @be ~2 tired|exhausted|lethargic|fatigued|sleepy|drowsy|shattered|knackered; tired ~3 again|today|morning|school|arrived|pale|lesson|always|every|eyes; too tired ~3; lethargic; fatigued; yawning; bags under ~1 eyes; dark circles|rings; @no ~2 =sleep|slept|sleeping !over|in|walk ~3 night|last|well|bed|properly|much|because|home|enough|weekend; up ~2 late|all night|until|till|gone|past ~4 night|midnight|phone|gaming|xbox|morning|am|watching|tv|#|one|two|three; awake ~2 night|late|until|all; stay|stays|stayed|staying|stopped|kept up ~2 late|all|until|till|past|night|midnight
      @no ~2 bedtime|routine|boundaries|bedding|mattress|sheets|pillow|blanket; @no ~1 bed !side|time|frame ~3; sleep|sleeping|slept|sleeps ~3 floor|sofa|settee|chair|couch|mattress|car; shares ~2 bed|mattress ~3 mum|dad|brothers|sisters|siblings|uncle; bed ~3 floor|broken|shared|sharing; goes ~1 bed ~3 when|late|midnight|likes|wants|#
      late night|nights ~3; poor sleep; sleep ~2 poor|deprived|deprivation`,
  },
  {
    id: 'not-collected',
    severity: 1,
    why: 'A child left waiting or not collected may not have a reliable adult to hand.',
    patterns: `@no collected|picked|fetched; not ~2 been collected|picked; late ~2 collected|collecting|pick|pickup|collection|picked|picking|fetched; collected ~3 late|later|hour|minutes|#; pick|picked|pickup ~2 up? ~2 late; late ~2 pick; collection ~3 late; uncollected; @no ~1 one|body|adult|parent ~3 came|come|collect|arrived|turned|answered|home|available|in|there|at; nobody ~3 came|come|collect|home|in|there|arrived|turned|answering|available
      waiting ~4 office|reception|school|gate ~5 until|till|late|hour|minutes|pm|#|mum|dad; still ~2 here|school|waiting|office at ~1 #; rang|called|phoned|tried|ringing ~2 # ~2 numbers|contacts|times; emergency contact ~3 came|called|collected|answer; walked|walk|walks|walking =home alone|himself|herself && no|nobody|none|year|dark|age; walked|walk|walks|walking home ~1 alone|himself|herself|by|on ~6 no|nobody|none|dark|#|year|five|six|seven|eight|age|young
      forgot|forgotten ~3 collect|pick|him|her|club; lost track ~1 of time; mum|dad|parent|carer ~3 late ~3 collect|pick|pickup|again|collecting; mum|dad|parent|carer|nan arrived ~2 late; @no ~1 answer ~6 collect|collected|waiting|numbers|emergency; asc|club ~1 unpaid; left ~2 waiting|standing ~4; @no ~2 come|came back ~3 for|to ~2 @kid|collect; @carer ~6 @no ~2 come|came|returned|back|return ~5 child|collect|hour|hours|him|her|them`,
  },
  {
    id: 'alone',
    severity: 3,
    why: 'A young child left alone or in unsuitable care is at risk.',
    patterns: `left ~2 home? alone|unattended|unsupervised|=care; home|house|flat ~2 alone; found ~2 alone ~5 home|house|flat|street|car|park|on|in|by; left ~3 alone|unattended|unsupervised ~4 home|night|house|flat|car|all|weekend|evening|hours|with|overnight|in|for; left|leave|leaves|leaving ~3 on ~2 own|their|his|her own; alone ~2 at|in ~1 home|house|flat|night|car|all; by ~1 himself|herself|themselves|myself ~4 home|house|night|flat|weekend|evening|overnight|until
      on ~1 their|his|her|my own ~3 home|house|night|weekend|evening|overnight|flat|all|until|after; @no ~1 one|adult|adults ~2 home|house|there|in ~4 school|get|gets|night|until|overnight; nobody ~3 home|in|house|there; unsupervised ~3 home|street|night|garden|outside|children|siblings|for|in|near|access; @no ~1 supervision|supervised|adult_supervision; lack of ~1 supervision|care|food|stimulation|boundaries; inadequate|poor ~1 supervision|care|parenting|nutrition|diet|housing_care
      playing|wandering|wanders|wandered|roaming|out ~3 street|streets|road|park|estate|alone|unsupervised ~4 alone|late|night|dark|unsupervised|unaccompanied|hours|#; out ~2 late ~3 alone|night|dark|street; left ~3 in ~2 charge|care|car; looks|looking|looked after ~3 =himself|herself|themselves|himself; fend ~2; fending; own|let|lets|letting ~2 himself|herself|themselves in ~3 key|house|home|after; left ~4 with ~4 stranger|neighbour|unsuitable|unknown
      went|gone|goes|left|go ~3 holiday|pub|out|away|bingo|party|shops|work ~4 left|leaving|alone|without|children|kids|child|us|me; abandoned; abandon; parents ~2 gone|away|out|whereabouts ~4 night|weekend|days|abroad|knows; `,
  },
  {
    id: 'health-needs',
    severity: 2,
    why: 'Missed appointments, medicine or treatment can mean that health needs are neglected.',
    patterns: `missed|miss|missing ~5 appointment|immunisation|immunisations|vaccinations|vaccination|check|checkup|dentist|dental|hospital|clinic|scan; appointment ~5 missed|cancelled|attended|forgotten|kept|=dna|brought; @no ~3 brought ~2 to? ~2 appointment|clinic|hospital|dentist|doctor; was not brought; =dna; =wnb; @no|never ~3 attend|attended|take|taken|keep|kept|took ~5 appointment|appointments|hospital|dentist|doctor|optician|clinic|a_and_e
      mum|dad|parent|parents|carer|family ~3 fail|failed|failing|refuse|refused|refusing|declined|forget|forgets|forgot|forgotten|@no ~4 medication|inhaler|epipen|insulin|treatment|glasses|appointment|hospital|medical|doctor|dentist|prescription|meds; forget|forgets|forgot|forgetting|failed|failing|stopped|run|ran|running ~5 medication|inhaler|insulin|prescription|epilepsy|treatment|tablets|antibiotics; @no|without ~1 medication|inhaler|epipen|insulin ~3 home|school|days|since|again|given|week|sent|provided
      medication ~4 @no ~1 given|taken|collected|administered|provided ~3 home|mum|dad|parent; @no ~2 glasses ~4 weeks|broken|months|again|since|replaced|optician; broken glasses; glasses ~3 broken|lost ~5 weeks|months|replaced; @no ~1 registered ~2 doctor|dentist; untreated ~2 condition|infection|wound|illness|eczema|decay|injury|dental|medical|head_lice; delay|delayed ~2 seeking|medical|treatment; @no ~2 seek|sought|seeking ~2 medical|help|treatment|advice
      medical|health|dental|developmental ~1 neglect|needs ~3 @no|unmet|neglected; needs ~2 @no ~2 met; unmet ~1 needs|health|basic; basic needs; sent ~2 school|in ~3 ill|sick|poorly|unwell|temperature; sent|sends ~2 in? poorly|ill|unwell; @no ~1 hearing aids|aid ~3 week|broken|again|weeks`,
  },
  {
    id: 'home-conditions',
    severity: 2,
    why: 'Conditions described at home are unsafe or unfit for a child.',
    patterns: `home|house|flat|room|bedroom|kitchen|conditions|property|bathroom|toilet ~4 filthy|squalid|dirty|unhygienic|unsafe|hazardous|cluttered|unclean|rubbish|mess|messy|chaotic|faeces|mouldy|smell|urine|infested|bare|uninhabitable|hazards; filthy|squalid|dirty|unhygienic|unsafe|hazardous|cluttered|chaotic|neglectful|bare ~2 home|house|flat|conditions|bedroom|kitchen|property|environment|room; squalor; poor|unsafe|unsuitable ~1 home|living ~1 conditions|environment; home conditions ~3 poor|concern|concerning|deteriorated|unacceptable|worse|bad
      dog|cat|animal|pet ~2 faeces|mess|poo|urine|excrement; rubbish|bin|bags ~3 piled|everywhere|floor|overflowing|garden; drug|needles|needle|syringe|sharps ~4 reach|floor|house|home|child; rats|mice|cockroaches|infestation|bedbugs|vermin; @no ~2 toys|bedding|carpet|carpets|furniture|stimulation ~3 home|house|bedroom|room|or; cold|damp ~2 house|home|flat ~3 no|heating|children; nappies ~3 floor|everywhere|used`,
  },
  {
    id: 'named-or-unresponsive-care',
    severity: 2,
    why: 'Staff name neglect, or describe a parent who does not respond to the child’s needs.',
    patterns: `neglect; neglected; neglectful; neglecting; concerns ~2 neglect; @carer ~4 @no ~1 interested|respond|responding|engaging|engage|cope|coping|care|bother|bothered|notice ~4 @kid|needs|school|him|her; disengaged parent|mum|parenting; parent ~2 disengaged; @carer ~3 ignored|ignores|ignoring ~3 @kid|crying|child|distress|needs; ignored|ignores|ignoring ~2 baby|child ~2 crying|cries; disguised compliance; parenting ~3 poor|concerns|concern|capacity|lacks|inadequate|chaotic|inconsistent; @no ~1 boundaries; @no ~1 ~1 one ~2 cares|looking|looks|helps; nobody ~2 cares|looks|helps|bothers
      low|lower level welfare|concerns|neglect|indicators; @no|never ~3 praised|cuddles|cuddle|hugged|affection; @no|never reads|read|plays|play ~2 with ~2 me|him|her ~2 home; safety ~3 hazards|gate|car_seat|window; @no ~1 car seat; without ~1 car seat|seatbelt; ingested|swallowed|drank ~4 bleach|methadone|tablets|medication|cleaning|battery|pills|nicotine ~6`,
  },
  {
    id: 'home-alone-hours',
    severity: 1,
    why: 'The child describes little care or supervision at home.',
    patterns: `mum|dad|parents ~1 is|are|was out ~3 night|morning|all|late|two|$; @carer ~4 asleep|sleeping|bed ~4 when|all|so|got|get|morning|day; mum|dad ~2 in ~1 bed all|most|until|when; @carer ~3 @no ~2 get|got|wake|woke up; got|gets|get ~1 =himself|herself|themselves|myself|self ~2 up|ready|dressed|school|breakfast|off; get|gets|got ~2 own|himself|herself ~2 breakfast|ready|up; =gets herself|himself up; alarm ~4 himself|herself|own; on phone ~3 all|time ~3 mum|dad|pick|ignored; mum|dad ~2 on ~1 phone ~3 all|always|never|crying|ignored; mum|dad|parents ~2 always out; @no ~1 reading|homework|book ~4 weeks|ever|never ~3 parent|mum|home
      toileting ~3 @no ~2 support|home; still ~2 nappies|dummy|bottle ~4 age|#|four|five|reception; bottle ~3 coke|tea|fizzy|juice`,
    faint: true,
  },
]);
