import { signsOf } from './signsOf.ts';

/**
 * School life and agencies. Sources: Working together to improve school attendance (DfE 2024), Summary of
 * responsibilities for EBSA (local authority guidance), Preventing and tackling bullying (DfE), KCSIE part five,
 * Children Act 1989 s17, s31 and s47, Children Missing Education (DfE 2025).
 */
export const SCHOOL_AND_AGENCIES = [
  ...signsOf('bullying-child-on-child', [
    {
      id: 'bullying',
      severity: 2,
      why: 'Other children are said to bully, threaten, hurt or shut the child out.',
      patterns: `bully ~2 !anti|week; bullied|bullying|bullies ~2; =picked|=picking|=picks on ~3; ganged|ganging ~2 up ~3; harassed|intimidated|targeted|tormented|threatened ~4 by ~3 peers|peer|pupils|pupil|boys|girls|group|classmates|older|year|children|others|friends; racist|racial|homophobic|transphobic|islamophobic|antisemitic|ableist|biphobic|prejudiced ~2 comment|comments|abuse|bullying|language|slur|slurs|name|names|remarks|remark|incident|incidents|jokes|term|insult ~; comments|comment|teased|mocked|laughed|mimicked ~4 accent|religion|race|skin|colour|weight|hijab|disability|autism|clothes|hair|glasses|teeth|family|mum|smell|shoes|ability|poor|ethnicity|sexuality|gender; ostracised|shunned|isolated ~3 from|by ~4 group|peers|friends|games|game|friendship|party|chat|warm|activities|others|team; beaten|kicked|punched|hit|pushed|slapped|attacked|jumped|tripped|spat|assaulted ~4 by ~4 peer|peers|pupil|pupils|boys|girls|group|classmate|classmates|child|another|year|others|older|lads; taken|takes|took|take|stole|stealing|hiding|hides|demanding|demanded ~3 lunch_money|dinner_money|his_bag|her_bag|belongings; =names called; called ~2 names; name calling; calling ~3 names; teased|teasing|taunted|taunting|tormenting ~3; peer ~1 on ~1 peer; child ~1 on ~1 child; others|peers|pupils|boys|girls|kids|children|classmates|group ~4 laughing|laugh|laughed|tease|teased|mocking|whispering|name|unkind|mean|horrible|nasty|hit|kick|push ~3 at|him|her|them|me|about|to; rumours|rumour ~4; @no ~1 one ~3 play|plays|sit|sits|talk|talks ~2 with|to ~1 him|her|me|them; nobody ~2 play|plays|likes|talks|wants ~3`,
    },
    {
      id: 'falling-out',
      severity: 1,
      why: 'Falling out, unkindness or being left out by other children.',
      patterns: `excluded|excluding|exclude|left_out ~3 from|by ~4 group|peers|friends|games|game|friendship|party|chat|warm|activities|others|team; friendship ~1 issues|issue|problems|difficulties|fallout|breakdown|concerns|conflict|problem|worries|group ~4 !good; friendship group ~4 upset|left|excluded|argument|fall; fell|falling|fallen ~1 out ~2 with ~3 friend|friends|best|group|peers|girls|boys; fallen out; fall out; falling ~1 out; friends ~4 @no talking|speaking; unkind|nasty|mean|hurtful|horrible|cruel ~2 message|messages|comments|comment|words|texts|note|notes|remarks|names|to|about|by|towards ~3; unkind|unkindness ~2; being ~1 mean|horrible|nasty|unkind; left ~1 out ~3 of|by|at|game|friends|group|again|playtime|feels|feeling|felt; feel|feels|feeling|felt|being|been left out; ignored|ignoring|ignore|blanked ~3 by|her|him ~3 friend|friends|peers|group|girls|boys; best friend ~3 new|has|another; group_chat ~3 issue|issues|upset|fallout|about|argument|unkind|nasty|comments|removed|problem; comments|comment ~3 group_chat|online ~3; peer ~1 conflict|issues|problems|pressure|influence|difficulties; snatched|took ~3 toy|hat|bag|pencil|ball ~3 from ~2 him|her; excluded|excluding ~3 game|play|playground ~2; wouldn't let|wont let|not letting ~3 play|join|sit`,
    },
  ]),
  ...signsOf('attendance-punctuality', [
    {
      id: 'figures-or-pattern',
      severity: 1,
      why: 'Absence, lateness or a fall in attendance.',
      patterns: `=attendance ~6 # ~; =attendance ~4 fallen|dropped|low|poor|concern|concerns|below|declining|declined|dip|dipped|drop|fall|deteriorated|decreased|persistent|irregular|sporadic|erratic|falling|slipping|monitoring|down|meeting|panel|plan|officer|letter|warning|issues|worsening|reduced|target|contract|worse|suffering|suffered|problem|affected; dip|drop|decline|fall|poor|low|irregular|declining|reduced|erratic ~2 in? ~1 =attendance; persistent|persistently absence|absent|absentee|late|lateness; absent|absence|absences ~3 !leave|note|authorised|excused; unauthorised ~2; truant|truanting|truancy|truanted|bunking|bunked|skiving|skived|wagging|skipping_school ~3; skip|skipped|skipping|missed|missing|misses|miss ~3 school|lesson|lessons|class|classes|period|periods|session|sessions|registration|days|college|deadlines_no|afternoon|morning|day|exam|reg ~2 !bus; late ~2 to|for|at|in ~2 school|lesson|lessons|class|registration|reg|period|tutor|college|form|nursery; late ~1 again|today|every|mark|marks|arrival|arrivals|code|gate|slip|detention|x|three|twice|by|# ~; arrived|arrives|arriving|came|comes|turned|coming|in|came_in ~2 ~2 late; late ~2 arriving|arrival; arrived ~3 # ~1 minutes|mins|min ~1 late; minutes|mins|hour|hours|half|min late; persistently|always|frequently|often|regularly|constantly|usually late; lateness|punctuality|overslept|oversleeping|oversleeps|slept_in ~3; slept ~1 in ~2; @no ~2 attend|attended|attending ~3 school|lesson|lessons|afternoon|morning|session|sessions|today|college|class|this|since|week; refused|refusing|refuse|declined ~2 attend ~3; @no ~2 in ~1 school ~3; @no ~2 at ~1 school ~3; off|stayed_off|kept_off ~2 school ~3 again|today|week|days|since|for|another|#; kept|keeping|keeps|stayed|stays ~2 off|home ~3 school|again|because|today|look|help|days|lessons; single days off; days|day ~2 off ~3 pattern|again|every|mondays|fridays|monday|friday|sick|this|week|month; every|most|always|pattern ~3 monday|friday|mondays|fridays ~4 absent|off|late|absence; walked|walks|left|leaving|leaves|ran|truanted|absconded ~3 out|off|site|school|lesson|class ~3 site|without_permission|early ~3; leaves|left|leaving|collected ~2 school? ~1 early ~3; called|rang|text|phoned|contacted ~4 @no ~1 answer|reply|response|contact ~4 absence|absent|=attendance|school|late|text; penalty|fixed_penalty notice|fine|fines|warning ~3; fine ~3 absence|holiday|=attendance|unauthorised; holiday ~4 term ~1 time; term time ~2 holiday|leave|absence; =nonattendance; non ~1 =attendance|attender; @no ~1 reason|contact|call|explanation ~3 absence|absent; absence ~3 unexplained|unreported|@no; attendance_officer ~3; missing_education ~2; period ~3 absence|absences; =attendance ~3 because|anxiety|caring|illness; school|college|nursery ~2 contacted ~3 absence; @subject ~2 absent ~2`,
    },
    {
      id: 'serious',
      severity: 2,
      why: 'A long or unexplained absence, or very low attendance.',
      patterns: `absent ~4 # ~2 consecutive|days|weeks ~3; consecutive ~3 absence|absences; =attendance ~4 10%|15%|20%|25%|30%|35%|40%|45%|48%|50%|52%|55%|58%|60%|61%|62%|63%|64%|65%|66%|67%|68%|69%|70%|71%|72%|73%|74%|75% ~; severe|severely|prolonged absence|absent|absentee; =not|nobody|hasnt|havent|no ~2 been? seen ~4 weeks|days|since|fortnight|month; @no ~2 been ~2 school ~3 weeks|days|since|fortnight|month|all; missing_education; @no ~2 contact|communication|response ~5 family|parents|home ~4 absence|absent|days|weeks|attempts|despite`,
    },
    {
      id: 'unreachable-while-absent',
      severity: 3,
      why: 'A child absent for days whose family cannot be reached has not been seen by anybody.',
      patterns: `@no|unable|cannot|failed ~2 contact|communication|reach|response ~8 attempts|calls|visit|visits && family|parents|mum|dad|carer; last|@no contact|seen ~5 days|weeks ago|unknown; family ~2 may|have|has ~3 moved|left|gone|disappeared`,
      faint: true,
    },
  ]),
  ...signsOf('school-avoidance-ebsa', [
    {
      id: 'avoidance',
      severity: 2,
      why: 'Worry or distress is keeping the child from school.',
      patterns: `school_refusal ~2; refuse|refused|refusing|refuses|reluctant|unable|struggling|struggles|cant|couldnt|wont|wouldnt|scared|afraid|hates|dreads ~4 come|attend|coming|leave|enter|go|going|get|attending ~3 school|college|building|gate|house|class|lessons|classroom|in ~4; refused|refusing|refuses ~2 attend ~4 ; anxious|anxiety|worried|panic|scared|distressed|tearful|upset|crying ~5 attend|attending|coming|going|come|go|entering|leaving|gate ~3 school|college|in|class|lessons|classroom|drop_off|building; attendance|absence|absences|absent|off ~6 anxiety|anxious|panic|worries|distress; anxiety|anxious|panic ~8 attendance|absence|absent|off_school|attend|school_refusal; school ~1 anxiety|related_anxiety|phobia; @no ~2 want ~3 come|go|attend ~3 school|in ~; didnt|dont|doesnt|did|wouldnt|wont|not want|wanting ~2 come|go ~1 in ~; wouldnt|wont|would|refused|refusing|refuses ~3 come ~1 in ~; wont|wouldnt|refused|refusing|refuses|cant ~3 get ~2 car|bed|dressed|taxi ~4 school|morning|anxiety; wont|wouldnt|cant|couldnt|refused|refuses ~3 leave|come_out_of ~2 house|bedroom|room|car|bed ~; clinging|clings|clung ~3 mum|dad|mother|parent|gate|car|door ~4 gate|drop|school|morning|separation|door|tears; separation anxiety; prised|peeled ~4; hiding ~3 car|bedroom|under ~4 school|morning|drop; home ~1 tutor|tuition|tutoring ~3 anxiety|refus|unable; stomach|tummy|headaches|sick|aches ~6 school|sunday|mornings|monday|every_morning ~4 anxious|anxiety|worry|refus|before|nerves; meet ~1 and ~1 greet; phased return ~4; reintegration ~3; soft start; part_time ~3 anxiety|anxious`,
    },
  ]),
  ...signsOf('behaviour', [
    {
      id: 'incident',
      severity: 1,
      why: 'A behaviour incident in school.',
      patterns: `detention|detentions|sanction|sanctioned|consequence|isolation|suspended|fixed_term|permanent_exclusion|exclusion|on_call|=removal|=parked|warned|reprimanded|consequences ~3 !social; on report ~3; behaviour ~1 points|report|log|plan|incident|concerns|issues|card|chart|problems|policy|contract|panel|meeting|difficulties|challenging|deteriorated; behaviour ~4 deteriorated|worse|poor|challenging|concern|unacceptable|disruptive|declined|concerns|escalating|escalated|kept|excluded; poor|disruptive|challenging|defiant|aggressive|unacceptable|antisocial|risky|negative|rude|silly|inappropriate|dangerous|escalating|worsening|bad ~1 behaviour|attitude|conduct; anti ~1 social ~1 behaviour; antisocial ~2; disrupt|disrupted|disrupting|disruptive|disruption|disturbing|disturbed|disruptive ~3 lesson|class|learning|others|pe|in|lessons|assembly|level|the|maths|teaching; low level disruption; calling out ~3; call|shouting|shouted|called out ~2 !bullying; talking ~2 back|over|repeatedly; repeated|constant ~1 talking|chatting; refused|refusing|refuses|refusal ~4 follow|listen|work|instructions|comply|hand|put|sit|leave|move|complete|participate|join|instruction|enter|engage ~3 !eat|school|home; would not ~3 put|listen|sit|follow|stop|work|do|complete; defiant|defiance|rude|rudeness|cheeky|insolent|argumentative|backchat|answered_back|confrontational|oppositional ~3; swore|swearing|sworn|swear|abusive_language|foul|obscene|profanity ~3; threw|thrown|throwing|throw|flipped|tipped|kicked|kicking|punched|slammed|ripped|smashed|snapped|destroyed|damaged|damage|broke|vandalised|hit|punching|trashed|upturned ~3 chair|table|chairs|tables|display|door|wall|equipment|books|book|property|window|stone|stones|pencil|pencils|furniture|bin|classroom|desk|work|shoe|toy|toys|objects|items|food|bottle|fire; damaged|snapped|destroyed ~2 display|property; fight|fighting|fought|fights|scuffle|altercation|altercations ~4 pupil|pupils|student|peer|peers|playground|break|lunch|yard|field|corridor|another|boys|girls|between|two|with|lesson|in|at|verbal|school|lads; altercation ~3; verbal ~1 altercation|abuse|aggression ~3 !mum|dad; physical ~1 altercation|aggression ~3; conflict ~3 peer|peers|pupil|pupils|group|between|classmate|another; play fighting; playfight|playfighting|rough_play ~3; rough play; lashed|lashing|lashes|kicked|hit|hitting|punched|pushed|bit|bitten|biting|bites|spat|spitting|scratched|slapped|shoved|attacked|assaulted|headbutted|hurt|hurting|kicks|hits|pushes|pushing|kicking|punching|strangled|threatened ~3 out ~; @subject ~3 hit|kicked|punched|pushed|bit|spat|scratched|slapped|attacked|hurt|pushing|hitting|kicking|biting|shoved|headbutted|tripped|threatened|hits|bites|kicks|lashed ~3 staff|teacher|peer|peers|pupil|another|child|children|boy|girl|friend|others|adult|member|teaching_assistant|classmate|ta|classmates|student; ^ hit|kicked|punched|pushed|bit|spat|scratched|slapped|shoved|headbutted|threatened ~2 staff|teacher|peer|another|child|pupil|boy|girl|member|classmate; lashed ~1 out; dysregulated|dysregulation|meltdown|meltdowns|tantrum|tantrums|outburst|outbursts|aggressive|aggression|escalated|restraint|restrained|positive_handling|team_teach|reset_room ~3; left|leaving|walked|ran|leaves|stormed|runs ~2 out? ~1 of? ~2 class|classroom|lesson|lessons|room ~3 without|permission|returned|angry|again|anger|upset|and|refused|site; stormed ~2; lost ~1 temper|control; anger|angry ~1 outburst|outbursts|issues; phone ~2 confiscated|away|out ~3 lesson|reading|class|refused|handed; confiscated ~3; @no ~1 homework ~3; lost|losing|loses|missed ~1 break|playtime|golden|lunch ~2 time; break ~1 time ~1 lost; name ~1 on ~1 board; restorative ~3; counselling ~1 session ~2 behaviour; trouble ~4 local|locally|neighbours|neighbourhood|school|area|community|estate|keeps; getting ~2 into ~2 trouble; cheating|cheated|plagiarism|stealing|stole|theft|stolen|shoplifting|shoplifted|shoplift|graffiti|vandalism|arson ~3 !food|biscuits|snack|lunch|bed|toast|sandwiches|fruit; messing ~1 around|about; running ~3 corridor|around_class; distracted|distracting|off_task|chatting|fidgety|silly ~3 others|lesson|class|peers|again|warning|warned|throughout; @no ~1 listening|engaging|following|working|complying|co_operating ~3 instructions|lesson|class|staff|rules|work; behaved ~1 badly|poorly|inappropriately; kept ~1 out ~2 of ~2 clubs; smoking_area; uncooperative|unruly|hyperactive|impulsive|disobedient ~2; sent ~2 out ~3 lesson|class|swearing|behaviour|; sent ~2 to ~1 headteacher|head|office|slt|isolation ~3 for|after`,
    },
    {
      id: 'grave',
      severity: 2,
      why: 'A grave behaviour incident: injury, repeated violence or exclusion.',
      patterns: `fixed_term ~3; permanent_exclusion ~2; at risk of ~2 exclusion|permanent; suspended ~4; suspension|exclusion|excluded ~4 days|day|school|assault|following|after|from_school; restrained|restraint|positive_handling|physical_intervention ~3; physical intervention; assaulted|attacked ~3 staff|teacher|member|pupil; set ~3 fire ~3; out_of_control ~2; violent ~3 towards|behaviour|incident ~3 staff|pupils|peers|mum|parent|home; hits|hit|violent|aggressive|attacked|attacks|threatens ~4 mum|mother|parents|nan ~4 son|he|she|daughter|his|her`,
    },
  ]),
  ...signsOf('police-involvement', [
    {
      id: 'police',
      severity: 2,
      why: 'The police are involved with the child or family.',
      patterns: `police ~3 !officer_visit|talk|station_visit|car_toy|assembly|costume|museum; police ~1 attended|called|involved|report|reference|officer|officers|incident|investigation|notified|contacted|informed|visited|came|station|custody|interview|aware|log|disclosure|bail|raid|protection|check|welfare|arrested|crime; arrested|arrest|arrests|cautioned|charged|bailed|custody|probation|criminal_record|prosecuted|convicted|conviction|warrant|raided|raid ~3 !with_caring|phone|battery|child_custody; youth ~1 offending|justice ~2; =yot; =yos; =yjs; community ~1 resolution|protection_notice|order; crime ~1 reference|number|report; stop ~1 and ~1 search; stopped ~1 and ~1 searched; operation_encompass; public ~1 protection ~1 notice; =ppn; =merlin; released ~3 bail; restraining order; =101 ~2 called|rang|reported; 999 ~3; =cid; crimestoppers; court ~3 offence|charged|youth|magistrates|criminal`,
    },
  ]),
  ...signsOf('social-care-involvement', [
    {
      id: 'statutory',
      severity: 3,
      why: 'A child protection enquiry, plan or court order, or an urgent referral.',
      patterns: `section_47 ~2; child_protection_plan ~3; child_protection ~3; emergency|interim ~1 protection|care ~1 order|proceedings; =epo; =ico; =plo ~2; pre proceedings; care ~1 proceedings|order; removed ~4 parents|home|care; accommodated ~3 section_20; section 20; placed ~3 foster|care|relatives|with; strategy ~2 meeting|discussion; referral|referred|refer|contacted|reported|called ~5 social_care|mash|=lado ~5 immediately|today|urgent|urgently|same|hour|now; urgent|immediate ~2 referral ~3; social_worker ~2 visit|visiting|attending ~3 today|tonight|immediately; =lado ~2; police ~4 social_care ~4 immediately|contacted|informed|called`,
    },
    {
      id: 'involved',
      severity: 2,
      why: 'Children’s social care or early help is working with, or has been asked to help, the family.',
      patterns: `social_care ~3; social_worker ~3; child_in_need ~2; section_17 ~2; early_help ~3; referral|referred ~4 social_care|early_help|mash|lado|family_support; safeguarding ~1 referral ~2; referral ~3 safeguarding|made_to_children; looked_after ~2 !child_by|her|his|well|mum|siblings; =caf ~3; =tac|=taf ~2 meeting; =lac|=cla|=cic ~1 review|child|pupil; =pep ~2 meeting|review; external ~1 agency|agencies ~4 ; multi ~1 agency ~3; outside agency|agencies; safety ~1 plan ~4; caseworker ~3; case ~2 remains|open|closed|transferred|allocated; family =support|group_conference ~3; family =support ~1 worker; foster_carer ~3 reports|concerned|contacted|placement; placement ~2 ; children's home; residential ~1 home|care|placement ; =sw ~3; =ifd; =iro; virtual school; needs ~3 social_care ~1 assessment; parenting ~1 course|programme|support ~3; health_visitor ~3; =nspcc|childline|barnardos ~4 referred|contacted|referral|call; support ~2 programme ~4 refer|referred|family; supervised ~2 contact|visit; social_care ~2 referral|assessment; =sw ~1`,
    },
  ]),
  ...signsOf('parental-conflict-with-school', [
    {
      id: 'conflict',
      severity: 1,
      why: 'A parent is at odds with the school or its staff.',
      patterns: `parent|parents|mum|dad|mother|father|carer|nan|stepdad|family|grandparent ~5 unhappy|complain|complained|complaint|complaints|complaining|angry|abusive|aggressive|shouted|shouting|dissatisfied|upset|demanded|demanding|furious|irate|hostile|threatening|threatened|swore|rude|confrontational|disagreed|disagrees|refused|refusing|cross|argued|arguing|criticised|criticising|frustrated|disputes|disputed ~5 school|staff|teacher|headteacher|office|receptionist|detention|decision|policy|uniform|homework|about|reception|gate|phone|governors|head|meeting|tutor|another_parent|parent|sanction|us|head_of_year|class_teacher|ta|solicitor|handled; complaint|complained|complaints ~4 school|governors|governor|formal|ofsted|headteacher|chair|trust|teacher|parent|mum|dad|procedure|stage; formal complaint; @no ~1 satisfied ~5; letter|written|wrote|email|emailed ~3 governors|chair|ofsted|mp|solicitor|papers ~3; ofsted ~2 complaint|complain|contacted|contact; solicitor|solicitors ~3 letter|school|parent|legal; banned|barred ~3 site|premises|school ; social_media ~2 post ~4 criticising|school|teacher|about; post|posted|posts|facebook ~5 criticising|criticised|slating|complaining|about_school|negative ~3 school|policy|teacher|staff|uniform; arguing|argument|altercation|dispute ~4 parent|parents ~3 playground|gate|school|gates|carpark|another; another parent ~3 arguing|argument|playground|shouting; refused|refuses|refusing|declined|declines|@no ~3 engage|meet|attend|consent|permission|speak|respond|cooperate|work ~4 school|meeting|meetings|referral|staff|support|assessment ~3 parent|mum|dad|parents; parent|parents|mum|dad|mother|father ~3 refused|refuses|refusing|declined|withdrew|withdraw ~3 consent|permission|meeting|engage|support|referral|assessment|agree|attend; relationship|communication ~3 broken|breakdown|difficult|strained|tense ~4 school|parents|family; hung ~1 up ~3; slammed ~1 phone ~1 down; shouted ~2 at ~2 staff|receptionist|teacher|office|headteacher; withdraw|withdrawing|remove|removing|taking ~4 school ~2 because|unhappy|dispute|disagreement`,
    },
  ]),
  ...signsOf('school-move', [
    {
      id: 'move',
      severity: 0,
      why: 'A change of school, now or planned, or a child arriving or leaving mid-year.',
      patterns: `moved|moving|move|transferred|transferring|transfer|changing|change|changed|changes|new|leaving|leave|joined|joining|left|switch|switching|start|starting|started|starts ~3 school|schools|academy|setting|college|provision ~3 !coat|uniform|year_group|work|holidays|late|early|site|trip|council|meal|meals|bag|shoes|term|week|day|run|early|without|clubs|club; mid ~1 year ~2 admission|transfer|move|joiner|starter; in ~1 year ~2 admission|transfer; =ctf ~2; school ~1 place ~4 applied|new|another|offered|waiting|@no; waiting|wait ~4 school ~1 place; family ~3 moved|moving|relocating|relocated|move ~3 ; moving|moved|move|relocating|relocated ~3 area|house|away|address|abroad|country|town|city|county ~4; new ~1 to ~1 school|area|the_school; previous ~1 school ~3 records|file|concerns|moved|transfer|joined|sent; admission|admissions ~2 form|application|new|mid; last day ~3 ; leaving ~3 school ~3; unregistered|deregister|deregistered|deregistering ~2; re_integration; moving|move ~4 back ~2 to ~3`,
    },
    {
      id: 'unsettled',
      severity: 1,
      why: 'Leaving the roll, home education, a managed move or several moves can leave a child unseen.',
      patterns: `off roll|rolled|rolling; home_education; managed ~1 move; permanent_exclusion && move; fair access; third|fourth|fifth|several|many|multiple ~1 school|schools; alternative provision; pupil referral unit; =pru; deregister; neighbours ~4 moved; family ~3 moved && @no|may|unknown|contact|whereabouts`,
    },
  ]),
];
