import { signsOf } from './signsOf.ts';

/**
 * Indirect ways of saying it, heard from children, neighbours and in professionals' summaries, for concerns
 * whose plain wording stands in the tables beside this one. Sources as given there.
 */
export const WIDER_SIGNS = [
  ...signsOf('self-harm-suicide', [
    {
      id: 'said-indirectly',
      severity: 4,
      why: 'Words that children use for not wanting to live.',
      patterns: `cant|can't|dont|couldnt do this|it anymore|any_more; cant|cannot go on|carry_on|take_it ~2; nobody|noone|no_one ~2 would ~2 notice|care|miss ~6 here|gone|died|dead|disappeared|me; wasnt|werent|not ~1 be? here anymore|any_more|tomorrow; if i wasnt|died|disappeared|was_gone|were_gone|was_dead; thoughts ~2 of ~2 not being|dying|death|ending; @no see ~1 future|point_in_living|way_out|way_through; @no ~1 way out; want|wants|wanted ~2 to? ~1 disappear|sleep_forever|go_to_sleep_and|it_to_end|it_to_stop|everything_to_stop; fall|go ~1 asleep|sleep ~2 @no|never wake; @no|never wake ~1 up ~2; wont|not be around ~2 much_longer|anymore|birthday|christmas; join ~2 nan|grandad|mum|dad|him|her in heaven|the_sky; be ~2 with ~2 nan|grandad|mum|dad ~2 heaven; searched|searching|googled|looked_up|researching|researched ~4 suicide|hanging|overdose|painless|ways_to_die|how_to_die|methods|kill; ways to die; how ~2 many tablets|pills|paracetamol; stood|standing|sat|found ~4 bridge|railway|train_track|train_tracks|roof|ledge|motorway; wrote|written|writing|left|found ~3 goodbye|suicide|farewell ~1 note|letter|letters|message; planning|planned|plan ~3 to? ~1 end|die|kill|overdose|jump|hang; wants|want ~2 hurt|harm|cut ~1 himself|herself|themselves|myself|self`,
    },
    {
      id: 'covered-wrists',
      severity: 2,
      why: 'Plasters or covers on wrists and arms can hide self-harm.',
      patterns: `plasters|bandages|bandage|plaster|scabs|scars|wristbands|sweatbands ~4 wrist|wrists|forearm|forearms|arms|thighs; long sleeves && wrist|wrists|plasters|cuts|scars|arms; tugging|pulling|pulled|pulls ~3 sleeves|sleeve down|over; hiding ~2 arms|wrists|forearms; marks ~3 wrists|wrist|forearm|forearms|inner_arm`,
    },
  ]),
  ...signsOf('parental-mental-health', [
    {
      id: 'grave',
      severity: 3,
      why: 'A parent is at risk of harming or killing themselves, or is acutely unwell.',
      patterns: `@mum|@dad|parent ~6 suicidal|self_harm|overdose|overdosed|cutting|suicide|sectioned|suicidal_ideation; @mum|@dad|parent ~8 thoughts ~2 of ~2 not|ending|harming|dying|death; @mum|@dad|parent ~6 end ~2 it|her|his ~1 all|life; @mum|@dad|parent ~5 voices; @mum|@dad|parent|he|she ~6 harm|kill|smother|hurt ~2 baby|the_baby; @mum|@dad|parent ~4 tried|attempted ~2 kill|suicide|overdose|hang; found ~2 mum|dad|mother|father ~4 overdose|hanging|unconscious|tablets|bath|blood`,
    },
  ]),
  ...signsOf('emotional-abuse', [
    {
      id: 'threats-and-rejection',
      severity: 3,
      why: 'The child is told that they are unwanted, or to blame, or will be sent away.',
      patterns: `@carer ~8 put|given|giving|give|gave ~2 @kid ~1 up ~2 for|adoption; up for adoption && mum|dad|should; @kid|he|she|you|i ~2 is|are|was|the ~1 reason ~4 left|split|ill|divorced|drinks|died|argue|sad; @carer ~6 regrets|regret|regretted ~2 having ~2; should|wish ~2 @no|never ~1 have? ~1 had ~1 @kid; @carer ~4 @no ~1 want|wants ~1 @kid ~2 anymore|back|home|here; call ~2 social_services ~3 take ~2 away; sent|send ~1 @kid ~2 to ~1 live ~3 because|naughty|bad; @carer ~4 disown|disowned; kill|killed|hurt|get_rid_of ~2 pet|dog|cat|hamster ~4 punish|punishment|told|front; made ~2 to? ~1 watch ~4`,
    },
    {
      id: 'harsh-discipline',
      severity: 2,
      why: 'Punishment that frightens, isolates or humiliates.',
      patterns: `made|makes|make|forced|being_made ~2 to? ~1 stand|sit|sleep|kneel|stay|eat ~6 dark|outside|garden|shed|garage|corner|hours|night|floor|alone|cold|rain|punishment; as ~1 a? ~1 punishment ~6; punishment|punished ~6 dark|outside|garden|room|food|hours|locked|days|weeks|no; knows ~2 what ~1 hell|shell|he|she|theyll|they ~1 will? get; you ~1 wait|wait ~1 till|until ~3 home|car|dad_gets|father; wait ~2 till|until ~3 get ~2 home|car; youll|you'll ~2 get ~1 it; @carer ~5 shout|shouted|shouting ~3 phone|gate|playground|street|car|door ~3 @kid|at; @carer ~3 shout|shouting|shouted|screaming ~4 at ~1 @kid; went|goes|turned|gone white ~4; trembled|trembling|shaking ~6 mum|dad|stepdad|uncle|home|collect|phone`,
    },
  ]),
  ...signsOf('physical-abuse', [
    {
      id: 'threat-hinted',
      severity: 2,
      why: 'A hint that punishment at home is feared or physical.',
      patterns: `knows ~2 what ~1 hell|shell|he|she|theyll|they ~1 will? get; wait ~2 till|until ~3 get ~2 home && goes|went|white|scared|shaking|cried|frightened; get|gets|got ~1 it when ~4 home; @no allowed ~2 talk|tell|say ~4; told ~2 not ~2 tell|say ~3 anyone|school|teacher; what|whatever happens ~2 home stays; @fear ~4 report|result|results|card|behaviour_point|detention|mark ~5 home|dad|mum|parents|stepdad|happen; @carer ~2 would|will|will_be|gets|goes ~2 mad|crazy|mental|ballistic|berserk|spare|angry ~4; stepdad|dad|mum|uncle ~3 hurts|hurt ~2 arm|leg|me|him|her|back|head|face`,
    },
  ]),
  ...signsOf('child-criminal-exploitation', [
    {
      id: 'robbed-or-pursued',
      severity: 3,
      why: 'Debts, robbery or threats from older people that fit criminal exploitation.',
      patterns: `jumped|robbed|mugged|beaten ~5 took|taken|stole|phone|coat|bike|trainers|bag; they|boys|men|lads|people|someone ~3 be? ~1 back ~2 for ~3 money|him|her|it; money ~2 he|she|i|they owes|owe|owed; owes|owe|owed ~2 money|people|someone|them|£; stab|shoot|burn|kill|hurt|smash ~3 him|me|us|family|mum|house|windows ~6 tell|talk|grass|pay|money|owe|snitch|anyone; grass|grassed|snitch|snitching ~4; gang|county_lines ~1 affiliated|involvement|nominal|associated|affiliation|linked|links; criminal ~1 exploitation; exploitation ~1 concerns|risk|indicators|panel|team; risk ~2 of ~2 exploitation; carrying ~2 for ~2 someone|older|people|boys; loads|lots|rolls|piles|stash of ~2 cash|money|twenties|notes`,
    },
    {
      id: 'waited-for',
      severity: 1,
      why: 'Somebody unknown waits for or drives the child.',
      patterns: `someone|somebody|men|man|boys|group|people|lads|car|they ~3 waits|waiting|wait|waited ~4 stop|gate|gates|corner|outside|station|park|shop|him|her; =car ~3 nobody|noone|no_one|@no recognised|recognise|knew|know; unknown|unrecognised|unfamiliar|unregistered ~1 =car|vehicle|driver; driven|lift|lifts ~4 unknown|stranger|older|man|men|nobody; @no ~2 go ~3 bus|town|park|shop|home ~6 someone|boys|group|they|men|waits|waiting; unexplained ~1 absences|absence|gifts|money; new ~1 friendship ~1 group ~3 older; new ~1 group ~2 friends ~3 older`,
    },
  ]),
  ...signsOf('radicalisation', [
    {
      id: 'calls-for-violence',
      severity: 3,
      why: 'Praise for, or calls for, violence against a group of people.',
      patterns: `only way ~2 stop|deal ~4; burn|bomb|shoot|attack|kill|blow|torch|petrol_bomb|cleanse|wipe ~5 hotel|hotels|mosque|mosques|synagogue|church|temple|immigrants|migrants|muslims|jews|refugees|parliament|westerners|infidels|gays|traitors; attacker|gunman|bomber|shooter|killer ~4 right|hero|legend|good|deserved|brave|correct|justified; video|videos|clip|clips|footage ~4 attack|attacks|beheading|execution|executions|bombing|shootings; deserved ~2 die|killed|bombed|it ~4 muslims|jews|soldiers|immigrants|people; join|joining|joined ~4 fighters|militia|far_right|extremist|isis|army_of|group_online ~; saviour|superior|supreme ~2 race; go|get ~2 back ~1 where ~2 came ~2 from; symbols|symbol|flags|flag|salute|slogans|slogan ~3 nazi|isis|extremist|supremacist|far_right|swastika; conspiracy ~2 jews|muslims|government|elite; convert|converted|recruit|recruiting ~4 peers|others|classmates|pupils ~3`,
    },
  ]),
  ...signsOf('bullying-child-on-child', [
    {
      id: 'afraid-of-others',
      severity: 2,
      why: 'The child avoids places because of other children, or is pursued by them.',
      patterns: `group|boys|girls|lads|gang|others|they ~4 waiting|wait|waits ~2 for ~2 him|her|them|me ~4; library|toilets|office|indoors|classroom ~6 because ~6 boys|girls|group|others|peers|field|bully|picked; pinned|held ~6 smaller|younger|another|pupil|child|boy|girl ~6; pull|pulled|ripped|tugged ~4 headscarf|hijab|turban|scarf|hair ~3; headscarf|hijab|turban|kippah ~4 unkind|comments|pulled|laughed|mocked|jokes; others|peers|they|girls|boys|children ~4 unkind|mean|horrible|cruel|nasty ~4; @fear|scared ~2 of ~3 pupil|boys|girls|group|older|peers|kids|him|her ~3 school|bus|corridor|playground|lunch; dinner ~1 money ~3 taken|took; hit|kick|push|punch ~2 by ~3 other|another|older|boys|girls; dares|dared|forced ~4 peers|boys|girls|older ~2; stones|things|food ~2 thrown ~2 at ~1 him|her|me`,
    },
  ]),
  ...signsOf('harmful-sexual-behaviour', [
    {
      id: 'image-of-peer',
      severity: 3,
      why: 'A sexual image of a child is made or passed around by others.',
      patterns: `nude|nudes|naked|topless|intimate|sexual ~8 going|passed|sent|shared|round|around|year|made|spread|spreading|circulating|circulated; fake|deepfake|edited|ai ~2 nude|nudes|naked|image|images|photo|photos ~6 girl|her|him|pupil|pupils|year|girls|peers; account|list|poll|ranking|rating ~4 girls|bodies; asked|asking|pestered|pressured ~3 girl|her|peer|peers|girls ~3 nudes|photos|nude|pictures; touched|touching|grabbed|slapped ~2 another|other|younger ~2 child|children|pupil|girl|boy|girls ~3 private_parts|bottom|inappropriately|sexually`,
    },
  ]),
  ...signsOf('online-safety', [
    {
      id: 'account-or-app',
      severity: 2,
      why: 'An account, app or image is used to hurt or endanger a child.',
      patterns: `set ~1 up ~2 account|page|profile|group ~4; account|page|profile ~4 rating|mocking|about|fake|girls|pupils|staff; using ~2 app ~4; =app ~4 nude|nudes|naked|stranger|adults|location|dating; deepfake; ai ~1 generated|images|image|nude|chatbot|girlfriend|app; online ~1 harm|harms|risk|risks|contact|relationship|boyfriend|girlfriend|friend|friends; internet ~2 use|safety|history|stranger|concern|friend; stranger|strangers ~2 online; gift ~1 cards|card ~4 online|game|stranger|sent; age ~1 verification; sharing ~1 images ~2; inappropriate ~2 images|photos|pictures|messages|video|videos|content ~3`,
    },
  ]),
  ...signsOf('send-unmet-need', [
    {
      id: 'plan-late',
      severity: 2,
      why: 'A plan, assessment or provision is late, missing or cut.',
      patterns: `plan ~4 @no ~2 issued|finalised|followed|implemented|in_place|delivered|named; final plan ~4; =ep report ~3; local authority|la ~6 @no ~3 issued|responded|agreed|assess|plan|named|funded; half|short|reduced ~1 days|day|hours|timetable|mornings ~3; mornings only; only ~2 mornings|hours|afternoons; support|teaching_assistant|one_to_one|provision|funding ~4 cut|withdrawn|removed|ended|stopped|lost|left|reduced|absent|not_in_place; support ~3 @no ~2 place|available|provided|there; @no ~1 support|provision|placement|specialist ~3 ehcp|autism|needs|send|speech; waited|waiting|waits ~4 months|years|year|weeks|list ~5 assessment|speech|diagnosis|autism|adhd|paediatrician|plan|camhs; melting ~1 down ~4 support|sensory|noise|daily; @no ~2 suitable ~1 school|place|placement|provision`,
    },
  ]),
  ...signsOf('parental-conflict-with-school', [
    {
      id: 'blames-school',
      severity: 1,
      why: 'A parent blames the school or seeks advice against it.',
      patterns: `school ~2 failing|failed|let ~1 down? ~3 daughter|son|child|him|her|them ~; legal|solicitor ~1 advice|action|letter|proceedings ~3; taking ~2 legal; blame|blames|blamed|blaming ~2 school|teacher|staff|us; parent|mum|dad|mother|father ~6 @no ~1 happy|satisfied|agree|accept|pleased ~3; @no trust ~2 school|staff; lost ~1 trust|faith|confidence ~3 school; @mum|@dad|parent ~4 demands|demanded|demanding ~3 meeting|apology|head|answers|move|removed; @mum|@dad|parent|mother|father ~5 raised ~1 voice ~3; @mum|@dad|parent ~4 verbally ~1 aggressive|abusive ~4 staff|office|school|teacher|headteacher; going|go|writing|wrote ~3 ofsted|governors|press|papers|mp|council`,
    },
  ]),
  ...signsOf('attendance-punctuality', [
    {
      id: 'unseen-at-home',
      severity: 3,
      why: 'Nobody answers at the home of a child who has been absent for days.',
      patterns: `@no ~1 reply|answer|response|sign|trace ~12 absent|absence|days|weeks ~; visit ~3 @no ~1 reply|answer|one ~6; curtains ~1 drawn|closed ~4; post ~2 behind|piling|piled ~4`,
      faint: true,
    },
    {
      id: 'days-absent',
      severity: 1,
      why: 'Days of absence.',
      patterns: `days|sessions|weeks ~1 absent|absence|missed|off ~2; absent ~3 days|sessions|week|weeks|today|again|since; # ~1 sessions ~3; @no ~1 in ~1 since ~2; @no ~2 been in ~3 fortnight|weeks|days|since|week|month; @no ~1 in ~1 school; missing ~1 sessions|lessons|school|days|education|afternoons; absences ~; irregular ~2; persistent ~1 lateness; arrives ~3 after ~2 register|registration|bell|start`,
    },
  ]),
  ...signsOf('school-avoidance-ebsa', [
    {
      id: 'cannot-get-in',
      severity: 2,
      why: 'The child is too distressed to get to school or into class.',
      patterns: `@no ~2 get ~2 @kid ~3 out|up|in|into|to ~3 bed|car|school|building|uniform|house; sick|ill ~1 with ~1 worry|nerves|anxiety; sick|poorly|ill|cries|crying|tearful|worry|dread ~4 sunday ~1 night|nights|evening|evenings; cries|cry|crying|screaming|screams|sobbing|sobs ~3 gate|gates|door|drop|handover|morning|mornings ~3; peeled ~2 off|from; @no|never ~2 back ~2 in|into|to ~2 classroom|school|class; than|rather ~4 go ~2 back? ~2 classroom|school|class; stomach|tummy ~1 aches|ache|pains|pain ~3 monday|mondays|sunday|school|morning|mornings; stays|stayed|remained ~2 room|bed|bedroom ~5 school|college|encouragement|attend; too anxious ~3; fear ~2 of ~2 school|attending|failure; emotionally ~1 based; barriers ~2 attendance|attending`,
    },
  ]),
  ...signsOf('housing-poverty', [
    {
      id: 'going-without',
      severity: 2,
      why: 'The family goes without because of money.',
      patterns: `money ~3 @no ~2 come|arrive|go|last|paid|until|till ~3; until|till ~2 payday|pay_day|benefits|money|giro ~; @no ~2 paid ~2 till|until; toast|beans|bread|cereal|noodles ~2 for ~1 tea|dinner ~6 money|because|every; rehoused|re_housed|evicted ~2; asked|told|made ~3 leave ~3 house|flat|home|accommodation|tenancy; sleeping|sleeps|slept|living ~2 in ~2 car|van|tent|office|doorway; using ~2 food_bank; food ~1 insecurity|poverty; income ~3 low|lost|reduced|stopped; low ~1 income; cost ~1 of ~1 living; family ~4 struggling ~4 survive|afford|bills|rent|money|cope_financially|financially; @no pay ~3 bills|rent; behind ~3 rent|bills; candles ~3 electric|power|light; wash|washed|washing ~3 clothes ~2 bath|sink|school; bus ~1 fare ~2; @no ~1 beds|bed_to ~2 ; moved ~1 into ~1 refuge|hostel|hotel; housing ~1 need|crisis|benefit|support|instability|insecurity`,
    },
  ]),
  ...signsOf('bereavement-family-change', [
    {
      id: 'somebody-away',
      severity: 1,
      why: 'A parent is away from home.',
      patterns: `dad|mum|daddy|mummy|stepdad|father|mother ~2 @no ~1 at ~1 home ~3 now|anymore|weeks|more; dad|mum|father|mother|stepdad ~2 @no ~1 live|lives|living ~2 with|there|here|at|home ~2 anymore|us|him|her|now; mum|dad|stepdad|father|mother|he|she ~2 at|with ~2 mates|friends|mate's|friend's|mums|nan's|sister's ; dad|mum|daddy|mummy ~2 =gone|disappeared|away ~2; father|dad|mum|mother ~2 absent|walked_out|left_the_family|left_us|left_home|left_them; nan|grandad|aunt|uncle|grandparents|grandmother ~3 full ~1 care|custody; family ~1 split|splitting|separated; loss ~2 of|in ~2 @carer|@sibling|family|friend|pet|job_no|parent|loved; relationship ~1 breakdown|ended ~3 parents|mum|dad; stepfather|stepdad|stepmum|new_partner ~4 @no ~3 get ~1 on; sibling|brother|sister|baby ~1 born|arrived|birth; birth ~2 of ~3`,
    },
  ]),
  ...signsOf('neglect', [
    {
      id: 'no-food-for-days',
      severity: 3,
      why: 'The child has gone without food for a long time, or is left without any care.',
      patterns: `@no ~2 eaten|ate|food|eat ~3 since ~2 monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|weekend|days; @no ~2 eaten|food|ate ~3 days; @no ~2 electricity|heating|food ~2 or|and ~1 electricity|heating|food|water; left ~3 alone ~4 night|overnight|weekend|days|hours; looking|looks|look ~1 after ~1 =himself|herself|themselves ~3; baby|toddler|infant|twins ~6 alone|unattended|unsupervised|crying_alone|left; found ~3 wandering|alone|road|street|unsupervised ~4 nappy|barefoot|road|street|night|year|three|four|five|pyjamas`,
    },
    {
      id: 'nobody-there',
      severity: 2,
      why: 'Young children manage without an adult.',
      patterns: `nobody|noone|no_one ~3 stop|bus ~4; get|gets|getting|got|bring|brings|take|takes ~2 themselves|himself|herself ~4 bus|school|nursery|up|ready|breakfast|bed|home; @no ~1 adult ~3 stop|home|gate|present|house; nobody|noone|no_one ~2 wakes|woke|got|gets|makes|feeds|washes|helps ~2 @kid|up ~2; mum|dad ~2 still ~1 in|asleep ~1 bed; mum|dad|parents ~2 asleep ~3 when|left|sofa|all; parenting ~2 capacity|support|skills|struggling; needs ~2 of ~2 child ~2 @no; basic ~1 needs|care; inadequate ~1 care|clothing|food|supervision|clothes; poor ~1 presentation|hygiene|care|physical; welfare ~1 indicators|concerns ~4 clothing|hunger|hungry|food|clothes; without adequate|appropriate|suitable|proper ~1 clothing|clothes|coat|food|supervision|footwear|care`,
    },
  ]),
  ...signsOf('child-sexual-exploitation', [
    {
      id: 'age-gap',
      severity: 3,
      why: 'A child in a sexual or romantic relationship with somebody much older.',
      patterns: `boyfriend|girlfriend|partner ~3 18|19|20|21|22|23|24|25|26|27|30|eighteen|nineteen|twenty|twenties|thirty ~; relationship|seeing|dating|sex|sleeping ~4 older ~1 man|male|men|boy|adult; relationship ~3 adult|man|teacher|coach; pregnant|pregnancy ~4 12|13|14|twelve|thirteen|fourteen|test|scare|year; 12|13|14|twelve|thirteen|fourteen ~10 boyfriend ~4 18|19|20|21|22|23|24|older|adult|man; adult ~4 asked|asking|requested|wants|sent|sending ~4 images|photos|pictures|meet|nudes|video; unknown ~2 adult|man|male|person|adults ~6 images|photos|meet|contact|contacted|online; meet|meeting|met ~3 man|men|adult|adults|stranger ~2 ; man ~3 online|roblox|snapchat|discord|instagram|fortnite|xbox|app|internet ~4; taken|took|driven ~3 hotel|flat|house|parties|party ~4 men|man|older; given|gave|gives ~3 alcohol|vapes|drugs|money|gifts|phone ~4 men|man|older|return|exchange`,
    },
  ]),
  ...signsOf('medical-health', [
    {
      id: 'first-aid',
      severity: 0,
      why: 'First aid or a minor knock, dealt with in school.',
      patterns: `cold compress; bled|bleed ~4 minutes|stopped|tissue; hit ~3 nose|face|head|eye|arm ~4 football|ball|bat|netball; compress; wet ~1 paper ~1 towel; bruise ~2 shin|knee|shins|knees|elbow ~; fell|tripped|slipped ~6 bruise|graze|bump|cut|scrape ~3; sent ~1 home ~2 temperature|unwell|poorly|sick; allergy ~4 plan|pens|pen|updated; medication ~2 administered|given|signed; health|care plan ~2 updated|reviewed|on_file; first ~1 aid|aider; accident form; accident book; bump form; medical ~1 evidence ~2 on_file; dental|doctor|hospital|orthodontist|optician appointment ~4 this|tomorrow|morning|afternoon|at|collected|returned`,
    },
  ]),
];
