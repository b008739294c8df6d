import type { NoteTheme } from '../../ordinaryNote.ts';

/** Falling out and making up. */
export const FRIENDSHIP_NOTES: readonly NoteTheme[] = [
  {
    categories: { primary: 'Friendships', secondary: 'Peer issues', special: 'Peer relationships' },
    weight: 12,
    years: { from: 0, to: 6 },
    notes: [
      '{name} and {other} fell out over {topic} at break. Both told their side, shook hands, playing again by the bell.',
      '{name} came in upset {when}, said {other} would not let {him} join in. {other} said the game was full. Sorted with a buddy game.',
      'Tears from {name} as {other} has a new best friend this week. Chatted about having more than one friend.',
      '{name} told {other} "you are not coming to my party". {other} sad. Spoken to both, party not for ages anyway.',
      'Squabble about {topic}. {name} pushed in front of {other}, said sorry when asked.',
      '{name} asked to move carpet place away from {other}. Moved for this week, will look again Friday.',
      'Circle time on being left out, {name} spoke really well about last week and {other} apologised without being asked.',
      '{name} and {other} swapped trading cards and {name} wanted it back. Cards to stay at home, note in both book bags.',
      '{name} spent lunch on the friendship bench. {other} went over and asked {him} to play. Lovely to see.',
      '{name} called {other} a baby in {place}. Talked about kind words, apology given.',
      'Name calling between {name} and {other}, six of one. Reminded both of our class charter.',
      '{name} unhappy that {other} copied {his} picture in {lesson}. Explained it is a compliment!',
    ],
  },
  {
    categories: { secondary: 'Peer issues', special: 'Peer relationships' },
    weight: 12,
    years: { from: 7, to: 11 },
    notes: [
      '{name} and {other} not speaking since the weekend, something about {topic}. Neither wants it taken further.',
      'Mediation with {name} and {other}. Agreed to give each other space in {lesson}. Will check in next week.',
      '{name} asked to change seat in {lesson} as {other} keeps talking. Moved.',
      '{name} in pastoral office {when}, friendship group has split in two. Let {him} calm down then back to lesson.',
      '{other} and {name} arguing in {place} over {topic}. Separated, both fine by next lesson.',
      "Comment made about {name}'s haircut by {other}. {name} laughed it off but {other} spoken to anyway.",
      '{name} says {other} left {him} out of plans for the weekend. Listened, suggested {he} speak to {other}.',
      '{name} and {other} friends again after last week, came to tell me themselves.',
      'Year group drama about {topic} again, {name} on the edge of it. Reminded to keep out of it.',
      '{name} worried {other} is cross with {him}. Talked through how to ask. Happy to leave it there.',
    ],
  },
];
