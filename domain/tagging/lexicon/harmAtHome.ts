import { signsOf } from './signsOf.ts';

/**
 * Sexual abuse, emotional abuse and domestic abuse. Sources: Working Together (definitions), KCSIE annex B,
 * Domestic Abuse Act 2021 section 3 (children who see, hear or experience the effects are victims), Operation
 * Encompass, NSPCC signs and indicators, Brook traffic light for sexual knowledge beyond the child's years.
 */
export const HARM_AT_HOME = [
  ...signsOf('sexual-abuse', [
    {
      id: 'disclosure',
      severity: 4,
      why: 'A sexual act by an adult or relative is described or named.',
      patterns: `sexual|sexually abuse|abused|abusing|assault|assaulted|molested|interfered|harmed|touched; molest|molested|molesting|raped|rape|incest; touch|touched|touches|touching|rub|rubbed|rubbing|feel|stroked|grope|groped|fondle|fondled|tickle|tickles|tickled|licked ~4 private_parts|chest|breast|groin|thigh|bottom|bum|underwear|knickers|pants|inappropriately|sexually|leg; private_parts ~4 touch|touched|rubbed|hurt|photos|pictures|licked
      @carer|@sibling|man|uncle|friend|coach|he|someone ~4 touch|touches|touched|touching ~2 me|her|him|us|child|private_parts|there|inappropriately|down; @carer|uncle|grandad|stepdad|dad|man|coach|tutor|neighbour|brother|cousin ~6 comes|came|gets|got|climbs|sleeps ~3 my|her|his|the ~1 bed|bedroom|room ~3 night; comes|came|gets|climbs into ~1 my|her|his bed; @carer|man|uncle|he|coach ~3 made|makes|make|forced|asked|asks ~2 me|her|him|child ~3 touch|kiss|lick|undress|watch|naked|sex
      our|special|little secret ~4 uncle|dad|stepdad|grandad|man|game|tell|told|touch; secret game|games; @no tell ~3 secret ~5; secret ~2 with ~2 uncle|dad|stepdad|grandad|man|adult; disclose|disclosure|disclosed ~3 sexual; @carer|man|uncle|adult ~3 exposed|exposes|flashed|showed|shows ~3 himself|penis|private_parts|porn|pornography|willy; sexual ~1 relationship|contact|touching ~3 with ~2 adult|teacher|staff|stepdad|uncle|coach|man; kissed|kisses|kissing ~3 by ~2 uncle|adult|stepdad|coach|teacher|man
      indecent ~1 assault|exposure; inappropriately|inappropriate touched|touching; touched ~2 inappropriately; @carer ~4 sexual offences|offender|offence|offences; registered sex offender; sex offender ~4; csa; grooming|groomed ~4 uncle|coach|stepdad|family; watch|watches|watched|films|filmed|photographs ~2 me|her|him|child ~3 shower|undress|bath|naked|dressing|changing`,
    },
    {
      id: 'physical-sign',
      severity: 3,
      why: 'A physical sign that can follow sexual abuse.',
      patterns: `soreness|sore|itching|bleeding|pain|bruise|discharge|blood|injury|infection|itchy|redness ~4 genital|private_parts|vaginal|anal|bottom|underwear|knickers|pants|groin|nappy_area; genital|vaginal|anal ~2 soreness|bleeding|discharge|pain|injury|itching|infection|bruise; blood ~3 underwear|pants|knickers; underwear ~3 blood|bloody|torn; sexually transmitted infection|disease; chlamydia|gonorrhoea; pregnant ~6 twelve|thirteen|fourteen|12|13|14|11|year|school|test; underage pregnancy; recurrent|repeated|frequent urinary|uti|utis ~2; pain|hurts ~4 wee|urinating|toilet|sitting ~3 said|child|sore`,
    },
    {
      id: 'knowledge-beyond-years',
      severity: 2,
      why: 'Sexual knowledge, play or language beyond the child’s age can follow abuse.',
      patterns: `sexual|sexualised ~2 knowledge|understanding|language|drawing|drawings|comments|play ~4 age|beyond|young|inappropriate|advanced|year; draw|drew|drawing|drawings ~5 naked|penis|genitals|private_parts|sexual|explicit; dolls|teddies|toys|figures ~4 sex|sexual|simulating|humping|sexually; inserted|inserting|inserts ~4 object|objects|private_parts; @fear|reluctant|refuses|distressed ~4 undress|bath|toilet|changed|bedtime|nappy ~3 uncle|dad|stepdad|man|with; worry|concern ~2 sexual abuse
      uncle|stepdad|grandad|coach|adult ~4 gifts|presents|special|alone|favourite ~4 secret|bedroom|night|strange|uncomfortable; uncomfortable ~3 way|how|when ~3 uncle|dad|stepdad|coach|grandad|brother|looks|touches|hugs|tickles; @no ~2 like|likes ~3 when ~3 uncle|dad|stepdad|grandad|coach|man|brother ~3 tickles|hugs|kisses|touches|bath|babysits`,
    },
  ]),
  ...signsOf('emotional-abuse', [
    {
      id: 'treatment',
      severity: 2,
      why: 'The child is belittled, blamed, frightened, rejected or shut out by an adult at home.',
      patterns: `@carer ~4 call|calls|called|calling ~3 stupid|thick|fat|useless|worthless|ugly|idiot|liar|names|dumb|lazy|disgusting|evil|naughty|freak|bitch|slag|slut|moron|brat|failure|pathetic; @carer ~3 say|says|said|told|tells|telling ~6 stupid|thick|worthless|useless|ugly|hates|hate|wish|unwanted|mistake|never|born|disappointment|burden|failure|love|leave|fault|liar|ruined|disgusting;  wish|wished ~2 never born
      @carer ~2 @no love|loves|want|wants|like|likes|care|cares ~2 me|him|her|us|them; @no loved ~4; @no|nobody loves|wants ~1 me|him|her; @carer ~2 hate|hates|despises ~1 me|him|her; unloved; unwanted; scapegoat|scapegoated|belittle|belittled|belittles|belittling|humiliate|humiliated|humiliating|humiliates|demean|demeaning|degrading|degraded|taunts|berate|berated|berating|ridiculed|ridicule ~3 by? ~2 @carer|at_home; @carer ~3 mocked|mocks|mocking|ridicules|belittles|taunts ~2 @kid; @carer ~10 call|calls|called|calling ~2 @kid ~2 pathetic|stupid|useless|worthless|idiot|disgusting|fat|thick|liar|waste|dumb|lazy; makes|made|making ~2 @kid ~1 sit|stand|sleep|kneel|eat ~5 all_night|hours|hallway|outside|floor|cold|alone|corner|stairs|garden|shed; put|puts down ~3 mum|dad|parent|stepdad|by
      @carer ~3 @shout ~3 at ~2 @kid; @carer ~2 always|constantly ~1 @shout; @shout at ~2 @kid|baby ~3; they always shout; always shout|shouting|cross|angry; shout ~2 every|all ~1 day|time; @carer ~3 blame|blames|blamed|blaming ~3 @kid|everything; @carer ~3 compare|compares|compared|favours|favourite|favouritism ~3 @sibling|to; treated differently ~3; @carer ~3 ignores|ignored|ignore|rejects|rejected|reject|rejecting ~2 @kid; emotional abuse|harm|abusive|cruelty; emotionally abusive|abused|harmful|cold|unavailable|neglected; verbally abusive|abused; verbal abuse ~3 mum|dad|parent|stepdad|home|carer
      high criticism|low warmth; harsh|cold|critical|hostile|negative ~2 parenting|parent|mum|dad|towards|carer|tone|comments; @carer ~4 critical|negative|hostile|dismissive|cold|harsh ~3 about|of|to|towards|with ~2 @kid; @no ~2 believe|believed ~1 you|me|her; never believe you; liar ~4 mum|mother|tell|telling; threaten|threatened|threatens|threatening ~4 care|leave|send|kick|throw|abandon|away|foster|out|streets|put; kick|kicked|throw|throwing|thrown|chuck ~3 out ~2 house|home|street|of; locked ~2 out; locked ~4 room|bedroom|cupboard|outside; sent to bed without ~2
      @shout ~2 at ~3 crying|child|toddler|children; shout|shouted|screamed ~2 in ~2 face; punish|punished|punishment ~4 harsh|severe|excessive|cruel|hours|days|food|isolated|corner|sleep; made to ~3 stand|sit|kneel|sleep|eat ~4 hours|outside|corner|floor|cold|alone; @fear ~3 upset|upsetting|making ~3 mum|dad|cross|angry; walk|walking on eggshells; guilt trip|tripped; gaslight|gaslighting; terrorise|terrorised; isolates|isolated ~3 by ~2 mum|dad|parents; overly|over controlling|controlled; parents ~2 control ~3 everything
      rejected ~2 by ~3 mum|dad|parents|family|father|mother; @carer ~3 @no ~2 speak|spoken|talk|talking|speaking ~2 to me|him|her; silent treatment; @no|never good enough; nothing ~2 i do ~3 enough|right`,
    },
    {
      id: 'sign-in-child',
      severity: 1,
      why: 'How the child speaks of home or of themselves can be a sign of emotional harm.',
      patterns: `@no ~2 want|wants|wanting ~3 go|going|goes ~1 home; dont|doesnt|didnt want|like ~2 home|go ~1 home; reluctant|refuse|refused|refusing|scared|worried|afraid|upset|anxious|nervous ~4 go|going|leave|return ~2 home; asked|asks|want|wants|wanted ~3 stay|live|come ~5 school|here|teacher|with_me|staff|me ~3 instead|tonight|forever|longer; hate|hates|hated ~1 home|it_at_home|being; hates ~2 at|being ~1 home; wish|wishes ~4 live|lived ~3 someone|somewhere|else|different|here|nan; distressed|upset|cried|tearful|quiet|anxious|crying|withdrawn ~4 home ~1 time
      clung|clings|clinging|cling ~4 staff|adult|teacher|ta|leg|end; indiscriminately|overly affectionate|friendly; bad|naughty|stupid|useless|rubbish|thick|worthless ~3 =says|said ~3 mum|dad; im|i'm|i am ~2 naughty|bad ~2 boy|girl|child|one|person; everything ~3 my fault; lies ~1 awake ~3; bed_wetting; sister|brother ~3 gets|got|allowed|treated|favourite ~6 @no|never|but; parent|mum|dad ~3 abrupt|snapped|shouted|shouting|sharp|impatient|aggressive ~5 @kid|gate|playground|drop|pick|toddler|child`,
    },
    {
      id: 'severe-words',
      severity: 3,
      why: 'Words from an adult meant to silence, reject or frighten the child.',
      patterns: `@no|never|nobody|wont|noone ~1 believe you|me|him|her; @no ~2 bother telling; @carer ~3 say|says|said|told|tells ~4 wish|wished ~4 dead|born; put|putting ~2 you|him|her|me|them ~2 in|into ~1 care|foster; wish|wishes|wished ~4 @no|never ~1 been? born|had|have ~2 me|him|her|us|them|children|you; wished ~3 never had ~1 @kid; wish ~3 never been? born|had; i|ill know ~3 lie; @no ~2 tell|telling ~2 anyone|anybody ~4 or|else|if; if ~3 tell|told ~5 hurt|kill|taken|away|die|prison`,
    },
  ]),
  ...signsOf('domestic-abuse', [
    {
      id: 'violence-between-adults',
      severity: 3,
      why: 'One adult of the family is said to hurt, threaten or control another.',
      patterns: `domestic_abuse|operation_encompass; @couple ~3 call|calls|called|calling ~3 @couple ~3 fat|stupid|slag|useless|names|bitch|cow|whore|ugly|thick|worthless|lazy; @couple|she|he ask|asks ~2 @couple|him|her ~1 for money; has to ask ~2 for money; broke|broken|smashed ~2 her|mum's|mum ~1 phone && @dad|@mum|partner|he; domestic|partner violence|abuse|assault; @couple ~3 @hit ~2 @couple; @couple ~3 push|pushed|shoved|threw|grab|grabbed|dragged|throw|throws|threatened|threatens|threaten|strangled|control|controls|controlling ~3 @couple !and; @couple ~3 @hit ~2 by ~3 @couple; @couple ~3 has|had|with ~2 black_eye|bruise|bruises|bruising; black_eye|bruise|bruises ~4 mum|mother|mums|mother's|mummy
      @couple ~2 and ~2 @couple ~4 @hit|violent|physical|fighting|punching|police|throwing|smashing; daddy|dad|stepdad|father|he ~2 hits|hit|hurts|hurt|punched|kicked|beat|strangled|pushed|slapped|beats|choked ~1 mummy|mum|mother|my|her ~1 mum|mummy|mother; hurt|hurts|hit|hits ~1 mummy|mum|mother; mum|mummy|mother ~3 cry|cries|crying|screaming|scared|hiding|bleeding|hurt|hid ~6 dad|daddy|stepdad|partner|shouts|hits|he; mum ~3 scared ~2 of; smash|smashed|smashes|smashing|punched|broke|kicked ~3 door|window|wall|tv|plates|phone|house|things|up|furniture ~8 mum|dad|stepdad|home|night|partner|argument
      fled|flee|fleeing|escaped ~5 violence|abuse|abusive|partner|husband|ex|home|dad; refuge ~3; non molestation order; non molestation; restraining|injunction ~1 order; occupation order; dash risk|assessment; abusive|violent ~1 partner|relationship|husband|boyfriend|ex|father|marriage|home; stalk|stalking|harassing|harassment ~4 ex|mum|partner|mother; perpetrator programme|of; hide|hides|hiding|hid ~3 under|in|behind|upstairs ~2 bed|wardrobe|room|bedroom|cupboard ~6; victim ~3 domestic|partner|abuse ~3; @couple ~4 knife ~5; police ~3 called|attended|came ~5 dad|stepdad|parents|partner|mum ~6 hit|fight|fighting|argument|arguing|shouting|violent|assault
      @couple ~2 @no ~1 allow|allowed|let|lets ~1 mum|mother|her ~3 out|phone|money|leave|work|friends|see; controls ~3 money|mum|mother|phone; arrested ~5 assault|assaulting|hitting|domestic ~3 mum|partner|wife|girlfriend|dad; @couple ~2 arrested ~6 fight|argument|assault|mum|dad`,
    },
    {
      id: 'arguments',
      severity: 2,
      why: 'The child speaks of frightening arguments or shouting between adults at home.',
      patterns: `@couple ~1 and|& ~2 @couple ~4 @argue|fighting|arguing|fights|arguments|shout|shouting|fought|rows; parents|adults|mum|dad|stepdad ~4 arguing|argue|argued|argument|arguments|fighting|fight|rowing|row|rows|fall|fell ~5 home|night|weekend|last|morning|all|loud|kitchen|upstairs|again|every|bad|lot|big|house|scared|about|together; argument|arguments|arguing|fighting|row|rows|shouting|fights ~4 at|in ~1 home|house; shouting|screaming|fighting|arguing|argument|rows|fights ~4 mum|dad|parents|stepdad|daddy|mummy|partner|adults
      heard|hears|hear|overheard|listening ~5 shouting|screaming|arguing|crying|fighting|banging|smashing|argument|row|rows ~5; kept|woken|woke|awake ~4 arguing|shouting|argument|screaming|fighting|row|parents|noise ~3; @no ~1 sleep ~5 shouting|arguing|fighting|parents|screaming|argument; daddy|dad|stepdad ~3 shout|shouts|shouting|screams|angry|cross|mean|horrible ~2 at|to|with ~1 mum|mummy|mother; dad|stepdad|mum|partner ~4 sleeping|slept|staying|stayed|sofa|moved|left|stormed|walked|kicked ~7 after|following ~2 argument|row|fight|arguing; angry|scary|mean ~2 daddy|stepdad; walls|wall ~3 hole|holes|punched
      @fear ~3 when ~4 argue|fight|shout|shouting|arguing|fighting; hear|heard ~3 them ~2 fight|fighting|argue|arguing|shouting|screaming; tension|tense|volatile|hostile|heated ~3 home|parents|household|relationship; witness|witnessed|witnessing|witnesses|saw ~4 argument|arguing|violence|fight|assault|abuse ~3 home|parents|mum|dad|between|mother|domestic; parental conflict|acrimony|disputes ~2; shout|shouts|shouts really loud ~5 hide|scared|hides`,
    },
  ]),
];
