import type { ConcernCategory } from '../../domain/taxonomy.ts';
import type { Random } from './random.ts';

/** What an invented note is truly about; `none` is a note without any concern. */
export type Truth = ConcernCategory | 'none';

/** What a note truly asserts: nothing, or one concern, or now and then two. */
export type NoteTruth = readonly { readonly category: ConcernCategory; readonly severity: 1 | 2 | 3 | 4 }[];

/** Invented notes as staff might write them, by what they are about. `{n}` is the child. */
export const NOTES: Readonly<Partial<Record<Truth, readonly string[]>>> = {
  none: [
    'Phonics catch up ended, {n} gained six months. No concerns.',
    '{n} seemed quiet, checked in, said just tired from the sleepover. Happy by break.',
    'Concern closed: {n} had eaten lunch early, not hungry after all.',
    'Mum rang to change the collection time on Thursday.',
    '{n} won the reading raffle and was very proud.',
    'Lovely week for {n}, settled and smiling each morning.',
    'Consent form for the museum trip handed in.',
    'Spoke to dad at parents evening, happy with progress.',
  ],
  behaviour: [
    '{n} refused to leave the computer suite and tipped a chair over.',
    'Shouting across the hall again, lost five minutes of lunch.',
    '{n} threw a rubber at another pupil and was rude to the supply teacher.',
    'Detention set for repeated talking and no equipment.',
  ],
  'medical-health': [
    '{n} bumped heads on the climbing frame, cold compress, form sent home.',
    'Asthma pump used twice after PE, mum informed.',
    'Sick after lunch and sent home, 48 hour rule explained.',
  ],
  'send-unmet-need': [
    'Still no date for the assessment, {n} is struggling to access the lesson without support.',
  ],
  'parental-conflict-with-school': [
    'Angry phone call from parent about the detention, demanded to see the head.',
  ],
  'bereavement-family-change': [
    '{n} was upset today because grandad died at the weekend.',
    'Parents have separated and {n} is missing dad.',
  ],
  'bullying-child-on-child': [
    '{n} says the same three boys call names every break and nobody will sit near.',
    'Bag emptied into the bin again by the group, {n} in tears.',
    '{n} is being left out on purpose and pushed in the corridor, says it has been going on for weeks.',
  ],
  'child-mental-health': [
    '{n} very low and tearful, says there is no point in anything.',
    'Panic attack before maths, could not catch breath, sat with pastoral.',
    '{n} says they worry all night and cannot sleep.',
    'Withdrawn and flat all week, not like {n} at all.',
  ],
  'self-harm-suicide': [
    'Friend worried, {n} has scratches on the arm and said they did it with a compass.',
    '{n} told a friend they hurt themselves when it gets too much.',
  ],
  neglect: [
    '{n} came in hungry again with no breakfast and asked for leftovers.',
    'Same unwashed uniform all week, strong smell, other children moving away.',
    'No coat and holes in shoes, feet wet and cold.',
    'Not collected until 4.30, nobody answering the phone. Third time.',
    'Dental appointment missed again, {n} in pain with tooth.',
  ],
  'domestic-abuse': [
    '{n} says mum’s boyfriend shouts and smashed the door last night.',
    'Mum had a black eye at the gate and did not want to talk about it.',
    '{n} said dad pushed mummy and they hid upstairs.',
  ],
  'emotional-abuse': ['Dad called {n} stupid and worthless in front of everyone at the gate.'],
  'physical-abuse': [
    '{n} flinched when I raised my hand and said stepdad hits when he is cross.',
    'Small bruise on upper arm, {n} said they could not remember how.',
  ],
  'parental-mental-health': [
    '{n} says mum stays in bed all day and cries.',
    'Mum very low at the door, said she is not coping and has stopped her tablets.',
  ],
  'parental-substance-misuse': [
    'Mum smelled of alcohol at pick up and was unsteady.',
    '{n} says dad was drunk again and slept on the floor.',
  ],
  'young-carer': [
    '{n} late as had to get mum up and give her the medication.',
    '{n} does the cooking and looks after the little ones since mum became ill.',
  ],
  'housing-poverty': [
    'Family in temporary accommodation, one room for four of them.',
    'Mum says the electric has run out until Friday and they may be evicted.',
  ],
  'attendance-punctuality': [
    'Late again at 9.40, no reason given, fourth time this fortnight.',
    'Absent again with no contact from home, three calls unanswered.',
  ],
  'school-avoidance-ebsa': [
    '{n} would not get out of the car, crying and holding on to the seat belt.',
    'Mum says {n} has stomach ache every school morning and refuses to come in.',
  ],
  'child-criminal-exploitation': [
    '{n} has new trainers worth £180 and two phones, will not say who bought them.',
    'Seen getting into a car with older lads at the gate, said they were cousins.',
    '{n} told a friend he owes money to older boys and has to do a drop.',
  ],
  'missing-from-home': ['Mum reported {n} missing last night, back at 3am and will not say where.'],
  'substance-misuse-child': ['{n} smelled strongly of cannabis after lunch, eyes red.'],
  'police-involvement': ['Police called to say {n} was stopped in town with a group last night.'],
  'child-sexual-exploitation': [
    '{n} talks of a boyfriend who is 22 and buys her gifts.',
    'Friends say {n} gets lifts to hotels from an older man.',
  ],
  'online-safety': [
    '{n} has been messaging an adult stranger on a game who asks for photos.',
    'Sent a picture to somebody online and is now being told to send more.',
  ],
  'harmful-sexual-behaviour': ['{n} was touching others under the table in a sexual way, spoken to before.'],
  'social-care-involvement': ['Social worker rang for an update, visit planned to the family.'],
  'school-move': ['Mum says they are moving again next week, third school in two years.'],
  'sexual-abuse': [
    '{n} drew private parts with a grown up and said it is a secret game, would not say more.',
  ],
  radicalisation: ['{n} praised the attack and said people like that deserve it, shares extremist videos.'],
  'honour-based-abuse-fgm': ['{n} frightened of being taken abroad to be married in the summer.'],
};

/** Invented grave events, each enough by itself. */
export const GRAVE_NOTES: readonly { readonly truth: Truth; readonly text: string }[] = [
  {
    truth: 'physical-abuse',
    text: '{n} disclosed that stepdad beat them with a belt last night. Red welts seen across the back. Police and children’s services called.',
  },
  {
    truth: 'sexual-abuse',
    text: '{n} told me an uncle touches them under their clothes when he babysits. Recorded word for word, referred to MASH at once.',
  },
  {
    truth: 'self-harm-suicide',
    text: '{n} has taken an overdose of paracetamol this morning and told a friend they want to die. Ambulance called.',
  },
];

const OPENINGS = ['', '', 'Period 3. ', 'From the TA: ', 'At the gate: ', 'After lunch: ', 'FAO DSL. '];
const ENDINGS = [
  '',
  '',
  ' Will monitor.',
  ' DSL told.',
  ' Logged.',
  ' Home contacted.',
  ' Keep an eye please.',
];

/** The words of one note: opening, what was seen, ending, and a number that makes it unlike any other. */
function dress(random: Random, bodies: readonly string[], name: string, serial: number): string {
  const called = random.next() < 0.3 ? name.charAt(0) : name;
  const body = bodies.map((text) => text.replaceAll('{n}', called)).join(' ');
  return `${random.pick(OPENINGS)}${body}${random.pick(ENDINGS)} (${serial})`;
}

/** One invented note of a grave event, and what it is about. */
export function writeGraveNote(
  random: Random,
  name: string,
  serial: number,
): { readonly truth: NoteTruth; readonly narrative: string } {
  const { truth, text } = random.pick(GRAVE_NOTES);
  return {
    truth: truth === 'none' ? [] : [{ category: truth, severity: 4 }],
    narrative: dress(random, [text], name, serial),
  };
}

/** One invented note about a child, worded a little differently each time. */
export function writeNote(random: Random, truths: readonly Truth[], name: string, serial: number): string {
  const bodies = truths.map((truth) => random.pick(NOTES[truth] ?? NOTES.none ?? []));
  return dress(random, bodies, name, serial);
}
