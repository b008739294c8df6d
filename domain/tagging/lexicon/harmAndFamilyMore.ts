import { signsOf } from './signsOf.ts';

/** Adults a child lives with or is looked after by; `@carer` also holds "adult" and "family", too wide here. */
const KIN = '@mum|@dad|parent|nan|grandad|grandparents|uncle|aunt|foster_carer|carer|stepparent|babysitter';
/** Those, and adults whom a child meets without their parents. */
const ADULT = `${KIN}|coach|tutor|teacher|instructor|neighbour|lodger|man|childminder|priest|imam|leader`;
/** A parent or the partner of one. */
const PARENT = '@mum|@dad|parent|husband|wife';
/** People whom a young carer looks after. */
const CARED_FOR = '@mum|@dad|parent|nan|grandad|brother|sister|sibling|twins|baby|little_ones|younger';
const ABROAD =
  'pakistan|bangladesh|india|somalia|kurdistan|iraq|iran|afghanistan|yemen|sudan|gambia|nigeria|egypt|africa|mali|guinea|eritrea|ethiopia|kenya|abroad|overseas|homeland|village';
/** A child's or family's words for private parts, beside those that the lexicon joins to one. */
const PRIVATES =
  'private_parts|minnie|nunny|noony|winky|winkie|todger|weewee|peepee|bum|bottom|bits|flower|knickers|pants';

/**
 * Harm at home, honour-based abuse and family circumstances as they are told sideways: by what happens rather
 * than by its name, in a child's words, a parent's e-mail, a visitor's or another agency's note. Sources: KCSIE
 * annex B, Working Together, NSPCC signs and indicators, Graded Care Profile 2, Home Office guidance on
 * controlling or coercive behaviour, multi-agency guidance on FGM and on forced marriage, NICE NG76 and CG192
 * (perinatal mental health), Hidden Harm, Children Act 1989 s17ZA.
 */
export const HARM_AND_FAMILY_MORE = [
  ...signsOf('physical-abuse', [
    {
      id: 'hurt-by-adult-described',
      severity: 3,
      why: 'An adult of the family is described handling or punishing the child in a way that hurts.',
      patterns: `${KIN} ~3 use|fetch|raise|grab|pick|have ~3 spoon|belt|slipper|stick|cane|hanger|cable|strap ~8 when|if|naughty|trouble|finish|behave|wrong; ${KIN} ~2 take ~2 shoe|belt|slipper ~1 off && if|when|naughty|trouble|card|angry|cross
        ${KIN} && drag|pull|yank|haul|lift|swing ~3 by ~2 hair|ear|throat|neck|collar|hood|scruff; ${KIN} ~6 pin|hold|shove|push|slam|press ~2 @kid ~4 against|wall|fridge|throat|neck
        ${KIN} && burn|scald && hold|held|press|pressed|put; ${KIN} ~4 cross|angry|mad|temper|flip|snap && caught me|him|her; ${KIN} ~4 chastise|discipline ~6 with|physically|flip|belt|slipper|shoe; ${KIN} ~4 admit ~3 smack|slap|hit|chastise|shake
        ${KIN} && back of ~1 hand; =licks|=beats|hiding|lashings ~4 ${KIN}; get|give|gave ~2 good hiding; ${KIN} ~5 teach|taught|knock ~2 lesson|sense; smack|slap|whack ~3 bottom|bum|legs|head ~6 ${KIN}; ${KIN} ~5 smack|slap|whack|clip|flick ~3 bottom|bum|legs|head|ear|hand
        kneel ~2 on ~2 rice|stones|floor; ${KIN} ~6 chilli|pepper|soap|vinegar ~3 mouth|tongue|eyes; ${KIN} ~4 hit|hurt|smack|kick|punch|slap && neighbour|witnessed|heard|seen|reported; child_protection medical
        hairbrush|belt|slipper|strap|cane|flipflop|paddle && legs|bottom|bum|sting|stinging|trouble|naughty|sore && ${KIN}; legs|bottom|bum|cheek|arm|back|face ~2 is|are|was|were|still sting|throb|sore|hurt && ${KIN} && because|got|when|hand; told|says|said ~6 friend|teacher ~6 was ~2 ${KIN} && graze|sore|mark|bruise|cut|injury|eye|wrist; ${KIN} ~4 did|done ~1 it|this|that && bruise|mark|cut|graze|sore|eye|lip`,
    },
    {
      id: 'telling-mark-described',
      severity: 3,
      why: 'The shape, place or edge of the mark speaks against an everyday knock.',
      patterns: `small|round|oval|circular|rectangular ~1 round? bruise; bruise ~6 line|row|cluster|oval|rectangular; bruise|mark ~2 upper|inner|outer arm|arms|thigh|leg; red|angry|raised mark|line|weal ~2 across|down ~2 cheek|face|back|leg; burn && clear|sharp|straight|even|glove|stocking edge|edges|line|border|pattern; different reason|excuse|story ~2 each|every time`,
    },
    {
      id: 'shields-self',
      severity: 2,
      why: 'The child ducks or shields the head from an adult’s movement.',
      patterns: `cover|shield|protect|guard ~2 head|face ~6 when|as|if; put|throw ~2 arms|hands ~2 over|front ~2 head|face ~6 when|as`,
    },
  ]),
  ...signsOf('sexual-abuse', [
    {
      id: 'act-described',
      severity: 4,
      why: 'A sexual act or its preparation by an adult or older relative is described.',
      patterns: `hand|hands|finger|fingers|tongue ~2 up|down|inside|under ~2 skirt|dress|top|trousers|pants|knickers|shorts|bra|pyjamas|shirt|nappy && ${ADULT}|cousin|stepbrother|brother; @no ~2 put|stick ~3 finger|hand ~2 in|inside|there; put ~2 finger|thing|willy ~2 in|inside|mouth ~3 me|her|him|${PRIVATES}
        lick|kiss|touch|rub|tickle|suck|poke|stroke|play ~4 ${PRIVATES} !mouse && ${ADULT}|cousin|stepbrother|brother|secret|he|like; ${ADULT}|cousin|stepbrother ~8 shower|bath|bed ~1 with me|him|her|us; ${ADULT}|ex|he ~8 make ~1 me|him|her ~1 wash|touch|rub|hold|stroke|undress|watch ~1 him|it|his
        ${ADULT}|cousin|stepbrother|brother ~10 take|pull|took ~2 my|her ~1 pyjamas|pants|trousers|knickers|clothes|top|nightie ~1 off|down; ${ADULT}|cousin|stepbrother|brother ~6 come|climb|sneak|get ~3 my|her ~1 room|bed ~8 night|asleep|pyjamas|clothes
        play ~4 game && asleep|bed|secret|naked|hurt|uncomfortable && ${ADULT}|cousin|stepbrother|brother; ${ADULT}|cousin ~4 kiss ~4 lips|mouth|tongue|neck; ${ADULT}|cousin|brother ~4 rude|dirty|bad|sexy|naughty things|stuff ~2 to|with me|him|her; do|does|did things|stuff ~1 to me|him|her ~6 ${ADULT}|night|secret|like; ${ADULT} ~4 do|did things|stuff to me|her|him
        ${ADULT} ~4 photo|video|film|picture|record ~5 naked|undress|pants|knickers|bath|shower|clothes_off; like|how|because daddy|dad|uncle|grandad|stepdad do|does !it_at_work && touch|lick|kiss|put|finger|${PRIVATES}; ${ADULT} ~1 do it && thrusting|humping|rubbing|learn; perform ~2 sexual ~2 ${ADULT}
        ${ADULT}|stepbrother|cousin && tickle|touch|stroke|cuddle|feel|rub && under|secret|sweets|money|presents|clothes|naked|alone && me|him|her|she|he; willy|penis|sperm|white_stuff|vagina && ${ADULT} && asked|said|come|touch|see|show|put|lick; ${ADULT} && do|doing things|stuff ~4 @no ~1 want|like; white stuff ~4 come|willy|out; coach|tutor|teacher|man|leader|uncle ~8 take ~3 flat|house|home|hotel && things|alone|secret|drink|touch`,
    },
    {
      id: 'risk-or-physical-sign',
      severity: 3,
      why: 'A person known to be a sexual risk is near the child, or the body or play points to abuse.',
      patterns: `licence|conditions|register|registered|convicted|conviction|offence ~8 unsupervised|under_18|sexual|indecent|minors; @no ~3 unsupervised contact ~3 under|children|minors|child; schedule one offender; sexual risk|harm ~1 order; shpo; risk to children && partner|stepdad|uncle|lodger|father
        underwear|knickers|pants|bottom|bum|private_parts ~4 blood|bleed|sore|torn|discharge|pain|hurt && weekend|contact|said|told|asked|occasions|avoid|uncle|dad|father|stepdad|again|screams|scared; sti|std|chlamydia|gonorrhoea|syphilis|herpes ~6 age|aged|positive|diagnosed|year; pregnant ~4 aged|age #
        thrust|hump|straddle|grind|masturbate && ${ADULT}|toddler|nursery|learn|saw; lie|lay|climb ~2 on top of ~2 children|child|others|peers|toddler; draw|drawing|drew|picture ~12 penis|erect|willy|vagina|private_parts|naked ~12; scream|panic|freeze|cry|distressed ~6 when ~4 chang|changed|changing|undress|nappy|bath && soil|sore|man|weekend|contact|bottom`,
    },
  ]),
  ...signsOf('emotional-abuse', [
    {
      id: 'contempt',
      severity: 2,
      why: 'A parent or carer speaks of or to the child with contempt, or treats the child as worse than the others.',
      patterns: `${KIN} ~8 roll ~1 eyes; ${KIN} && bin|rip|tear|tore|torn|burn|smash|cut|destroy ~4 painting|picture|drawing|teddy|toy|bear|blanket|certificate|present|model; ${KIN} && drop|put|throw ~2 in ~1 bin && picture|painting|card|showed|drawing|work
        eat|sit|sleep|live ~5 utility|garage|shed|hallway|separate|alone|bedroom|kitchen|floor ~4 while|whilst ~8; bad|black|problem|evil|useless one|seed|sheep ~2; servant|slave|skivvy|cinderella|dogsbody; brother|sister|sibling|others ~4 get|have|has|allowed|given ~8 and|but ~1 he|she|i|they ~3 nothing|none|never
        ${KIN} ~8 describe|call|address|refer|label ~6 thing|creature|animal|monster|manipulative|evil|nasty|sly|devious|vile|horrible|devil|demon|spiteful|parasite|liar|retard|possessed|cursed; out to get ~1 her|him|me|them && baby|toddler|child|mum|mother
        cant|@no ~1 stand|bear|abide ~1 sight; cant|@no ~1 stand|bear|abide =him|=her|them && ${KIN}; ${KIN}|she|he ~6 do my head in; sick|fed_up of ~1 the_sight|him|her ~4; you|someone|they ~1 can? have|keep|take =him|=her && ${KIN}|phone|gate|office; ruin ~3 life|family|marriage && ${KIN}
        whatever|nothing|everything ~2 do|does ~4 wrong|enough|right; why ~3 cant|isnt|arent ~4 normal|like ~3; read ~4 marks|grades ~8 why|ashamed|sister|brother; ${KIN} ~4 @no|little|never|rarely ~3 praise|warmth|affection|smile|comfort|interest|cuddle|proud; little|low|lack ~2 warmth|affection|attachment; ${KIN} ~2 @no respond ~4 smile|cry|cues|distress|baby
        ${KIN} ~2 @no ~1 speak|spoken|talk|look ~3 day|week|since|because|at_him|at_her; @no allowed|permitted ~2 any? friends|clubs|toys|door|birthday && ${KIN}|home|bedroom; take|took|remove ~3 door ~2 bedroom|room|hinges; check|read ~2 diary; go_between|messenger|pawn && parents|mum|dad; choose|choosing|sides|spy ~4 mum|dad|parents|between; birthday|christmas ~8 nothing && brother|sister|bad|punish
        ${KIN} && laugh|mock|tease|jeer|smirk && cry|crying|cried|wet|upset|scared; never|@no amount to; ${KIN} && threw|throw|thrown|bin|burn ~2 away|all|out ~4 photos|things|toys|belongings|clothes; @no ~2 mention|talk_about|speak_of|love ~3 =him|=her|mum|dad && ${KIN}; ${KIN} ~8 call|say|tell ~8 wet_lettuce|loser|wimp|waste|pig|rat|cow|crybaby|nasty|horrible|sissy|drama_queen|hopeless|good_for_nothing; told|say ~4 nobody|noone|no_one ~3 like|want|love ~1 me|him|her|you`,
    },
    {
      id: 'cruelty',
      severity: 3,
      why: 'The child is told of being unwanted, or is humiliated or frightened on purpose.',
      patterns: `${KIN} ~4 tell|say ~4 was|were|is|be ~2 accident|mistake|burden|curse|embarrassment; ${KIN} && better|happier|easier|fine ~3 before|without ~2 he|she|i|me|=him|=her|born|came && tell|told|say|said; make ~2 wear ~6 head|neck|sign|nappy|pants; make ~3 wear ~6 wet|soiled|dirty; ${KIN} && wet|soil && laugh|mock|shame|humiliate|rub|nose|breakfast
        shave ~2 head|hair && punish; ${KIN} ~4 tell|say|said ~6 love ~1 you|me|him|her ~1 if|any_more|anymore; tell|told|say ~4 going ~2 to leave ~3 never; ${KIN} ~5 film|post|video ~4 cry|crying|wet|punish|shame; threaten|threatens ~3 get_rid|give|send|leave|put ~4 away|dog|boarding|pet|orphanage|streets; ${KIN} ~6 pretend ~4 dead|left|leave|police
        ${KIN} && leave|drive|drop|take ~6 childrens|children ~1 home|step|roadside|orphanage; childrens|children home && ${KIN} && if|naughty|send|threat|leave|behave`,
    },
  ]),
  ...signsOf('neglect', [
    {
      id: 'care-missing',
      severity: 2,
      why: 'What happens shows that nobody sees to food, clothes, treatment or supervision.',
      patterns: `shoes|shoe|trainers ~4 tape|taped|poking|flapping|toes|soles; take|took|eat|fish|pull ~6 bin && food|pizza|sandwich|sleeve|lunch|hid|leftovers|crusts; @no ~2 be? tea|dinner|food ~4 payday|friday|weekend|til|until; mum|dad|parent|stepdad|nan ~1 is|was? ~1 at|out|away ~2 work|pub|club|night ~3 until|till ~2 morning|late|midnight|tomorrow
        appointment ~2 @no attended|kept|brought; hair|head|scalp ~3 crawling|infested; @no treatment done|given|bought|used|started; inhaler|pump|epipen|insulin|medication|hearing_aid|glasses ~4 empty|expired|broken|lost|run_out|out_of_date && since|still|week|weeks|month|months|again|september|told
        puts|put =herself|=himself|themselves ~1 to bed; get|gets =herself|=himself|themselves ~1 up && bed|bus|own|alone|breakfast|aged; nobody|noone|no_one|no one wake|woke ~1 her|him|me|them|us; starving|ravenous ~3 monday|mondays|holidays; eat ~3 like ~4 food|starved|days|weekend; @no ~2 sheet|sheets|bedding|mattress ~3; faeces|excrement|urine|poo ~3 wall|walls|floor|carpet|bed|cot
        nothing ~2 in ~2 fridge|cupboards|house ~1 to_eat?; same ~1 sleepsuit|babygro|nappy|vest ~2 since|from|as; bottle ~2 curdled|sour|mouldy|propped; strapped|left ~3 buggy|car_seat|highchair|cot|pushchair ~3 all|hours|day|long; weight ~3 dropped|static|faltering|centile; telling|told|asked|spoken ~1 mum|mother|dad|parent ~2 twice|repeatedly|before|several ~4 nothing|still|@no
        cream|prescription|glasses|tablets|treatment ~6 @no ~1 collect|fetched|ordered|applied; filthy|unwashed|grubby && famished|starving|hungry; cushions|blanket|coat ~3 for ~2 bed|beds|duvet; dinner|tea|food|meals ~3 if ~3 find|lucky|remember; mum|dad|parents ~3 game|games|gaming|xbox|phone ~3 all night|day|evening; mum|dad|parents ~4 asleep|bed|phone|gaming && feed|dinner|hungry|baby|toddler|alone`,
    },
  ]),
  ...signsOf('domestic-abuse', [
    {
      id: 'violence-described',
      severity: 3,
      why: 'Violence between adults, its injuries or the flight from it are described.',
      patterns: `he|@dad|@partner|husband ~3 throw|smash|kick|punch ~4 at =her|mum|mummy|mother; he|@dad|@partner|husband|him ~4 fist|foot|boot|hand ~1 through ~2 door|wall|wardrobe|window|tv; @dad|@partner|husband|he have|had|get|got|hold|grab ~2 mum|mummy|mother|=her ~2 by ~2 throat|neck|hair|arm; get|got|step|stand|stood|jump ~2 between|in_between ~2 them|parent|mum|dad|mother
        officers|police ~2 attend|call ~12 address|property|woman|female|shouting|screaming|disturbance|verbal; male|man|father|partner|husband ~1 remove|arrest|charge|bail|remand ~4 address|property|home|attend|contact|assault; woman|female|mum|mother ~2 scream|bleed; mum|mother|mummy ~4 facial|eye|face|lip|neck|rib|wrist|visible injury|injuries|bruise|swollen|marks|broken; mum|mother ~6 sunglasses ~6 take|inside|indoors|off
        safe accommodation|house ~6 mother|mum|children|county|area; mother|mum|children ~6 safe accommodation|house; father|dad|ex|he ~3 must|should|@no ~4 give|told|know|tell ~4 details|address|whereabouts|school|location; assess ~3 high_risk|high ~3 ex|partner|mother|victim; mother|mum|victim ~4 assess ~3 high risk; ex|partner|husband ~6 tracker|tracking|airtag ~4 car|phone|bag; domestic advocate|advisor|adviser; clares law; dvpn; dvpo; womens aid; freedom programme; bail conditions && mum|mother|ex|partner|father
        @dad|@partner|husband ~2 strangle|choke|punch|kick|hit|push|slap|beat ~1 my|his|her|our mum|mummy|mother`,
    },
    {
      id: 'control-and-fear',
      severity: 2,
      why: 'An adult is controlled or watched by a partner, or the household lives in fear of one.',
      patterns: `@mum|wife|she ~3 has|have|had|made|need to? ~1 text|send|show|ask|prove|explain|account ~6 =him|@dad|husband|partner|receipts|permission|location; @dad|@partner|husband|he ~3 keep|hold|take|control|check|hide ~4 bank|cards|wages|money|receipts|mileage|passport|benefits ~1; husband|@partner ~4 read|check|go|monitor|track|follow|delete ~3 messages|message|phone|email|emails|everything|location
        husband|@partner ~3 tell|told|say|decide|choose|control|let ~4 friends|wear|see|eat|go|talk; email|text|phone|contact ~6 different|another|new ~1 address|number && husband|partner|ex; hurt|kill|cut himself|herself ~2 if ~2 leave|leaves|break|dump|finish; husband|@partner|ex|dad|father ~4 turn|show|wait|sit ~1 up? ~2 outside|work|workplace|address|unannounced ~3
        @dad|stepdad|he kick|kicks|kicked off; sleep ~4 trainers|shoes|clothes|coat ~6 case|ready|run; quiet|freeze|silent|hide|tense ~8 when ~3 @dad|he|stepdad ~2 come|get|in; when ~3 @dad|he|stepdad ~3 come|get ~4 quiet|freeze|silent|hide|tense; what ~1 sort|kind|mood ~4 night|mood|he|dad && @dad|he|stepdad; cover|pillow|headphones|hands|fingers ~3 ears ~8 shout|argue|mum|dad|row|night|bang; @dad|stepdad|@partner ~4 mean|nasty|horrid|horrible|cruel ~1 to|with mum|mummy|mother|=her; mum|mummy|mother ~4 afraid|scared|frightened ~2 of|what @dad|@partner|=him|husband|he
        shout|call|say ~4 stupid|useless|fat woman|cow|bitch && mother|mum|=her; learnt|learned|copies|copying|like|gets_it ~5 from ~2 dad|father|stepdad && shout|hit|mother|mum|names|aggressive; @no ring|call|phone|text|email|message ~8 he|husband|partner; he|husband|partner ~3 want ~2 know ~2 who|where|why; scared|careful|worth ~6 set_off|upset|kick|trouble && husband|he|partner|dad && mum|she|us; mum|mother|she ~3 @no allowed|permitted ~3 work|drive|phone|friends|family|leave|out|money`,
    },
  ]),
  ...signsOf('honour-based-abuse-fgm', [
    {
      id: 'marriage-shame-or-cutting',
      severity: 4,
      why: 'Signs of forced marriage, of violence for the family’s name, or of FGM.',
      patterns: `fiance|engagement|engaged|betrothed|promised|nikah|rishta|suitor|groom|wedding|marriage ~10 @no ~3 know|choose|chosen|want|met|agree; engagement|nikah|marriage|wedding ~3 announce|fixed|arrange ~4 ${ABROAD}|=her|him|without|summer; his|her|my engagement|nikah|marriage|wedding ~2 announce|fix|arrange; man|husband|cousin|stranger|groom|someone ~5 waiting|chosen|picked|found ~2 for =her|me|him && ticket|${ABROAD}|family|parent|marry
        disgrace|shame|dishonour|ruin|blacken|stain ~4 family|name|parents|community|us|brothers; family name|reputation; ~2 be dealt with && family|relative|name|uncle|brother; rather|sooner ~2 see|have ~3 dead|ground|buried|grave; kill|dead|hurt ~6 with|see|seen|talking ~3 boy|boyfriend && dad|brother|family|uncle|father
        gay|lesbian|bisexual|trans|queer ~14 cure|cured|exorcism|marry|married|back_home|conversion|honour|heal|pray; sister|cousin ~6 go|taken|sent|holiday|${ABROAD} ~6 never|@no ~2 return|back|come|seen; sister|cousin ~4 never|@no ~1 return|come ~4 holiday|${ABROAD}|trip
        parts|bits|skin|piece ~6 take|taken|cut|remove ~3 off|out|away ~6 little|aunt|down|baby|nan; cut|remove|sewn|stitch ~4 down_there|down there; infibulation|deinfibulation|clitoris|labia; type one|two|three|# female_genital_mutilation; mum|mother|aunt|sister ~6 female_genital_mutilation; long|ages ~2 time? ~2 toilet|bathroom|loo ~14 return|since|back|after ~6 holiday|trip|weeks|${ABROAD}; @no|difficulty|uncomfortable|pain ~3 sit|walk|stand ~10 since|after|return ~4 holiday|trip|weeks|${ABROAD}
        take|taking|send|fly|going ~8 to be? ~1 marry|married|wed; marry|married ~3 someone|man|cousin|him ~6 met|once|video|older|old|chosen; the cut && girls|family|nan|grandmother|woman|every; cut ~4 like ~4 girls|sisters|cousins|mum`,
    },
    {
      id: 'policed-by-family',
      severity: 3,
      why: 'Relatives police who the young person sees, what they wear or whether they stay in education.',
      patterns: `brother|cousin|uncle|community|relative|family ~5 follow|watch|escort|spy|photo|monitor ~8 who|boy|boys|college|school|scarf|hijab|sits|talk; see|seen|caught|spot|photo ~6 holding|kiss|boy|boyfriend|scarf|hijab ~12 kept|locked|brothers|no_more|cousin|uncle|disgrace|stopped; brother|cousin|uncle|aunt|relative ~2 saw|see|seen|caught|photo ~4 ~6 boy|boyfriend|scarf|hijab; no more school|college ~6; stop|leave|finish|taken ~3 school|college ~6 marry|married|abroad|housework; take|wear|remove ~3 scarf|hijab ~6 off && relative|family|dad|brother|trouble|uncle
        leave|holiday|trip|travel|visit ~14 family|special celebration|ceremony|occasion && sister|girl|girls|daughter|she|her; one way ticket|tickets|flight; family|parents|mother ~8 travel|trip|flying ~4 country of origin; passport ~4 hidden|taken|hide|spoon; engaged|promised ~2 to? ~2 cousin|man|older|family_friend; honour|izzat|sharam|sharm
        uncle|brother|cousin|family|father ~6 look|search|drive|hunt ~4 for =her && boy|lad|boyfriend|muslim|sikh|hindu|christian|white|black|friend; sikh|muslim|hindu|christian|white|black|jewish boy|lad|girl|boyfriend && family|uncle|brother|parent|dad|secret|find|found; boyfriend ~6 secret ~6 family|religion|culture|brothers|dad|parents`,
    },
  ]),
  ...signsOf('parental-mental-health', [
    {
      id: 'described',
      severity: 2,
      why: 'What a parent says, does or is treated for points to poor mental health.',
      patterns: `${PARENT} ~3 @no ~2 open|answer|draw ~2 curtains|post|door; ${PARENT}|she|he ~2 sit|lie|stare ~3 dark|wall|bed && mum|dad|mother|father|@no; ${PARENT} ~10 @no|cant ~2 see ~2 point|future; ${PARENT} ~12 @no ~2 know ~2 how ~5 through|cope|manage|carry_on; ${PARENT} ~6 end|breaking|rock tether|rope|point|bottom; ${PARENT} ~3 @no ~1 =herself|=himself $; ${PARENT} ~2 @no|isnt ~1 herself|himself ~2 lately|recently|since|at_the_moment
        ${PARENT} ~8 lithium|sertraline|fluoxetine|citalopram|olanzapine|quetiapine|clozapine|antipsychotic|antidepressant|depot|mirtazapine|nerves; ${PARENT} ~8 panic|anxiety attack|attacks; ${PARENT} ~8 personality disorder; ${PARENT} && mental_health act|team|ward|unit|hospital|crisis|service; ${PARENT} ~6 cmht|cpn|home_treatment|sectioned|psychosis|inpatient|breakdown|manic|paranoia|delusion|ocd|eupd|bpd|agoraphobia
        ${PARENT} ~14 believe|think|convinced ~4 neighbours|people|they|someone|government ~3 film|watch|follow|spy|poison|listen; ${PARENT} ~2 head ~2 @no|isnt|poorly|bad|wrong|messed; poorly|sad|bad|ill ~2 head && mum|dad|mummy|daddy; ${PARENT} && wash|check|clean ~6 over and over; edinburgh|epds ~3 score|scale; edinburgh score; bond ~3 baby ~; low|poor|struggling|difficulty|@no bond ~2; feel nothing ~4 cry|baby|him|her
        ${PARENT} ~12 weep|sob|cry ~2 every|all|daily|bathroom|alone; ${PARENT} ~8 unable|afraid|scared|struggle|cant|@no ~2 leave|leaving|go|face ~3 outside|people|shops|house|crowds|door; ${PARENT} ~8 signed off ~3 stress|anxiety|depression|work; ${PARENT} ~4 bad|dark|hard|low days|day|patch|place; ${PARENT} ~10 days ~1 hard|dark|bad; ${PARENT} ~8 tablets|pills|something ~3 for? ~1 mood|nerves|sleep|anxiety|depression
        ${PARENT} && barely|hardly|@no ~2 dress|wash|eat|get_up|leave ~6 weep|snap|cry|days|weeks|bed|house; ${PARENT} && weep|sob; my mum|dad|mother|mummy hear|hears|sees|talks ~5 people|things|voices|herself|himself|walls|nobody; ${PARENT} ~8 voices|plug_sockets|demons|messages ~; ${PARENT} ~4 low in ~1 mood|self_esteem; ${PARENT} ~2 barely|hardly dress|dressed|speak|eat`,
    },
    {
      id: 'in-danger',
      severity: 3,
      why: 'A parent may be in danger from themselves, or is too unwell to keep a child safe.',
      patterns: `${PARENT} ~3 take|took|swallow ~2 all|lots|too_many|handful|overdose ~3 tablets|pills|paracetamol|medication; ${PARENT} && children|kids|family|everyone|they ~3 better off without; ${PARENT} ~4 stop ~2 take|taking ~3 lithium|medication|tablets|antipsychotic; ${PARENT} && detained ~4; ${PARENT} ~6 hospital ~4 mental_health act`,
    },
  ]),
  ...signsOf('parental-substance-misuse', [
    {
      id: 'described',
      severity: 2,
      why: 'What is seen, smelt or said points to a parent’s drinking or drug use.',
      patterns: `strong? smell|stink|reek ~3 spirits|wine|lager|cider|brandy|whisky|gin|vodka|drink|booze && ${KIN}|collect|pick|gate|home; house|home|flat|car|living_room ~3 stink|smell|reek ~2 of? cannabis|drugs|crack|alcohol; ${KIN} ~6 hardly|barely|struggle|unable|@no ~2 stand|stay_awake|focus ~4 home|pick|collect|gate|smell
        supervised consumption; script ~4 collect|daily|pharmacy|methadone; ${KIN} ~12 methadone|subutex|buprenorphine|detox|rehab|opiates|crack|heroin|amphetamine|ketamine; top|using|scoring ~2 up? on ~1 street|top|heroin; both|${KIN} ~3 in ~1 early? recovery; ${KIN} ~6 lapse|relapse; ${KIN} ~8 test ~2 positive; hair strand test; back on ~2 bottle|drink|gear|drugs|booze|crack; on the bottle|booze|gear|lash|sauce; off the wagon
        ${KIN} ~4 pub|bender ~8 every|fall|home|night|left|late|straight; ${KIN} && too much|many ~1 wine|beer|vodka|drink|=cans|alcohol; too much|many ~1 wine|beer|vodka|drink|=cans|alcohol && ${KIN}; pour|hide|tip|count|throw ~3 =cans|bottles|wine|vodka|beer|drink|cider ~4 sink|away|drain|from|mum|dad; mum|dad|daddy|mummy ~2 =cans|wine|vodka|bottle ~; ${KIN} ~4 speech ~2 slur; speech slur && parent|mum|dad|mother|father|phone; ${KIN} ~3 drowsy|incoherent|glazed|paralytic|legless|wasted|steaming|high|out_of_it|pinpoint|gouching && home|visit|gate|table|collect|door|phone|pick|foil
        foil|pipe|bong|grinder|rizla|wraps|baggies|syringe|needle|canisters|powder && home|house|visit|toddler|${KIN} && table|reach|floor|sofa|bedroom|bathroom|kitchen|car; baby ~4 withdraw|abstinence; drug|alcohol ~1 treatment|recovery service|worker|agency|team|programme && ${KIN}|family; drink|use|smoke ~6 pregnancy|pregnant|bump && alcohol|drug|cannabis|cocaine|wine|drink; crowd|people|strangers|visitors ~6 smoke|smoking|drug|cannabis|using ~6 house|ours|home|flat
        ${KIN} && eyes ~3 roll|glazed|bloodshot|pinpoint; ${KIN}|she ~3 nod ~1 off && foil|meeting|gate|visit|slur|eyes; tin foil|pipe && bag|pocket && ${KIN}; count|watch ~3 glasses|drinks|bottles|=cans && she|he|mum|dad; #|two|three|four|five|six|too_many glasses|bottles|=cans && shout|asleep|mum|dad|angry; glasses ~3 have|had && shout|mum|dad|bed`,
    },
    {
      id: 'incapable',
      severity: 3,
      why: 'A parent is found incapable, or in charge of a child, through drink or drugs.',
      patterns: `${KIN} ~4 collapse|unconscious|unresponsive|passed_out ~10 needle|drug|alcohol|vodka|drunk|drink|wine; needle|syringe ~3 arm|leg && ${KIN}; ${KIN} && @no|refuse ~2 release|hand|let ~5 && smell|spirits|alcohol|drunk|cannabis|stand; ${KIN} ~6 hardly|barely|@no stand ~8 collect|pick|home_time|home|gate; foil|needle|syringe|pipe|powder|methadone ~8 reach ~4 toddler|baby|child`,
    },
  ]),
  ...signsOf('young-carer', [
    {
      id: 'tasks',
      severity: 2,
      why: 'The child does what an adult would do for a parent, brother or sister.',
      patterns: `get|dress|feed|bath|walk|take|put|wash|change|settle|wake|drop ~3 brother|sister|sibling|little_ones|little ones|twins|younger|baby ~4 up|dressed|ready|breakfast|primary|nursery|bed|down|school ~4 before|herself|himself|every|own|then|and ~3; do|make ~1 their|siblings breakfast|lunch|tea|washing|dinner; lift|turn|hoist|carry|wash|toilet|bath|undress ~3 ${CARED_FOR}|=her|him ~4 bath|bed|chair|wheelchair|toilet|commode|over|upstairs|night|shower && mum|dad|nan|mother|father|grandad|parent|sister|brother
        know|give|sort|count|do|fetch|get|remind|prepare|set ~4 ${CARED_FOR} ~2 tablets|medication|injection|insulin|commode|bag|dressing|pads|inhaler|catheter|stoma|oxygen; be|get|go|rush|need|hurry ~3 back|home ~3 make|sort|cook|look|feed|collect|pick|put|check|mind|give ~6 tea|dinner|little_ones|little|sibling|brother|sister|mum|dad|nan|baby|grandad; @no|nobody|noone|no_one ~3 to ~1 do|look|help|give|feed|sort|turn|lift ~3 ${CARED_FOR}
        do|doing ~2 all ~2 cooking|cleaning|washing|shopping|housework|ironing|chores; do ~1 the shopping|cooking|cleaning|washing|housework && mum|dad|nan|mother|father|because|since|ill; she|he|i ~2 the mum|mummy|dad|parent|adult|grown_up ~1 now|at_home|in_the_house; man of the house; carers trust|hub|group|service|worker|centre|club|card
        make|take|do ~3 calls|phone_calls|phone ~3 bank|council|doctor|landlord|gp|benefits; translate|interpret|sign ~6 mum|mother|dad|parent|nan|appointment|hospital|doctor|bank; deaf|blind|disabled|paralysed ~1 parent|mum|dad|mother|father ~8 calls|help|relies|depend|translate|shopping|signs; worry|check|ring|phone|text|listen|anxious ~8 ${PARENT}|nan|grandad ~6 seizure|fit|hypo|fall|collapse|breathing|alone|tablets; up ~3 night|nites|nights ~3 with ~2 brother|sister|sibling|baby|mum|dad|nan|autism|disabled
        mind|babysit ~2 sibling|brother|sister|little|baby|younger|twins|children; keep|kept|stay ~2 off ~4 mind|look|care|help|babysit; since ~3 ${PARENT}|nan ~3 accident|stroke|illness|diagnosis|operation ~6 cook|clean|wash|care|help|doing|look; send ~2 out|shop && mum|dad && cant|@no ~3 go|people|shop`,
    },
  ]),
  ...signsOf('housing-poverty', [
    {
      id: 'described',
      severity: 2,
      why: 'What is described shows that the family lacks a secure, warm home, or money for essentials.',
      patterns: `family|we|they|all|children ~5 one|single|same room ~3 hotel|travelodge|hostel|house|flat; nowhere to cook|wash|play|store|put; told|ask|give|need|have ~4 be? out by ~3; leave|vacate|out ~1 the? property|house|flat|home ~3 by|end; possession order; no fault; served notice; evict; rent ~2 increase|raised|behind|owed|doubled; choose|choosing|choice ~8 heat|gas|electric|eat|food|rent; heat or eat; put ~2 money ~2 on ~2 gas|electric|meter; @no ~1 leccy|electric|heating|cooker|duvet|curtains|fridge|hob
        black mould; water|rain ~2 come|drip|pour|run ~4 ceiling|light|wall|roof|window; ceiling|roof|window|boiler ~3 collapse|boarded|broken|caved|condemned|leak ~3 && home|house|flat|landlord|council|cold; hours|shifts ~4 cut|reduced && mum|dad|parent|work|pay|trip && @no|afford|instalments|pay|struggling; instalments|pay_in_parts; cant|@no ~3 get|buy|pay|replace ~6 until|till ~4 paid|payday|friday|monday|month|wages; payday|pay_day ~; sanction ~4 benefits|universal_credit|jobcentre; @no benefits ~; benefits|universal_credit|pip|wages ~3 stop|sanction|late|delayed|cut|suspended
        trussell|hamper|community_fridge|pantry|baby_bank; bailiff; pawn|pawned; prepay|prepayment; ccj; different|other ~1 peoples|friends|houses|sofas|people ~1 each|every|night; council ~5 waiting|list|rehouse|emergency|bid|wait ~2; waiting ~2 council|housing ~4; to|share a? mattress; sleep|mattress ~3 floor|armchair|bath|cushions; warm ~3 && launderette|library|laundrette|mcdonalds|bus && home|leccy|heating|electric; home office ~6 moved|dispersed|accommodation|notice; skip|skips|skipping|go|goes|going ~2 meals|without ~4 so|feed|eat|children|food && mum|dad|parent
        council ~3 put|move|place|house ~3 us|them|family|in; family|them|us|they|we ~6 b_and_b|bed_and_breakfast|bnb|b; kettle|microwave && room|cook|hotel|only|five|family; meter ~2 empty|gone|out; candle|candlelight|torch ~6 week|electric|meter|light|home; @no ~1 money ~6 till|until`,
    },
  ]),
  ...signsOf('bereavement-family-change', [
    {
      id: 'described',
      severity: 1,
      why: 'A death, an absence or a new shape of the family, told indirectly.',
      patterns: `@mum|@dad|nan|grandad|uncle|aunt|brother|sister|cousin|friend passed on|away|over|last|this|yesterday|suddenly|at|in; @mum|@dad|nan|grandad|uncle|aunt|brother|sister|baby ~3 heaven|stars|angel; weeks|months|days to live; be ~4 been ~5 birthday ~2 today|tomorrow|this && would|wouldve; years mind; order of service; ashes|grave|cemetery|headstone|cremation|eulogy|wake ~6 @mum|@dad|nan|grandad|brother|sister|uncle|aunt; lost|losing ~1 our|the|her|their baby|twins|pregnancy; =lost our|my|her|his ~1 mum|dad|nan|grandad|son|daughter|husband|wife|brother|sister; died ~2 suddenly|unexpectedly|recently|weekend
        @mum|@dad ~3 new|own|different|separate flat|house|place|home; living|live ~1 apart|separately; @no longer|more together && parents|mum|dad|we|they; =my husband|wife|partner and i ~4 separate|split|apart|divorce; go|went|moved|moving|send|sent ~2 live ~2 with ~3 aunt|nan|dad|mum|grandparents|uncle|cousin|grandad; miss ~2 old house|home; placement ~2 move|end|broke|breakdown; carer|carers give ~1 notice; @dad|@mum|brother ~2 get|give|serve|do|sentence ~1 #|two|three|four|five|six|eight|ten|eighteen year|month; @dad|@mum|brother ~3 inside|sent_down|locked_up|remanded|jailed; stepdad|stepmum ~6 move|moving ~1 in; share|shares ~3 bedroom|room ~6 stepbrother|stepsister|boyfriend|partner; mum|dad|stepdad|partner ~1 walk|walked out ~3
        mum|dad|parents|we ~4 decide ~3 part|separate|split; part|parted|parting ~2 ways && mum|dad|parents; brother|dad|mum|@dad|@mum ~2 been? sent_down; sent down && brother|dad|mum|uncle`,
    },
  ]),
];
