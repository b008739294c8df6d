import { signsOf } from './signsOf.ts';

/**
 * Exploitation and risk outside the home. Sources: Home Office "Criminal exploitation of children: county
 * lines" and DfE "Child sexual exploitation" (2017) indicators, KCSIE annex B, Prevent duty guidance 2023,
 * Multi-agency statutory guidance on FGM, forced marriage guidance, Sharing nudes (UKCIS), Hackett continuum.
 */
export const RISK_OUTSIDE_HOME = [
  ...signsOf('child-criminal-exploitation', [
    {
      id: 'named',
      severity: 3,
      why: 'Words that describe gangs, county lines or being used to carry or sell.',
      patterns: `county_lines ~2; criminal|criminally exploitation|exploited; exploited ~3; exploitation ~4 !sexual|no|indicators; =cce; gang|gangs|gang_member ~4; carry|carrying|carries|holding|hold|stash|delivering|deliver|selling|sell|sold|sells|dropping|moving|transport|drop ~3 drugs|packages|package|weed|cannabis|knife|weapon|weapons|parcels|stuff|pills|food_for|bits|money|phones; drug_dealer ~3; pressured|pressuring|pressure|forced|asked|told|threatened|groomed|made ~5 favours|favour|drop|deliver|carry|carrying|hold|sell|run|errands|errand|package|packages|stuff|robbery|shoplift|steal|drugs; do ~1 favours|favour|errands|jobs ~4 older|men|boys|friend|guys|them|him|lads; favours ~3 older|men|boys; asked|ask|told|offered|paid|wants ~5 hold|look_after|mind|keep|carry|deliver|drop|take|hide ~3 bag|package|parcel|bags|box|envelope|something|rucksack|phone; bag|package ~6 @no ~3 open; owes|owe|owed|debt|debts|owing ~4 money|£|dealer|older|gang|people|drugs|boys|someone|them|# ~3 !lunch|dinner|trip; drug debt; =plug|=shotting|=trapping|=trap|=bando|=cunch|=olders|=elders ~4; postcode ~3 war|rival|another|gang; knife|knives|machete|blade|weapon|gun|firearm|screwdriver|hammer ~6 carry|carrying|carries|bag|found|protection|waistband|pocket|brought|bring|possession|school|home|has|had|under|bed|threatened|photo|video|posing|showing|snapchat|blazer; stabbed|stabbing|stab ~4; recruited|recruiting ~3; modern slavery; trafficked|trafficking ~2; =nrm; national referral mechanism; money ~1 mule|muling; bank ~1 account|card ~4 someone|friend|older|money|use|using|used ~3; train ~1 tickets|ticket ~5 found|hotel|key|bag|pocket|unknown; found ~4 hotel|away ~3 drugs|cash; robbed|robbery|robbing|mugging|mugged ~4 older|gang|weapon|made|phone|knife|by|youths; arrested ~5 drugs|supply|knife|weapon|robbery|possession|pwits|town|class_a; possession with ~2 intent; =initiation; violent ~1 disorder|assault_with_weapon`,
    },
    {
      id: 'hints',
      severity: 1,
      why: 'New things, a second phone, older friends or unexplained money can be signs of exploitation.',
      patterns: `second_phone ~3; new|expensive|designer|brand ~2 trainers|phone|phones|coat|jacket|clothes|clothing|bag|watch|jewellery|iphone|tracksuit|items|gifts|airpods|chain|headphones|bike|belongings|things|goods|shoes ~8 unexplained|explain|explanation|won't|wont|wouldnt|from|unsure|unaware|where|who|bought|afford|gift|older|friend|boyfriend|paid|cant|savings|unaccounted|couldnt|claims|money|unknown|cash|vague|refused; unexplained|unaccounted|large|lots|amounts|wads|wad|roll|bundle ~2 money|cash|gifts|items|belongings|trainers|phone|wealth|possessions|notes|clothes; cash ~4 bag|locker|pocket|rolls|found|showing|flashing|lots|large|pupils|seen|£; flashing|showing ~2 cash|money|notes; # pounds|£ ~2 cash; older ~1 males|male|boys|men|lads|youths|lad|boy|teens|crowd|teenagers ~5 ; hanging|hangs|hang|associating|associates|seen|mixing|spending|spends|staying|meeting|picked|collected|waiting|waits|met|out ~4 older|unknown|unfamiliar|gang|dealers ~2 boys|men|males|lads|youths|friends|group|teenagers|peers|adults|people|man|male|crowd; unknown|unfamiliar|strange ~1 car|cars|vehicle|male|males|man|men|adult|adults|person ~6 gate|gates|collected|picked|pick|waiting|park|school|outside|dropped|getting|got|seen|after|road|talking|near; picked|collected|dropped|getting|got|gets|got_into|seen ~4 =car|cars|vehicle|taxi|taxis|audi|bmw|moped|mercedes ~4 unknown|older|unfamiliar|men|different|male|stranger|man|tinted; car|cars ~3 waiting ~3 gate|school|outside|him|her|them|end; different car|cars; taxis|taxi ~3 paid|unknown|hotel|late|night; phone ~3 constantly|rings|ringing|buzzing|nonstop|pinging|goes_off ~3; @no ~2 say|tell|explain ~3 who|where ~4 been|goes|from|with|got|met|money|phone; share|sharing|send ~2 ~1 location|live_location; unsure|unaware|vague|no_idea|dont ~4 where|who ~3 phone|trainers|money|cash|coat|bike ~2 came|from|bought; where ~2 new ~2 phone|trainers|coat|bike ~2 came|from; phone|trainers|coat|watch ~2 came ~1 from; scared|afraid|@fear|worried ~3 leave ~2 school|site|gates; scared ~3 walk|walking ~2 home; frightened ~2 of ~3 boys|group|gang|older|lads|area; balaclava; drill ~1 music|lyrics|video ~3; graffiti ~2 tag|tags; slang ~3 gang|trap|drugs; paid|bought|given|buying|bought|gives|gave|buys ~4 by|from ~3 older|man|unknown|boys|friend|someone ~4`,
    },
    {
      id: 'secretive',
      severity: 1,
      why: 'Secrecy about phones, friends or whereabouts can be a sign of exploitation.',
      patterns: `secretive ~2 phone|where|friends|money|weekend|calls; guarded|evasive ~3 phone|where|friends|weekend|money`,
    },
    {
      id: 'looked-after-away',
      severity: 2,
      why: 'Travel, unexplained injuries or absence with older people that fit criminal exploitation.',
      patterns: `=missing|gone|away|found|travelled|train|trains|turned ~6 another|different|london|coast|seaside|other|far ~1 town|city|area|county|station ~4; found ~3 in|at ~2 another|different|out ~2 town|city|area|county; train|trains|rail ~4 alone|another|without|far|unknown|tickets; train ~1 ticket|tickets; slashed|stab|knife ~2 wound|injury|wounds; beaten|attacked|jumped ~4 by ~2 group|gang|boys|lads|males|youths|older; threatened|threats ~4 by|from ~3 group|gang|boys|lads|older|males|youths|area; threats ~3 family|home|house|windows ~4`,
    },
  ]),
  ...signsOf('child-sexual-exploitation', [
    {
      id: 'named',
      severity: 3,
      why: 'Sexual contact or requests by an older or unknown person, or exchange for gifts or favours.',
      patterns: `sexual|sexually exploitation|exploited|exploiting; =cse; groomed|grooming|groom ~3 ; @oldPerson|online|someone|unknown|boyfriend|man|stranger|contact ~7 request|requested|requesting|ask|asked|asking|asks|demanded|demanding|wants|wanted|pressured|pressuring|send|persuaded|told ~5 images|image|nudes|nude|photos|photo|pictures|picture|topless|naked|underwear|undress|selfies|explicit|videos|video; adult ~1 boyfriend; boyfriend ~2 man|nineteen|twenty; adult|older|unknown|strange man|men|male|males ~6 online|gifts|hotel|car|meet|met|meeting|message|flat|sex|contact|contacting|presents|alcohol|house|party|images; boyfriend ~4 twenty|# ~2 years ~1 old|older; hotel|hotels ~4 men|man|older|party|key|boyfriend|found|room|card; parties ~3 older|men|adults|alcohol; sex_act ~5 older|men|man|adult|gifts|money|drugs|exchange|return|phone|vodka|forced|pressured|under|age|#; sex ~3 exchange|return|money|gifts|favours; gifts|presents|money|vodka|alcohol|phone|trainers|vapes ~6 from|by ~3 man|men|older|boyfriend|adult|stranger|online; man|stranger|adult|older ~3 roblox|fortnite|discord|snapchat|instagram|online|game|app ~5 asking|asked|asks|wants|keeps; met|meet|meeting|meets ~4 online|internet|snapchat|app|stranger ~4 person|man|boy|in|up|male|older|someone; meet|met|meeting ~4 man|male|adult|stranger|someone ~4 online|internet|app|snapchat|snap; sugar daddy; escort|escorting|onlyfans|prostitution; morning after pill; sti|stis|chlamydia ~3; pregnancy ~2 test|scare|concern; contraception|contraceptive ~4 year|#|secret|young; sexually active ~3 ; underage sex; love ~1 bites|bite|bombing; lovebite|lovebites|hickey; sextortion|blackmail|blackmailed|blackmailing|blackmails ~3; sexual ~2 images|photos|image|photo|nudes ~6 adult|man|stranger|older|unknown|online|demand`,
    },
    {
      id: 'hints',
      severity: 1,
      why: 'An older boyfriend, gifts or lifts from unknown people can be signs of sexual exploitation.',
      patterns: `boyfriend|girlfriend ~4 older|car|drives|#|left_school|works|adult; older ~2 boyfriend|girlfriend|partner; older|unknown|unfamiliar|different ~1 male|males|man|men ~6 collected|picked|pick|car|waiting|met|meeting|gate|talking|seen|with|messaging; gifts|gift|presents|flowers|lingerie|underwear|jewellery|necklace|perfume|chocolates ~6 from|given|older|unexplained|who|boyfriend|secret|friend; inappropriate|revealing|provocative ~2 clothing|clothes|dress|dressed ~3; dressing|makeup ~4 older|provocatively|different|changed; sexualised ~2 behaviour|language|dress|clothing|comments ~3 older|men|adults`,
      faint: true,
    },
    {
      id: 'older-boyfriend',
      severity: 2,
      why: 'An older boyfriend or girlfriend, possibly with a car, can be a sign of sexual exploitation.',
      patterns: `boyfriend|girlfriend ~5 older; older ~1 boyfriend|girlfriend; =car|audi|bmw|mercedes|taxi ~5 men|man|males; men|man|males ~5 =car|audi|bmw|taxi; boyfriend ~4 =car|drives|driving; boyfriend ~4 adult|left_school|twenty|nineteen|eighteen|# ~3 !weeks|months|days; older men|man|males ~5 flat|house|party|parties|gifts|alcohol|car`,
    },
  ]),
  ...signsOf('online-safety', [
    {
      id: 'contact-or-images',
      severity: 3,
      why: 'Contact with strangers, sexual images, or extreme material online.',
      patterns: `@oldPerson|unknown|stranger|strangers|adult|men|man|someone ~6 online|internet|game|gaming|social_media|roblox|discord|app|chat ~3; online|internet|social_media|roblox|discord|fortnite|xbox|chat|game|app ~6 stranger|strangers|man|men|adult|unknown|older|groomed|grooming|predator; talking|chatting|speaking|messaging|contact|contacted|befriended|message|messages|met|friend|friends ~5 online|internet|social_media|discord|roblox|fortnite|app ~3 ; talking|chatting|speaking|messaging|messages ~4 stranger|strangers|unknown|people_he|people_she|people_they; nude|nudes|naked|topless|explicit|intimate|indecent|sexual|semi ~2 image|images|photo|photos|picture|pictures|selfie|selfies|video|videos|pics|nudes|clips; nude|nudes|sexting|sexted|sext ~3 ; send|sent|share|shared|sharing|sending|asked|asking|requested|requesting|forwarded|screenshot ~4 images|photos|nudes|pictures|image|photo|picture|selfies ~4 himself|herself|online|them|adult|stranger|without|naked|private|underwear|body|unknown|of; images ~2 online|internet; requested|request|asked|asked_for ~3 images|nudes|photos ~3; webcam|livestream|livestreaming|livestreamed ~4; child abuse ~1 images|material; deepfake|deepfakes|ai_generated ~3; extremist|terrorist|gore|beheading|violent|graphic|disturbing|suicide|self_harm|pro_ana|incel ~2 content|videos|video|material|websites|forums|sites|clips|images ~3 ; accessing|accessed|watching|viewing|searched|searching|searches|viewed|visited|browsing|search|flagged|watched ~6 extremist|extremism|terrorist|suicide|porn|pornography|pornographic|self_harm|weapons|bomb|explosives|gore|inappropriate|violent|adult|hanging|methods|explicit ~4; monitoring|filter|filtering|smoothwall|senso|impero|securly|lightspeed|firewall ~4 alert|flag|flagged|picked|triggered|trigger|search|report|captured|blocked; concerning|worrying|inappropriate search|searches; search ~2 history|patterns|terms; sextortion; online ~1 grooming|blackmail|challenge|challenges|predator|abuse|harassment|exploitation|radicalisation|hate; shared|sharing|share ~3 personal ~1 details|information|address; location|address ~2 shared|sharing ~4 online|stranger|snapchat|snap|app|strangers; catfish|catfished|catfishing; dating ~1 app|site|apps|sites ~3`,
    },
    {
      id: 'porn',
      severity: 2,
      why: 'Pornography or sexual language online or on a device.',
      patterns: `porn|pornography|pornographic|pornhub ~3; adult|sexual|explicit|sexually|x_rated ~1 content|websites|website|sites|material|video|videos|language|messages ~6 phone|device|ipad|tablet|laptop|online|search|internet|watched|post|posts|comments|chat|session|chromebook; posts|posted|posting ~5 explicit|sexual|pornographic|inappropriate|nudes`,
    },
    {
      id: 'use',
      severity: 1,
      why: 'Worrying use of phones, games, group chats or social media.',
      patterns: `group_chat ~4; group chat; snapchat|tiktok|instagram|facebook|whatsapp|social_media|youtube|roblox|fortnite|discord|minecraft|omegle|twitter|xbox|playstation|gta|ps5|ps4|vr|video_games ~6 underage|under|age|inappropriate|upset|message|messages|bullying|account|comments|unkind|nasty|posted|photo|video|hours|night|late|all|secret|hidden|screenshot|blocked|spent|spending|money|rated|18|friends|shared|public|fake|addicted|argument|fallout|falling|threat|threatening|filmed|abusive|swearing|stranger; underage ~3 snapchat|tiktok|instagram|facebook|whatsapp|social_media|account|gaming|games; online ~3 bullying|gaming|abuse|comments|messages|harassment|argument|safety|threats|incident|trolling|spending|gambling|purchases|activity|behaviour|concern|concerns; cyberbullying|cyberbullied|cyber ~2; cyber bullying; unkind|nasty|mean|horrible|abusive|threatening|inappropriate|rude|racist|hurtful|offensive|upsetting ~1 message|messages|comments|texts|posts|voice_notes|snaps|dms|direct_message|content|memes|post|emails|email ~; screen ~1 time ~4; xbox|playstation|fortnite|gaming|roblox|phone|ipad|tablet|tiktok|youtube ~4 until|till ~4 morning|night|midnight|am|#|one|two|three; up ~4 phone|ipad|tablet|gaming|xbox|tiktok|youtube ~2 late|night|until|am|till|#; up|awake|until|late ~5 gaming|xbox|playstation|tiktok|youtube|fortnite|roblox; gaming ~4 late|night|hours|addiction|all|excessive|until|money|obsessed; secretive ~4 phone|device|ipad|tablet|online; secretive ~2 device|online; phone|device|ipad|laptop ~4 hidden|concealed|hide|hiding|secret|taken|confiscated|inappropriate|filming|filmed|photos ~3; concealed|hides|hid|hiding|hidden ~3 phone|device|screen|tablet; v bucks|robux|vbucks|loot ~3; in app purchases; gambling|betting ~3; fake ~1 account|profile|snapchat|instagram; filmed|filming|videoed|=recording ~5 fight|pupil|shared|posted|staff|toilet|changing; screenshot|screenshots ~3; age ~1 inappropriate|restricted ~2 game|games|film|content|videos|video; inappropriate ~2 content|video|videos|website|websites|games|game|image|images|search|material ~3; 18 ~1 rated|games|game|film; rated 18; posted|posting|posts|post|uploaded|shared ~4 online|snapchat|instagram|tiktok|video|story|photo|social_media|facebook ~3; vpn; dark web; social_media ~2 post|posts|account|comments|use|concern|issues|fallout|pressure|posting; chatroom|chat_room; spent ~4 fortnite|roblox|game|games|online|app|skins`,
    },
  ]),
  ...signsOf('harmful-sexual-behaviour', [
    {
      id: 'harmful',
      severity: 3,
      why: 'Sexual behaviour between children that is forced, coercive or violent.',
      patterns: `@peer|pupil|boy|girl|he|she|brother|boys ~4 touched|touch|grabbed|groped|slapped|squeezed|grab|grope|rubbed|rubbing|grabbing|touching|pinched|licked|kissed ~4 bottom|bum|breast|breasts|chest|groin|private_parts|crotch|thigh|bra|inappropriately|consent|skirt|penis|boobs; sent|shared|send|sends ~3 naked|nude|topless|nudes ~2 ; hand|hands ~3 up|under|down ~2 skirt|top|shirt|trousers|pants|bra; naked|nude|nudes|topless ~6 passed|shared|forwarded|round|around|sent; sexual|sexually assault|assaulted|harassment|harassed|violence|harassing ~6 ; sexual ~1 assault ~4 peer|pupil|boy|girl|student; upskirt|upskirting; down_blousing; pulled|pulled ~3 trousers|pants|skirt|shorts|knickers ~2 down; rape ~2 joke|jokes|threat|threats|threatened ~3; exposed|exposing|flashed|showed ~2 himself|herself|penis|private_parts|genitals; masturbat ~4; masturbating|masturbated|masturbation ~4; simulated|simulating|humping|humped|thrusting|mimed|mimicking ~4 ; without consent ~3; shared|sharing|share|distributed|forwarded|showing ~4 nude|nudes|intimate|indecent|naked|topless ~2 images|image|photos|photo|picture|pictures|video|of; pressured|pressuring|pressure|coerced|forced ~5 sex|sexual|kiss|nudes|photos|oral|touch ~3 boy|girl|peer|pupil|boyfriend|girlfriend|by; harmful sexual|sexualised behaviour; =hsb; sexualised behaviour ~5 peers|children|another|towards|younger; peer ~3 sexual|sexually; consensual ~3 under; spiked|spiking`,
    },
    {
      id: 'inappropriate',
      severity: 2,
      why: 'Sexual language or behaviour that is inappropriate for the child’s age or unwanted.',
      patterns: `sexualised|sexual|sexually|lewd ~1 behaviour|language|comments|comment|gestures|gesture|remarks|remark|jokes|joke|explicit|suggestive|inappropriate|noises|drawings|names|play|questions|acts|act|game|games|content ~3; sexually ~1 explicit|suggestive|inappropriate; inappropriate ~1 touching|touch|sexual|contact|comments ~4 girl|girls|boy|boys|peer|peers|sexual|pupil|body; rating ~2 girls|bodies; rated ~3 girls; called ~4 slag|slut|whore|sket|hoe; asked|asking|dared|told ~6 pants|knickers|private_parts|willy|show|undress|toilet ~3 down|private_parts|show|see|look; kiss|kissing|kissed ~4 toilets|repeatedly|forced|unwanted|without|tried|want|didnt; looking|peering|climbed|looked ~3 under|over ~3 toilet|cubicle|door|changing; cubicle ~4 together|boy|girl|same|looking; misogynistic|misogyny|sexist|homophobic_sexual ~3; posts|posted|sends|shared|sent|sending ~4 sexually|sexual|pornographic|porn|explicit|nudes|nude ~3; watch|watched|watching|showed|showing|shows ~3 porn|pornography ~4 peers|friends|others|class|pupils|younger|school; links ~3 porn|pornographic ~2; touching ~2 himself|herself|themselves ~3 class|lesson|carpet|private_parts|public; inappropriate ~2 sexual ~2; sexual ~3 younger ~2 child|children|boy|girl|pupil`,
    },
  ]),
  ...signsOf('radicalisation', [
    {
      id: 'views-or-material',
      severity: 3,
      why: 'Support for violent extremism, or material that promotes it.',
      patterns: `radicalised|radicalisation|radicalising|radical|extremist|extremism|terrorist|terrorism ~3 views|content|material|group|ideology|groups|videos|ideas|comments|website|propaganda|literature|concerns|beliefs|online|attack|manifesto|influences|individuals|narratives|!attack; radicalised; radicalisation; extremist|extremism ~3; =isis|=isil|=daesh|=jihad|jihadi|jihadist|caliphate|al_qaeda|=kkk|neo_nazi|nazi|nazis|swastika|swastikas|hitler|combat18|=edl|atomwaffen|fascist|fascism|white_supremacy ~4 !history|lesson|ww2|homework|gcse|project; neo nazi; nazi ~2 salute|salutes|symbol|symbols|flag; white ~1 supremacy|supremacist|power|genocide|race; great replacement; far|extreme ~1 right|left ~3 views|content|group|groups|website|forum|videos|material|ideology|march|channel|telegram; incel|incels|manosphere|blackpill|andrew_tate ~4; andrew tate ~4; school shooting|shooter|shootings|massacre ~4; columbine; bomb|bombs|explosive|explosives ~3 make|making|build|instructions|how|recipe|manual; manifesto; race war; infidel|infidels|kuffar|kafir|unbelievers ~3; prevent ~1 referral|team|officer|concern|lead|duty ~2; channel ~1 panel|referral|programme; hates|hate|hatred|kill|gas|exterminate|deport|deported ~4 muslims|jews|blacks|immigrants|gays|westerners|unbelievers|christians|foreigners|asylum|migrants|refugees|jewish|immigrants|women|people ~3; praise|praised|praising|supports|supporting|admires|glorifying|glorify|glorified|sympathy|sympathetic|justified ~5 terrorist|terrorists|terrorism|bombing|attack|attackers|isis|hitler|shooter|violence|extremist|extremists|martyr|martyrs|nazi; martyr|martyrdom ~3; travel|travelling|go|going ~4 syria|fight|caliphate ~3; proscribed ~2 group|organisation; antisemitic|islamophobic|anti_semitic|conspiracy|conspiracies ~4 views|theories|content|comments|theory|jokes; us and them ~3; holy war; extreme ~1 views|political|religious|opinions|beliefs|ideology|videos|content`,
    },
  ]),
  ...signsOf('honour-based-abuse-fgm', [
    {
      id: 'forced-marriage-or-honour',
      severity: 4,
      why: 'Forced marriage or abuse in the name of honour: a risk that calls for action before the family knows.',
      patterns: `forced_marriage ~3; marry|marriage|=engaged|husband ~6 stranger|cousin|abroad|pakistan|bangladesh|india|somalia|against|forced|force|forcing|@no ~2 want|arranged|older ~3; force|forcing|forced|make|making|threatening|threaten|threatened|planning|arranged|arranging ~6 marry|marriage|=engagement|wedding ~4; flight|flights|ticket|tickets|booked|trip|holiday ~8 husband|marry|marriage|fiance|wedding; pakistan|bangladesh|india|somalia|abroad|overseas ~8 husband|fiance; marry ~2 her|me|him off; taken|sent|send|taking|go|going|flown|sending ~4 abroad|pakistan|bangladesh|india|somalia|overseas|afghanistan|kurdistan|iraq|yemen|nigeria|back_home ~6 marry|married|wedding|marriage|return|returning|husband|fiance|engaged|cousin; honour ~3 ; shame|shamed|dishonour|ashamed ~4 family|community|izzat|relatives ~4 !food; family honour; disown|disowned ~4 boyfriend|relationship|family|western|religion; threatened|beaten|locked|punished|followed|watched|killed|kill|controlled ~6 boyfriend|western|hijab|scarf|relationship|gay|religion|community ~3; one ~1 way ~1 ticket; spoon ~3 underwear`,
    },
    {
      id: 'fgm',
      severity: 4,
      why: 'Signs or risk of female genital mutilation; a mandatory duty to report may apply.',
      patterns: `female_genital_mutilation ~3; special|secret ~2 ceremony|procedure|party|celebration|operation|occasion ~5; ceremony ~5 woman|girl|cut|abroad|become|africa|village|aunt|secret|special|grandmother|nan; become ~2 woman ~4; cutter ~3; be|become|becoming ~1 a woman ~4; long|extended|summer ~2 holiday|visit|trip ~6 ceremony|special|aunt|cutting|africa|gambia|somalia|sudan|sierra|egypt|mali|guinea|eritrea|ethiopia ~4 ceremony|woman|girl|procedure|celebration; sister|sisters|mother|aunt ~4 cut|fgm|circumcised|female_genital_mutilation; difficulty|painful|pain|long ~4 sitting|walking|urinating|toilet|toilets|bathroom ~6 holiday|return|returned|abroad|trip|since`,
    },
    {
      id: 'control',
      severity: 2,
      why: 'Family control of dress, friends, boyfriends or travel that may be honour-based.',
      patterns: `followed|watched|monitored|escorted|controlled ~4 by ~3 brothers|brother|cousins|family|uncles|community ~3; @no ~2 allowed|let|permitted ~4 boys|out|friends|phone|talk|western|trips|pe|makeup|college|university|alone ~4 religion|culture|family|marry|honour|brothers|because|community|father; spotted|seen|caught ~4 boyfriend|boy ~5 family|brothers|brother|father|dad|uncle|parents|community|beaten|shame; engaged|engagement ~4 cousin|fourteen|fifteen|sixteen|15|16|14|abroad`,
    },
  ]),
  ...signsOf('missing-from-home', [
    {
      id: 'missing',
      severity: 3,
      why: 'The child has been missing, or away overnight without leave.',
      patterns: `=missing ~2 from ~2 home|care|placement|house; reported|went|gone|goes|going|currently|returned|reported ~1 =missing !lesson|lessons|work|homework|signature|pe|sessions|school|out|book|breakfast|friends|his|her; =missing ~1 person|child|episode|episodes|overnight|report|since|again; =missing ~3 police|overnight|weekend|hours|night; ran|run|runs|running|runaway ~1 away; absconded|abscond|absconds|absconding|absconsion|awol ~2; whereabouts ~3 unknown|@no ~2; unknown whereabouts; @no ~2 know|known|idea ~2 where ~2 he|she|they ~1 was|is|were|are|been|went|slept; stayed|stays|staying|out|stay|stopped ~1 out ~3 all|overnight|night|late|until|past|weekend|midnight|am|hours; @no ~3 came|come|returned|return|back|home ~2 home|until|last ~2 last|until|night|all|evening|till|morning; @no ~1 come|came|return|returned ~1 home; left ~2 home|house|placement|the_home|unit ~4 without|located|police|@no|permission|window|am|pm|# ~2; climbed|climbs|sneaked|sneaks|snuck|sneaking ~4 window|out ~3 night|house|window|am|bedroom; out ~1 all night ~; slept|sleeping ~2 rough|park|street|streets|bus ~; kicked out ~4 slept|sofa|night|friend; return ~1 home ~1 interview; =rhi; curfew ~4 breach|broke|broken|missed|@no|late; located|found ~3 by|at|in ~3 police|staff|friend|bus|station|park ~6; failed ~2 return ~3 home|placement|unit|curfew|weekend; out|wandering|roaming|walking|streets ~3 2am|3am|1am|4am|midnight|late_at_night|night; out ~3 until|till ~2 #|late|midnight|am`,
    },
    {
      id: 'left-site',
      severity: 2,
      why: 'Staying out or away with others without the parents knowing where.',
      patterns: `staying|stays|stay|stayed|stopping ~1 out ~1 late|nights|all; out ~2 with ~2 older|friends|unknown ~4 late|night|all; parents|mum|dad|parent|carer ~4 @no|unaware|unsure|idea ~3 know|where|whereabouts ~4 was|is|been|goes|went|night|he|she`,
    },
  ]),
];
