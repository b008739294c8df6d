import type { NoteTheme } from '../../ordinaryNote.ts';

/** What a special school writes down that others do not: transport, regulation, personal care, small steps. */
export const SPECIAL_SCHOOL_NOTES: readonly NoteTheme[] = [
  {
    categories: { special: 'Home-school book' },
    weight: 12,
    notes: [
      'Book from home: {name} slept well and ate a big breakfast.',
      'Book from home: {name} up since four, may be tired. Extra rest offered.',
      'Taxi late, {name} in at 9.20. Escort said roadworks.',
      'New escort on the run today, {name} took a while to get out of the taxi. Photo of the escort sent home.',
      '{adult} asks that we try the red cup. {name} drank all of it.',
      'Swimming kit not sent. {name} paddled in spare shorts, happy.',
      'Note from {adult}, feeding plan unchanged, weigh-in next week.',
      '{name} wore {his} new splints all morning, no red marks at check.',
    ],
  },
  {
    categories: { special: 'Regulation' },
    weight: 12,
    notes: [
      '{name} dysregulated after fire drill. Weighted blanket, 15 minutes, back to {lesson}.',
      'Hand biting when the tablet was put away. Redirected to chewy, stopped quickly. Usual for {name}.',
      '{name} asked for a movement break by symbol, first time unprompted!',
      '{name} threw cups in the kitchen. Nobody hurt. Calm with music.',
      'Loud in {place}, {name} covered ears and left. Good choice, praised.',
      "{name} pulled {other}'s hair when reaching for the ball. Unpicked straight away, both ok.",
      'Change of classroom today. {name} managed with social story.',
      '{name} head-butted the beanbag, soft landing. Moved to sensory room, settled.',
    ],
  },
  {
    categories: { special: 'Celebration' },
    weight: 8,
    notes: [
      '{name} signed "more" to {other} at snack. Big cheer.',
      '{name} walked to {place} without holding on.',
      '{name} chose a book and sat with it for six minutes.',
      '{name} used the switch to say good morning to everyone.',
      'First time on the trampoline for {name}, did not want to stop.',
      '{name} tried peas. Two of them!',
      '{name} travelled on the minibus to the shop and paid with coins.',
      '{name} played alongside {other} with the trains all of choosing time.',
    ],
  },
];
