import type { ConcernCategory } from '../../taxonomy.ts';

/**
 * Names schools give their categories, with the concerns each makes likelier. No supplier publishes a list
 * of defaults and schools invent their own, so this is what is commonly met; staff also choose badly, so it
 * only ever supports what the words say.
 */
const NAMES: readonly (readonly [string, readonly ConcernCategory[]])[] = [
  [
    'attendance|attendance issue|absence|attendance concern|lateness|punctuality|late|attendance and punctuality',
    ['attendance-punctuality'],
  ],
  [
    'bullying|bullying issue|bullying incident|prejudice incident|prejudice based incident|racist incident|racism|victim|friendship issues|friendship|peer issues|peer relationships|child on child|child on child abuse|peer on peer',
    ['bullying-child-on-child'],
  ],
  [
    'behaviour|behavior|behaviour concern|behaviour incident|incident|negative behaviour|detention|exclusion|suspension|sanction|conduct',
    ['behaviour'],
  ],
  ['neglect|hygiene|appearance|uniform and appearance|basic needs', ['neglect']],
  [
    'mental health|wellbeing|emotional wellbeing|wellbeing concern|emotional health|mental health and wellbeing|anxiety|emotional|social and emotional',
    ['child-mental-health'],
  ],
  ['self harm|suicide|self harm and suicide|suicidal', ['self-harm-suicide']],
  ['domestic abuse|domestic violence|operation encompass|encompass', ['domestic-abuse']],
  ['physical abuse|physical|injury|injuries|body map|bruising', ['physical-abuse']],
  ['sexual abuse', ['sexual-abuse']],
  ['emotional abuse', ['emotional-abuse']],
  ['child sexual exploitation|cse', ['child-sexual-exploitation']],
  [
    'child criminal exploitation|cce|county lines|gangs|gang related|serious violence',
    ['child-criminal-exploitation'],
  ],
  ['child exploitation|exploitation', ['child-criminal-exploitation', 'child-sexual-exploitation']],
  [
    'online safety|e safety|esafety|internet safety|online|social media|filtering|monitoring alert|smoothwall|cyber bullying|cyberbullying',
    ['online-safety'],
  ],
  [
    'harmful sexual behaviour|sexualised behaviour|hsb|sexual harassment|sexual violence',
    ['harmful-sexual-behaviour'],
  ],
  ['prevent|radicalisation|extremism', ['radicalisation']],
  ['fgm|hba|honour based abuse|forced marriage|honour based violence', ['honour-based-abuse-fgm']],
  ['missing|missing from home|missing child|missing episode', ['missing-from-home']],
  ['send|sen|sen d|special educational needs|send concern|ehcp|inclusion', ['send-unmet-need']],
  ['young carer|young carers', ['young-carer']],
  [
    'home issues|home|family|family issues|family circumstances|home life|parenting',
    ['bereavement-family-change', 'domestic-abuse', 'parental-mental-health', 'housing-poverty'],
  ],
  ['bereavement|loss|family change|separation', ['bereavement-family-change']],
  ['housing|poverty|financial|hardship|homelessness', ['housing-poverty']],
  [
    'medical|medical issue|first aid|health|accident|illness|medical information|health and medical',
    ['medical-health'],
  ],
  ['police|police involvement', ['police-involvement']],
  [
    'social care|external agency|contact with external agency|child protection|cp|cin|child in need|lac|cla|looked after|early help|mash|social services|multi agency|external agencies|referral',
    ['social-care-involvement'],
  ],
  [
    'substance misuse|drugs|alcohol|alcohol substance misuse|vaping|smoking|drugs and alcohol',
    ['substance-misuse-child'],
  ],
  [
    'parental contact|parent contact|contact with parents|contact with home|parent meeting|phone call home|communication with home',
    [],
  ],
  ['complaint|parental complaint|complaints', ['parental-conflict-with-school']],
  ['ebsa|school refusal|school avoidance', ['school-avoidance-ebsa']],
  ['transfer|transition|leaver|mid year admission|admissions|new starter', ['school-move']],
  ['parental mental health', ['parental-mental-health']],
  ['parental substance misuse', ['parental-substance-misuse']],
  [
    'cause for concern|concern|welfare|safeguarding|safeguarding concern|welfare concern|general|general information|information|info|pastoral|pastoral issue|note|log|other|misc|miscellaneous|disclosure|welfare information|low level concern|monitoring|positive|praise|achievement|celebration|rewards|dsl team|staff concern',
    [],
  ],
];

/** Category name in lower case, letters and single spaces only, to the concerns it makes likelier. */
export const SOURCE_CATEGORIES: ReadonlyMap<string, readonly ConcernCategory[]> = new Map(
  NAMES.flatMap(([names, concerns]) =>
    names.split('|').map((name): [string, readonly ConcernCategory[]] => [name, concerns]),
  ),
);
