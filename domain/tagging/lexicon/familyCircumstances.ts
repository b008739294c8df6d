import { signsOf } from './signsOf.ts';

/**
 * Parents' mental health and substance misuse, young carers, housing and money, bereavement and change.
 * Sources: KCSIE early help list, Working Together chapter 1, Children Act 1989 s17ZA (young carers), Hidden
 * Harm (ACMD 2003), Housing Act 1996 (homelessness), Childhood Bereavement Network, NICCO (parent in prison).
 */
export const FAMILY_CIRCUMSTANCES = [
  ...signsOf('parental-mental-health', [
    {
      id: 'named',
      severity: 2,
      why: 'A parent’s own mental health is said to be poor.',
      patterns: `@carer ~5 mental_health ~4; mental_health ~4 of? ~2 @carer; @carer ~4 depression|depressed|bipolar|psychosis|psychotic|schizophrenia|anxiety|ptsd|breakdown|sectioned|suicidal|overdose|paranoid|postnatal|self_harm|manic|ocd|agoraphobia|agoraphobic|delusional|suicidal_ideation; depression|bipolar|psychosis|schizophrenia|postnatal|sectioned|breakdown ~3 mum|dad|mother|father|parent|parents; maternal|paternal|parental|postnatal|perinatal depression|mental_health|anxiety|ill_health|illness; postnatal
      @mum|@dad|parent|nan ~4 @no ~2 cope|coping|managing|leave|leaving|left ~2 house|home|bed|well|flat|anymore|with; @mum|@dad|parent|nan|carer ~4 struggling|struggles|struggle|overwhelmed|unwell|crying|tearful|cries|upset|low|sad|stressed|end ~3 cope|coping|mentally|emotionally|mood|alone|tether|gate|phone|lot|all|every|today|office|drop|playground|herself|himself|time|moment; @mum|@dad|parent ~3 tearful|crying|emotional|distressed|overwhelmed|anxious|low|struggling|sad|withdrawn|cries|cry|cried !@kid
      mum|dad|mother|father ~3 in bed|bedroom ~3 all|most|days|day; mum|dad|mother|mummy|daddy|father ~3 @no ~2 get|gets|getting|got out|up ~3 bed|today|morning; mum|mummy|dad|mother ~2 sad|cries|poorly ~3 all|lot|again|time|head|tablets; admission|admitted|hospital ~4 depression|psychiatric|sectioned|mental_health; crisis team ~5 mum|dad|mother|father|parent; mum|dad|mother|father|parent ~5 crisis team; @carer ~5 antidepressants|psychiatrist|psychiatric|psychologist|therapy|counselling|counsellor|medication ~2 depression|mental_health|anxiety|herself|himself|low; @mum|@dad|parent ~3 voices|hearing_voices|talking_to_herself|hallucinating|paranoid|tried_to_kill|take_her_life
      individual|parent|mother|mum|father|dad counselling|therapy ~4 mother|mum|father|dad|parent; working through trauma; @mum|@dad ~4 trauma ~3; @mum|@dad ~6 kill ~1 herself|himself; @mum|@dad ~4 attempted|tried ~2 take|end ~1 his|her ~1 life; @mum|@dad ~5 @no ~2 want|wanted ~2 be here|alive; worried ~2 about ~2 mum|mother|mummy|dad ~4 crying|sad|cries|alone|mental_health|sleeping|bed|upset; @mum|@dad|parent ~4 attended ~5 counselling|therapy|sessions`,
    },
    {
      id: 'hint',
      severity: 1,
      why: 'A hint that a parent is low, anxious or not coping.',
      patterns: `mum|dad|parent|carer|mother ~3 exhausted|overwhelmed|struggling|low|stressed|frazzled|flat|drained|@fear|fragile|isolated|lonely|vacant; mum|dad|parent|carer ~2 seemed|appeared|looked|sounded|presented ~3 low|tearful|flat|exhausted|anxious|upset|tired|vacant|distracted|emotional|stressed|agitated|confused; mum|dad|mother|carer ~3 asleep|bed ~4 again|still|when|afternoon|arrived|collect|phone|knock|noon; mum|dad ~2 said|says|reports|told ~5 finding ~2 hard|difficult|tough; @mum|@dad|parents ~2 @no coping|cope`,
    },
  ]),
  ...signsOf('parental-substance-misuse', [
    {
      id: 'seen-or-told',
      severity: 2,
      why: 'A parent or carer is said to be affected by drink or drugs.',
      patterns: `@carer|they ~5 drunk|intoxicated|drinking|drinks|drank|hungover|inebriated|tipsy|stoned|high|slurring|slurred|alcoholic|alcohol|wasted|heroin|cocaine|cannabis|drugs|addict|addiction|addicted|methadone|overdose|using|sober|rehab|relapsed|vodka|wine|beer|detox !school|curriculum|together|up|tea|coffee|water|his|her|their; @carer ~3 smell|stink|reek ~3 @alcohol|cannabis|drink|drugs; smell|reek|stink|smelt ~2 of? ~2 alcohol|drink|cannabis|beer|spirits|vodka|wine|booze ~6 mum|dad|parent|carer|stepdad|collecting|breath|gate|pick|collection|home|car|house|phone
      smell|reek|stink ~2 of? ~1 alcohol|drink|beer|booze|vodka; alcohol on ~1 breath; smell|odour|scent of? ~1 alcohol|cannabis|drink ~4 @carer|gate|collection|pick|breath; parent|mum|dad|carer|father|mother ~6 smell ~3 alcohol|cannabis; unsteady|staggering|slurring|slurred|swaying|stumbling|incoherent ~4 feet|speech|gate|words|words|collect|parent|mum|dad ~4; @carer ~6 unsteady|staggering|slurred|swaying|glazed|incoherent; unfit|unsafe|fit to ~1 drive|collect; drink|drunk driving|driving ~3; parental|maternal substance|alcohol|drug|drugs|drinking ~2
      empty ~2 beer|wine|vodka|alcohol ~1 bottle|bottles|cans; bottles|cans ~3 everywhere|floor|home|house|kitchen|coffee|table; mum|dad|mummy|daddy|stepdad|parents ~3 funny|special|magic|happy|medicine|smelly ~1 juice|cigarettes|smoke|drink|tablets|water|sleepy; mum|dad|stepdad|parents|uncle|nan ~4 smoke|smokes|smoking|takes|take|took|uses|use|using|sell|sells|selling|dealing ~2 weed|cannabis|drugs|crack|coke|heroin|cocaine|pills|powder; dad|mum|stepdad|parents ~3 drink|drinks|drinking ~3 lot|every|much|too|night|day|all|again|heavily; drug|drugs|alcohol|substance ~1 misuse|use|abuse|dependency|problem|issues|addiction ~4 mum|dad|parent|mother|father|home|household|family|parents; cannabis smell ~4 home|house|clothes|coat|bag|book; smell ~1 cannabis ~4 home|house|clothes|coat|bag
      parents ~3 drug|drugs|alcohol|addiction|addicts; drugs paraphernalia ~; paraphernalia ~3 home|house|seen|table|found; couple ~1 beers|drinks; passed out ~4; @carer ~4 passed out`,
    },
    {
      id: 'collecting-or-driving',
      severity: 3,
      why: 'An adult affected by drink or drugs is to take charge of the child now.',
      patterns: `smell|reek|stink ~3 alcohol|drink|cannabis ~10 take|collect|drive|driving|drove|home|car ~3 child|children|home|him|her|them|keys; drunk|intoxicated|unsteady|slurred|slurring|stoned ~10 collect|collecting|pick|pickup|collection|drive|driving|drove|car|gate; collect|collected|collecting|pick|picked|pickup|collection ~10 drunk|intoxicated|slurred|slurring|unsteady|smell|stoned ~3; drive|drives|driving|drove ~3 drunk|drinking|intoxicated|alcohol; overdose ~4 front|children|child; @mum|@dad ~4 overdosed`,
    },
  ]),
  ...signsOf('young-carer', [
    {
      id: 'named',
      severity: 2,
      why: 'The child looks after a parent, brother or sister.',
      patterns: `young_carer; caring|carer ~1 responsibilities|role|duties|heavy; caring responsibilities; @kid|she|he|i|they|pupil ~3 cares|caring|=care|=cared ~2 for|after ~3 mum|dad|mother|father|nan|@sibling|parent|grandad|siblings|brothers|sisters|baby|him|her|disabled|ill|family; caring for ~3 mum|dad|mother|father|nan|@sibling|parent|grandad|disabled|baby|siblings|ill; look|looks|looking|looked|looked_after ~1 after ~3 mum|mother|dad|father|nan|grandad|@sibling|siblings|brothers|sisters|baby|twins|little|younger !him|her|me
      up ~3 night ~4 mum|mother|dad|baby|@sibling|sister|brother ~3 poorly|unwell|medication|feed|crying|help; help|helps|helping|helped ~2 mum|mother|dad|father|nan ~4 medication|dress|dressed|wash|shower|toilet|walk|bath|stairs|bed|wheelchair|tablets|move|chair|cook|lift|injections; gives|give|giving|gave|manages|managing ~1 mum|mother|dad|father|nan|her|his ~4 medication|tablets|insulin|injections|meds; cook|cooks|cooking|cooked|makes|feeds|feeding|feed ~3 tea|dinner|meals|breakfast|family|@sibling|siblings|baby|brothers|sisters|everyone ~5 mum|because|every|most|herself|himself|siblings|brothers|sisters|night|younger|baby
      cooks|cooking|cleaning|cleans|washing|housework|chores|laundry ~6 mum|dad|ill|siblings|because|herself|himself|everything|all|family; gets|getting|get|got|takes|taking|take|brings|bringing|collects|collecting|dropping|drops|dress|dresses|feeds|put|puts|putting|baths ~2 younger|little|baby|@sibling|siblings|brothers|sisters|twins ~4 ready|dressed|up|school|nursery|bed|breakfast|bath|home|changed|nappy|morning|nurseries; stay|stays|stayed|staying|kept ~2 home|off ~6 look|care|help|translate|watch|mind ~3; kept ~2 off ~4 help|look|care|mind|babysit; babysit|babysits|babysitting|babysat ~5 siblings|@sibling|every|night|baby|younger|sisters|brothers
      interpret|interprets|interpreting|translate|translates|translating ~4 mum|parents|dad|appointments|family|doctor; disabled|ill|sick|unwell|poorly parent|mum|dad|mother|father ~6 helps|cares|looks|caring|responsibility|responsible; managing ~2 own school things|uniform|meals|washing; responsible|responsibility ~3 siblings|@sibling|brothers|sisters|household|cooking|mum|home|younger; parentified|parentification; worry|worried|worries|worrying ~2 leave|leaving ~2 mum|mother|nan|dad|her ~2 alone|home|own|ill; ring|rings|phone|phones|check|checks|checking ~2 on? ~1 mum|mother|nan ~4 ok|alright|break|lunch|all|during|taken|fallen`,
    },
    {
      id: 'parent-ill',
      severity: 1,
      why: 'A parent’s illness or disability may leave the child with caring to do.',
      patterns: `@mum|@dad|parent|nan ~4 wheelchair|disability|disabled|stroke|cancer|ms|epilepsy|chronic|dialysis|chemotherapy|chemo|crutches|surgery|operation|illness|fibromyalgia|arthritis|bedbound && help|helps|helping|cooking|tired|chores|housework|cares|caring|responsibilities|siblings; parent|mum|mother|dad ~3 chronic|long ~1 illness|condition && help|caring|carer`,
      faint: true,
    },
  ]),
  ...signsOf('housing-poverty', [
    {
      id: 'housing',
      severity: 2,
      why: 'The family’s home is lost, temporary, overcrowded, cold or unfit.',
      patterns: `homeless|homelessness|evict|evicted|eviction|evicting|squat; eviction notice|letter; notice ~2 landlord|quit|leave ~2; landlord ~5; section 21; temporary|emergency|supported|hostel|unsuitable|overcrowded|cramped|interim accommodation|housing|flat; temporary accommodation; hostel; bed and breakfast ~3; sofa|settee surfing; sofa surf; overcrowded|overcrowding; one|single|same|1 ~1 room|bedroom|bed ~5 family|five|four|six|three|all|of|children|share|sharing; living|live|lives|staying|sleeping|stay|slept ~3 car|van|hotel|hostel|travelodge|tent|one_room|refuge|garage
      all ~3 share|sharing|sleep|sleeping ~3 room|bed|bedroom|mattress; damp|mould|mouldy|leak|leaking ~4 home|house|flat|bedroom|walls|room|property|ceiling|landlord; home|house|flat|bedroom|walls|property ~4 damp|mould|mouldy|leak|leaking|freezing; @no|without ~1 heating|electric|electricity|gas|hot_water|boiler|power|fridge|cooker|water|bed|beds|carpet|furniture|washing_machine|wifi|internet|money|credit ~4; @no ~1 hot water; electric|electricity|gas|heating|power|meter|boiler ~4 off|out|cut|run|ran|broken|emergency|on_the_meter|credit|disconnected|gone|cold; cold|freezing ~3 house|home|flat|bedroom ~3; house|home|flat ~2 cold|freezing; nowhere ~1 to ~1 live|sleep|stay|go; lost ~2 home|house|flat|tenancy; rent arrears; arrears; rehoused|rehousing|housing officer|list|association|register|department|office|issues|situation|problems|needs|application|transfer|bid|concerns; house fire ~4; bailiffs; repossessed|repossession; washing machine ~2 broken|broke`,
    },
    {
      id: 'money',
      severity: 2,
      why: 'The family is short of money, food or other essentials.',
      patterns: `food_bank; @no ~2 food|shopping ~3 home|house|left|dad|mum|until|cupboards|in; poverty|deprivation|destitute|destitution|hardship; struggling|struggle|struggles ~3 financially|afford|money|bills|survive|rent|pay|food|budget|buy|income|debt|costs; financial|financially|money|debt|benefit|benefits|universal_credit ~1 difficulties|hardship|problems|struggles|struggling|worries|issues|pressure|strain|stress|stopped|sanctioned|support|delayed|assistance|crisis|concerns|difficulty|situation|help; cant|@no ~2 afford ~4; cannot|unable|able|couldnt|cant ~1 afford|to_pay; afford ~3 uniform|shoes|trip|food|coat|bus|fare|lunch|heating|residential|rent
      lost|losing|lose ~2 job|work|income|employment|benefits; redundancy|redundant|unemployed|jobless ~4; laid off; made redundant; @no|less|little|short|run|tight ~2 money ~4 week|home|food|until|payday|uniform|bus|left|shoes|electric|moment|trip|bills|lunch|month; money ~2 tight|short|problems|worries; benefits ~2 stopped|cut|sanctioned|delayed; universal credit; debt|debts|loan_shark|payday_loan|bailiff; hardship fund; no recourse; asylum ~2 seeking|seeker|seekers|accommodation|support; free_school_meals ~3 apply|application|form|applied|eligible|eligibility|signposted; uniform ~2 bank|voucher|grant|swap ~4; uniform ~3 second|funded|provided ~2 hand|school; school ~2 paid|funded|fund|funding|help ~4 uniform|shoes|trip|coat|lunch; charity ~3 beds|food|furniture|support; meter|electric|gas ~3 run out|top; walked ~6 @no ~2 bus|fare|money|petrol; @no ~1 bus fare|money|pass`,
    },
  ]),
  ...signsOf('bereavement-family-change', [
    {
      id: 'death',
      severity: 1,
      why: 'Somebody close to the child has died or is gravely ill.',
      patterns: `@carer|@sibling|friend|grandparents|granny|parent|teacher|cousin|dog|cat|pet|hamster|uncle|aunt|rabbit ~3 die|died|dead|deceased|passed|death|passing|funeral|cremated; passed away; death ~2 of|in ~3 @carer|@sibling|family|friend|grandparents|pet|dog|cat|parent; bereave|bereaved|bereavement; grief|grieving|grieve; funeral; miscarriage|stillborn|stillbirth; anniversary ~2 of? ~3 death|passing|nan|dad|mum|died|grandad; lost|losing|loss|misses|missing|talked ~2 his|her|their|of|about ~1 nan|grandad|mum|dad|brother|sister|father|mother|grandparents|dog|baby|uncle ~2; terminal|terminally|palliative|hospice ~3; @mum|@dad|nan|grandad|parent ~3 cancer|terminal|dying|hospice|intensive|life_support|stroke|chemo; child bereavement; bereavement box|support|counselling|counsellor; memory box; life limiting ~4 parent|mum|dad|brother|sister`,
    },
    {
      id: 'separation',
      severity: 1,
      why: 'The family has changed: a separation, a new partner, a parent away.',
      patterns: `parents|mum|dad ~4 separated|separating|separation|divorce|divorced|divorcing|split|splitting|broken_up|breaking_up|splitting_up; parents ~2 separated|divorced; parental separation; divorce|separation ~4; split up ~4; mum|dad|stepdad|father|mother|partner|parent ~3 moved|moving|move|walked|left|leaving|gone ~1 out|home|away|family|us|abroad|back ~3 !late|early|work|message|a|for|early; dad|father|mum|mother|stepdad ~1 left|leaving ~2 home|us|family|mum|house; moved out ~3 @no|not ~; @mum|@dad ~3 kicked|thrown ~2 out
      new ~1 partner|boyfriend|girlfriend|stepdad|stepmum|relationship|husband|wife|step_family; partner ~2 moved|moving in; mum|dad|mother ~4 boyfriend|girlfriend|partner ~4 moved|moving|living|new|met; stepdad|stepmum|stepfather|stepbrother|stepsister ~3 moved|moving|new|gets|get ~2 in|on; @no ~2 get|getting|gets on ~3 stepdad|stepmum|partner|boyfriend|girlfriend; get|gets|getting on ~3 stepdad|stepmum; new_baby ~4; mum|mother ~3 pregnant|expecting|given_birth; pregnant ~3 again|mum|mother; @carer ~3 prison|jail|custody|remand|sentenced|imprisoned|arrested|released|inside; prison|jail ~3 dad|mum|brother|visit|father|parent|visiting|stepdad; visiting ~2 prison|dad_in; parent ~2 prison
      contact ~2 dispute|order|arrangements|centre|stopped|ceased|supervised|handover ~2; child arrangements order; arrangements order; custody ~2 battle|dispute|case|arrangements|of; family court; court ~4 contact|custody|residence|dad|mum|parents; special guardianship; =sgo; @no ~2 seen|saw|see|contact|heard|seeing ~4 dad|father|mum|mother|daddy|mummy ~5; @mum|@dad|he|she ~3 cancelled|cancel|let|missed|turned|show ~2 contact|weekend|visit|down|up ~3; misses|miss|missing|misses his|her|their dad|mum|brother|sister|daddy|mummy|nan; dad|father|mum|brother|sister ~2 deployed|deployment|army|navy|abroad|uni|university ~2; living|lives|live|stay|staying|stays ~4 with ~2 nan|grandad|aunt|uncle|grandparents|friend|sofa|dad ~4 now|moment|because|temporarily|since|weeks|while|until
      sleeping|staying|slept|stayed ~3 nan|aunt|friend|friends ~4 after|because|since|for; adopted|adoption|adoptive ~3; private fostering; privately fostered; placement ~2 breakdown|broken|ended|change|move|changed; new placement|foster|carers; moved ~2 foster|placement|placements; family ~1 breakdown|changes|change|dynamics|difficulties|circumstances|upheaval|bereavement|relationships; change ~2 family|home ~1 circumstances|situation; dad|mum|parent ~2 back|returned|home ~2 living|family|home; living ~1 between; two homes; recently ~1 arrived|moved ~3 from ~3; brother|sister ~3 left ~3 uni|army|home|care; reconciled|back together; stepfamily|blended; kinship`,
    },
  ]),
];
