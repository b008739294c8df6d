import type { ConcernCategory } from '../../taxonomy.ts';
import { MASKS_RISK_AND_HEALTH } from './masksRiskAndHealth.ts';
import { MASKS_HARM_AND_FAMILY } from './masksHarmAndFamily.ts';
import type { Mask } from './rule.ts';
import { splitPatterns } from './signsOf.ts';

/** What each group of harmless uses hides, with the uses. */
const WRITTEN: readonly (readonly [
  id: string,
  hides: readonly ConcernCategory[] | 'all',
  patterns: string,
])[] = [
  [
    'school-stationery-and-stories',
    'all',
    `hungry caterpillar; cut out ~2 shapes|pictures|paper; cutting and sticking; cutting out; sick bay; drug|drugs education; sex education; sex and relationships; relationships and sex; alcohol gel|wipes; hand gel; fire drill; knife and fork; butter knife; cake knife; plastic knife; knife skills; =fight ~1 song; dead line|ends; killing time; died down; dead tired;
     smoke alarm; shot put; shoot hoops; shooting hoops|practice; beat ~2 record|score|personal|time|level|team; beat boxing; beat the clock; hit the ball|target|note|jackpot; hit ~2 target|targets|milestone; heart beat; knocked off|over ~2 tower|blocks|cup|drink; strike a pose; abuse of ~1 apostrophe; burn calories; burning ~1 question; cut grass; bruised ~1 apple|banana; within|in half an hour; black friday; wave|ball ~2 hit ~1 me|him|her|them; hit ~2 by ~2 ball|wave|door|swing|bat|frisbee;
     play|played|playing ~1 dead; police|fire officer|officers ~2 visit|talk|assembly|came ~4 assembly|class|talk|nursery|reception; people who help us; lost ~2 tooth; wobbly tooth; sleep over|overs; sleepover; pyjama day; own clothes day; non uniform; mufti; odd socks; world book day; dress up|dressing up; bake sale; food tech|technology; cooking session|club; harvest festival ~4; food ~2 donations|collection`,
  ],
  [
    'forms-and-records',
    'all',
    `signature|form|log|page|paperwork|document|record|slip|letter|consent|register|mark ~3 =missing; missing ~2 ~1 signature|form|paperwork|slip|letter|marks|page|book|reply; permission slip; trip letter; letter ~2 handed; consent form; school trip; residential trip; reading book|record ~3; lost ~1 property; lost ~1 jumper|coat|bag|book; late ~1 homework; homework ~2 late; late ~1 library; incident ~1 logged; name on board|register; library book; parents evening|slot; after school club; breakfast club; home learning; attendance ~1 certificate|award|trophy; late ~2 work|shift|meeting`,
  ],
  [
    'good-attendance',
    ['attendance-punctuality', 'bereavement-family-change'],
    `contact centre note|session|supervisor; sleeping|slept|sleeps in car|van|tent|shed|garden; =sleeping in; regular|good|full|excellent|improved|outstanding|100%|98%|99%|97%|96%|stable|perfect|consistent|strong ~1 =attendance; =attendance ~3 stable|good|excellent|improved|improving|100%|98%|97%|96%|99%|regular|up|back|settled; absence|absences ~3 excused|authorised; absence ~1 coded; =arrived late && mum|dad|parent|contact; carer|mum|dad|parent|mother|father ~1 late; mum|dad|parent|carer arrived late; in attendance; attendance at ~2 meeting|club|session|group; late ~1 administration|medication|lunch|developer; late ~1 last|at night; late night; up late; late mark ~1 explained; been late period; appointment|appointments kept; consecutive days ~4`,
  ],
  [
    'good-care',
    ['neglect', 'housing-poverty', 'medical-health'],
    `appointments ~2 kept|attended; all appointments; clean ~2 dressed; well ~1 dressed|fed|presented|cared|nourished; clean and ~1 tidy|adequately|well|fed|dressed|appropriately; adequately furnished; appropriate clothing; appropriately dressed; slept well|through|for|hour|two; nap ~2 after ~1 lunch; asleep ~2 nap|cot|minutes|pram; =slept ~2 hour|hours|minutes ~2 and ~1 ate; ate all|most|well; food ~2 visible|plentiful|fridge; packed lunch ~2 eaten|class; eaten packed lunch; made bed; second ~1 half|place|phone|child|week|day|time|attempt|language|hand; cleaned up; tired ~1 but ~1 happy|cheerful|proud|content; tired after ~2 swimming|sports|trip|match|pe|residential|football|long; late ~1 for work; lunch ~1 club|duty|hall|box_forgotten; brought|bringing ~2 forgotten|packed ~1 lunch|inhaler|pe|kit|bag`,
  ],
  [
    'home-talk',
    ['school-avoidance-ebsa', 'attendance-punctuality'],
    `want|wants|wanting ~1 to? ~1 go|going|leave|return ~1 to? ~1 home; go home ~2 after school; leave ~1 school ~2 site|gates; scared|afraid|worried ~3 go|going home; late ~2 collect|collecting|pick|pickup`,
  ],
  [
    'service-not-involved',
    ['social-care-involvement'],
    `needs|requires|would_benefit_from|may_need ~2 social_care ~1 assessment; social_care ~1 assessment ~2 needed; family ~2 supportive; placement ~1 student|teacher|year|work; work|university|student|college placement; health and social_care; social_care ~1 course|btec|gcse|lesson; school council; case|cases ~1 study|studies; pencil case; in case; placement ~2 apprenticeship|nursery`,
  ],
  [
    'not-violence',
    ['physical-abuse', 'behaviour', 'bullying-child-on-child', 'domestic-abuse'],
    `pick|picks|picked|picking ~2 =up; mum|dad|mother|father|nan|carer ~1 picks|picked|pick ~3 up; pinch ~1 of; pushed ~1 himself|herself|boundaries|on_swing; throw|threw|throwing ~2 ball|party|frisbee; rough ~1 and tumble; held|hold|holding ~1 hands|hand|her_hand; conflict ~2 resolution|diamond|interest; fighting ~1 cold|infection|illness|leukaemia|cancer|asleep; fight|fought ~1 for|off ~2 cold; attack|attacks ~1 asthma|panic; asthma|panic|heart|hay attack|attacks; parked ~2 car; =separated and; on report ~1 card_good; restrained ~1 ; play fight ~1 scene; mocks|mock ~2 exam|exams|gcse|results|week; strike|strikes ~2 teacher|bus|rail|day`,
  ],
  [
    'not-drink-or-drugs',
    ['substance-misuse-child', 'parental-substance-misuse', 'child-criminal-exploitation'],
    `high ~1 school|five|temperature|chair|standard|quality|score|expectations|level|attendance|priority|spirits|risk|jump|needs|street|blood|alert|visibility; drinking ~1 water|enough|milk|fountain|juice|tea|chocolate|straw|cup; drank|drinks|drink ~2 water|milk|juice|squash|tea|bottle_of_water; tea|coffee|water|milk ~1 drinking; class a ~1 team; grass ~1 stain|field|verge; spice ~1 girls|cake|rack; high ~1 five; speed ~1 reading|up|limit|test; crack ~2 on|in|screen|joke; screen ~2 cracked; coke ~1 zero|can|bottle|diet; gas ~1 man|bill|leak; on ~1 trap; mouse trap; pills ~1 allergy; joint ~2 pain|project|meeting|statement|visit|decision|effort; knee|hip joint; bring ~1 to school && knife ~1 fork; gang ~1 show; travel ~1 gang`,
  ],
  [
    'ordinary-bruise',
    ['physical-abuse'],
    `bruise ~2 shin|shins|knee|knees|elbow; fell|tripped|slipped|collided ~8 bruise|bump|graze|lump; bruise ~8 fell|tripped|slipped ~3 playground|football|pe|climbing|bike|trail|yard|field`,
  ],
  [
    'school-change-words',
    ['school-move'],
    `start|started|starts|starting|leaving|left|leave ~2 school ~1 early|late|at|by|site|day|without|run|for|grounds|because|gates|building|uniform|trip|tired|hungry|and; new ~1 school ~1 uniform|year|shoes|bag|coat|term|rules|policy|council|day|jumper|trousers|website|play; =school ~1 changed; left ~1 school ~1 at|with|without|gate; change|changed ~3 school ~1 clothes|uniform|shoes|meals|policy|bus|times; moved|moving ~2 school ~1 bus|hall|desk|table|play; moved ~1 tables|seats|desk|class|groups|group|sets|set|away|along|down|across|place; left ~1 classroom|lesson|room|class|the_room; family ~2 moved ~1 on|past|forward; change ~2 school ~1 day`,
  ],
  [
    'health-words',
    ['medical-health', 'parental-mental-health', 'child-mental-health'],
    `medical room ~3 =slept; sleep|slept|sleeping|nap|lie|rested ~5 medical|room; medical room ~2 nap|sleep; medical records ~2; permission slip; sick of; sick ~2 with ~1 worry|nerves; trip letter; school trip; isolation room; internal isolation; low ~1 level; slip ~3 chased; health|wellbeing ~1 and safety; mock exam; first ~1 aid ~1 course|training|box|kit; tears|tear ~1 of ~1 joy|laughter; anxious ~1 to please|to_start|to_learn; quiet ~1 reading|time|corner|room|area; quietly; separated and; exhausted|drained ~2 after|following ~2 match|sports|marathon|swimming; sad ~1 to leave|to_say; upset ~1 tummy|stomach; worried ~1 look`,
  ],
  [
    'not-missing',
    ['missing-from-home', 'neglect', 'child-criminal-exploitation', 'young-carer'],
    `=missing ~2 signature|homework|work|lesson|lessons|sessions|session|school|pe|tooth|teeth|friends|piece|pieces|button|reply; been =missed; home ~1 alone|by ~3 allowed|permission|consent|agreed|arrangement|year; run ~2 away ~1 from ~2 class|lesson|tag; running away ~2 game|playground|chasing; out ~1 all ~1 night ~1 gaming; look ~1 after ~1 equipment|library|hamster|pet|class|guinea|plants; looks after ~1 himself|herself|itself`,
  ],
];

/** Uses of words that are not a concern. */
export const MASKS: readonly Mask[] = [
  ...WRITTEN.map(([id, hides, patterns]) => ({ id, hides, patterns: splitPatterns(patterns) })),
  ...MASKS_RISK_AND_HEALTH,
  ...MASKS_HARM_AND_FAMILY,
];
