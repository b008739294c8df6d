import { signsOf } from './signsOf.ts';

/** Signs as seen by people outside the classroom: shops, clubs, carers, other agencies. Sources as in the main tables. */
export const WIDER_SETTINGS = [
  ...signsOf('neglect', [
    {
      id: 'out-or-shut-out',
      severity: 3,
      why: 'Young children out late or shut away without an adult.',
      patterns: `=put|shut|locked|left|kept|sleep|slept|sleeps|sleeping ~3 garage|shed|cupboard|cellar|outhouse|balcony|porch ~4; seen|out|found|spotted|wandering ~6 9pm|10pm|11pm|midnight|1am|2am|late|dark ~8 @no ~1 adult|adults|parent|parents|grown_up|supervision|carer; @no ~1 adult|adults|grown_up|grown_ups|parent ~3 present|around|about|there|home|supervising|sight|$; siblings|children|toddler|baby ~6 @no ~1 adult|adults|supervision; needles|syringes|drugs ~4 side|floor|reach|sofa|table`,
    },
  ]),
  ...signsOf('sexual-abuse', [
    {
      id: 'family-grooming',
      severity: 3,
      why: 'An adult the child knows makes secret or sexual approaches.',
      patterns: `uncle|cousin|coach|tutor|stepdad|neighbour|teacher|grandad|leader ~6 messages|messaging|texts|message|sends|sending ~8 beautiful|sexy|pretty|love|secret|meet|photos|pictures|without_telling; uncle|cousin|coach|tutor|stepdad|neighbour|grandad|dad ~6 meet|alone|bed|photos ~4 without ~2 telling|mum|anyone; @no tell ~2 mum|anyone|dad ~6 meet|touch|kiss|game|photo; uncle|stepdad|coach|tutor|grandad ~4 says|tells|told|calls ~3 sexy|beautiful|hot|girlfriend|special`,
    },
  ]),
  ...signsOf('online-safety', [
    {
      id: 'messages-and-groups',
      severity: 1,
      why: 'Upsetting messages, groups or accounts online.',
      patterns: `phone ~3 buzzes|buzzing|pings|goes|rings|lights ~6 pale|upset|cries|leaves|scared|hides|panics|white|quiet; uncle|man|adult|stranger|coach|older|someone ~4 keeps? ~1 sends|sending|sent|send ~2 @kid ~1 messages|message|texts|photos|gifts; group|forum|channel|server|community ~2 online; online ~2 group|forum|channel|server|community ~3; says ~6 online ~3 group|forum; joined ~3 group|server|channel|forum ~3 online|discord|telegram|says`,
    },
  ]),
  ...signsOf('emotional-abuse', [
    {
      id: 'echoed-in-play',
      severity: 2,
      why: 'Words or play that may echo how the child is spoken to.',
      patterns: `doll|baby_doll|teddy|dolly|dolls|puppet|toys|figures ~8 shut_up|shouting|bad|naughty|smack|hitting|bashing|hate|cry|stop_crying; give ~2 you|him|her ~1 something ~2 cry; ruins|ruin|spoils ~1 everything; @carer ~8 nobody|no_one likes|loves|wants ~1 @kid; nobody likes him|her|you && @carer|stepmum|stepdad; something to cry about`,
    },
  ]),
  ...signsOf('domestic-abuse', [
    {
      id: 'orders-and-fear',
      severity: 3,
      why: 'A court order, or a parent hiding from a partner.',
      patterns: `restraining|non_molestation|occupation|prohibited order ~6 @couple|against|him|her|ex; mum|mother ~5 restraining ~1 order; hiding|hide|hides|hidden|moved|fled|escape ~4 from ~2 dad|partner|ex|husband|stepdad|father; @no ~1 know ~3 address ~4; found ~2 out ~2 where ~2 live|lives; mum|mother|she ~3 scared|afraid|frightened|terrified ~2 of ~2 dad|partner|ex|husband|him|stepdad; @couple ~4 tracker|tracking|follows|following|stalking ~3 @couple; things|plates|furniture|chairs ~3 =thrown|smashed|broken ~4; doll|baby_doll|teddy|figures|puppets ~8 shut_up|daddy|mummy|punch|hitting|bashing`,
    },
  ]),
  ...signsOf('child-criminal-exploitation', [
    {
      id: 'armed-or-feuding',
      severity: 3,
      why: 'A child carries a weapon or is sought by others.',
      patterns: `took|takes|taking|taken|brings|brought|keeps|has|had|carrying|carries|hides|sleeps_with|got ~3 knife|machete|blade|gun|hammer|screwdriver|weapon|zombie_knife ~4 park|town|bag|pocket|bed|out|because|protection|school|street|him|her|locker; boys|lads|people|group|gang ~6 want|wants|after|looking|coming|out ~2 get|for|kill|hurt ~2 him|her|me|us; another|rival|different ~1 estate|area|postcode|end|block|gang; recruit|recruits|earn|earns|earned|earning ~3 money|cash|extra ~4 friends|older|delivering|selling|party|easy`,
    },
  ]),
  ...signsOf('child-sexual-exploitation', [
    {
      id: 'recruited',
      severity: 3,
      why: 'A child is invited to, or brought to, older people for parties, money or gifts.',
      patterns: `party|parties|flat|house|hotel ~4 older ~1 lads|men|boys|males|people|guys; older|adult ~1 lads|men|males|boys|guys ~6 party|parties|flat|hotel|drinks|gifts|money; brings|bring|bringing|introduce|introduces|introducing ~3 friends|girls ~5 party|men|older|lads|flat; earn|paid|money ~4 brings|photos|meeting|party|dates`,
    },
  ]),
  ...signsOf('harmful-sexual-behaviour', [
    {
      id: 'undressing',
      severity: 2,
      why: 'Sexual behaviour between children.',
      patterns: `trousers|pants|knickers|underwear|shorts|skirt ~3 down|off|up ~6; children|boys|girls|two ~8 behind ~2 shed|bushes|curtain|tent|toilets ~5 trousers|pants|undressed|private_parts|touching; show ~2 me|each ~2 yours|private_parts|pants|other; told|made|asked|dared ~3 him|her|them ~3 pull|take ~4 pants|trousers|clothes|knickers|top; playing|play ~3 doctors|sex|rape|mummies_and_daddies ~3 undress|touch|underwear|private_parts|clothes`,
    },
  ]),
  ...signsOf('parental-mental-health', [
    {
      id: 'seen-by-child',
      severity: 2,
      why: 'The child describes a parent who is low or unwell.',
      patterns: `mum|mummy|dad|daddy|mother|father ~3 takes|taking|on|needs ~2 tablets|pills|medicine ~4 happy|sad|head|sleep|calm|cope|nerves|worry; mum|mummy|dad|mother|father ~6 dressing|pyjamas|pjs|gown ~4 day|all; mum|mummy|dad|mother|father ~6 @no ~1 leave|leaves|left|go|goes|get ~3 house|bed|out|dressed; mum|mummy|dad|mother|father ~3 stares|staring|doesnt_talk|silent|sits ~5 wall|dark|all_day|nothing|window`,
    },
  ]),
  ...signsOf('parental-substance-misuse', [
    {
      id: 'paraphernalia',
      severity: 3,
      why: 'Needles, or a parent who cannot stay awake, with children in their care.',
      patterns: `needles|needle|syringe|syringes|foil|crack_pipe|bong|pipe ~6 side|home|house|table|floor|kitchen|sofa|living|bag|car; mum|dad|mother|father|parent ~4 nodding|falling_asleep|drowsy|incoherent|out_of_it|spaced|glazed ~6 needles|talk|talking|speaking|visit|pupils; mum|dad|mother|father ~5 falling|fell asleep ~4 talk|talking|conversation|visit|meeting && needles|pupils|slurred|drugs|bottles`,
    },
  ]),
  ...signsOf('young-carer', [
    {
      id: 'runs-the-home',
      severity: 2,
      why: 'The child does the work of an adult at home.',
      patterns: `child|pupil|he|she ~2 carer ~1 to|for ~2; =carer ~1 for ~2 both|mum|dad|parents|mother|father|his|her|brother|sister|nan; does|do|doing|has_to_do ~2 shopping|cooking|cleaning|washing|laundry|bills|housework ~6 ; pays ~2 bills; does|do ~2 all|everything ~4 home|house|parents`,
    },
  ]),
  ...signsOf('bullying-child-on-child', [
    {
      id: 'left-alone-by-others',
      severity: 1,
      why: 'Other children turn away from the child.',
      patterns: `nobody|noone|no_one|none ~3 sit|play|talk|speak|walk|work|partner ~2 with|to ~2 him|her|me|them; moved|moves|move ~2 away ~4 sat|sits|came|comes|table; others|they|girls|boys ~3 walk|walked|run|ran|move|moved ~2 away|off ~2 from|when; told|said ~3 not ~1 wanted|allowed|invited ~3 group|party|game|table; @no invited ~3 party|sleepover`,
    },
  ]),
  ...signsOf('school-avoidance-ebsa', [
    {
      id: 'avoids-parts-of-school',
      severity: 2,
      why: 'The child avoids classrooms, corridors or busy times.',
      patterns: `@no ~2 face|manage|cope|tolerate ~3 corridors|corridor|lessons|classroom|crowds|hall|assembly|school|people|noise; eats|works|spends|stays|sits ~4 base|hub|pod|inclusion|pastoral|reception|library ~6 because|days|most|every|corridors|anxi; arrives|comes|attends ~3 ten|eleven|noon|afternoon|late|mornings ~2 most|only|days ; avoid|avoids|avoiding ~2 lessons|corridors|school|class|classes|crowds|maths|pe ~4`,
    },
  ]),
  ...signsOf('attendance-punctuality', [
    {
      id: 'arrives-late-often',
      severity: 1,
      why: 'The child often arrives late.',
      patterns: `arrives|arriving|comes|gets ~3 ten|10|eleven|half|quarter|9:30|9.30|noon ~3 most|every|days|mornings; arrives|arriving ~3 after ~3 register|nine|bell|ten`,
    },
  ]),
  ...signsOf('missing-from-home', [
    {
      id: 'unaccounted',
      severity: 2,
      why: 'The child will not say where they have been for a night or longer.',
      patterns: `where ~2 he|she|they ~1 been|was|were|slept|stayed ~3 since|all|night|weekend|saturday|sunday|friday|overnight|days; @no ~2 seen|home|back ~3 since ~2 friday|saturday|sunday|last_night|yesterday|weekend && dad|mum|home|carer|placement|parents|police`,
    },
  ]),
  ...signsOf('physical-abuse', [
    {
      id: 'swollen',
      severity: 2,
      why: 'A swelling or injury the child will not account for.',
      patterns: `swollen|grazed|cut|split|bleeding ~2 knuckles|lip|eye|cheek|hand|jaw|nose|ear ~10 @no ~4 say|explain|where|how; buckle ~3; belt|buckle ~4 mark|bruise|back|legs`,
    },
  ]),
  ...signsOf('housing-poverty', [
    {
      id: 'home-news',
      severity: 0,
      why: 'News of the family’s home.',
      patterns: `tenancy ~4 secured|confirmed|signed|start|agreed; new ~1 home|house|flat ~3 secured|confirmed|keys|settled; rehoused ~; relying|rely|relies ~2 church|charity|neighbours|friends|family ~3 meals|food|clothes|money`,
    },
  ]),
  ...signsOf('medical-health', [
    {
      id: 'emergency',
      severity: 2,
      why: 'A medical emergency.',
      patterns: `ambulance ~5 seizure|collapsed|unconscious|anaphyla|asthma|allergic|fit|breathing|hypo; anaphylactic|anaphylaxis ~3 shock|reaction|used|administered; seizure ~4 ambulance|hospital; ambulance ~2 called`,
    },
  ]),
];
