import type { WordClasses } from '../pattern/compilePattern.ts';

/** Words that can stand for one another in a pattern: `@name` there means any of these. */
export const WORD_CLASSES: WordClasses = {
  // People
  mum: 'mum|mummy|mother|stepmum',
  dad: 'dad|daddy|father|stepdad',
  carer:
    '@mum|@dad|parent|carer|foster_carer|nan|grandad|grandparents|grandparent|aunt|uncle|adult|stepparent|babysitter|childminder|husband|grown_up|relative|family',
  staff:
    'staff|teacher|colleague|coach|tutor|nursery|practitioner|teaching_assistant|headteacher|driver|assistant|worker|trainer|leader|volunteer|instructor',
  sibling: 'brother|sister|sibling|stepbrother|stepsister|cousin|twin',
  partner: 'partner|boyfriend|girlfriend|husband|wife|ex',
  couple: 'mum|dad|@partner|mummy|mother|father|daddy|stepdad|stepmum|parent',
  kid: 'child|pupil|boy|girl|son|daughter|baby|toddler|him|them|me|us|herself|himself|infant|teenager|=her|@sibling',
  someone: '@kid|he|she|they|i|peer|friend',
  subject:
    'he|she|they|i|child|pupil|boy|girl|teenager|daughter|son|baby|toddler|=j|=a|=m|=k|=l|=d|=c|=s|=t|=r|=n|=g|=b|=e|=h|=p',
  peer: 'peer|classmate|friend|boy|boys|girl|lad|lads|child|pupil|someone|group|others|other|another|year|them|teammate|class',
  oldPerson: 'adult|man|woman|male|stranger|older|grown_up|person|somebody|someone|people',
  poss: 'his|her|their|my|our|your|the|a|an|=s',
  // Acts
  hit: 'hit|slap|smack|punch|kick|beat|strangle|choke|throttle|batter|bash|thump|clout|cane|thrash|whip|belt|headbutt|wallop|spank|clip|clobber|backhand|strike|attack|assault|abuse|hurt|stab|bite|burn|scald',
  hitOrHandle:
    '@hit|push|shove|grab|drag|throw|shake|pinch|pin|pull|yank|grip|squeeze|twist|kneel|restrain|hold|spit',
  say: 'say|tell|disclose|report|state|mention|describe|explain|share|claim|allege|reveal|confide|write|comment|remark|add|admit|confirm',
  shout: 'shout|scream|yell|rage|rant|bellow|roar|swear|holler',
  argue: 'argue|argument|row|fight|bicker|rowing|screaming|shout|scream|yell',
  fear: 'scared|afraid|frightened|terrified|fear|fearful|petrified|worried|nervous|wary|anxious|dread|uneasy',
  // Things and places
  softSite:
    'back|bottom|buttock|ear|neck|cheek|thigh|torso|stomach|tummy|chest|rib|wrist|upper|inner|behind|jaw|eye|face|throat|shoulder|side|abdomen|hip|scalp|groin',
  mark: 'bruise|mark|welt|burn|scald|scratch|cut|swelling|lump|graze|injury|fingermark|handprint|wound|blister|redness|scar|bite|laceration|abrasion|fracture',
  drug: 'drug|cannabis|cocaine|heroin|crack|ketamine|mdma|ecstasy|spice|pills|xanax|valium|lsd|amphetamine|speed|crystal|meth|substance|mushrooms|nitrous|balloons|opioid|solvent|aerosol|lean|codeine|benzos|edibles|methadone|fentanyl',
  alcohol: 'alcohol|vodka|beer|wine|cider|spirits|whisky|gin|lager|alcopop|intoxicated|rum|drinking|prosecco',
  be: 'is|was|be|been|were|are|am|being|im|shes|hes|seem|appear|look|become|feel|present|get|remain|very|so|quite|really|a|bit|extremely|increasingly|more|still|again|just',
  no: 'no|not|without|never|lack|lacking|nothing|didnt|doesnt|dont|isnt|wasnt|hasnt|havent|hadnt|arent|werent|wont|cant|couldnt|wouldnt|nobody|none',
  often:
    'often|always|regularly|frequently|constantly|repeatedly|every|again|keeps|continually|usually|daily|nightly|persistent|persistently|continues|still',
};
