import { writeCountOf } from '../digest/sentences/writeCount.ts';
import { writeDate } from '../digest/sentences/writeDate.ts';
import { groupBy } from '../groupBy.ts';
import type { PrintBlock } from '../print/printView.ts';
import type { AnswerFacts, GivenEntry } from './buildAnswer.ts';

const paragraph = (text: string): PrintBlock => ({ kind: 'paragraph', text });
const heading = (text: string): PrintBlock => ({ kind: 'heading', text });

/**
 * The letter that goes with an answer: what is in it, what was kept back in general words, what UK GDPR article 15(1)
 * wants said beside the data, and where to complain. A school adds what it holds elsewhere.
 */
export function writeLetter(
  { child, school, requester, receivedOn, asked }: AnswerFacts,
  entries: readonly GivenEntry[],
  keptBack: readonly string[],
): PrintBlock[] {
  return [
    {
      kind: 'facts',
      rows: [
        { what: 'To', value: requester },
        { what: 'From', value: school },
        { what: 'About', value: child },
        { what: 'Request received', value: writeDate(receivedOn) },
        { what: 'What was asked', value: asked },
      ],
    },
    paragraph(
      `This is what ${school} holds about ${child} in Throughline: what staff logged, contacts, decisions, plans and notes, the register, and what was made of them. It was found by a reasonable and proportionate search of that record (Data (Use and Access) Act 2025, section 78).`,
    ),
    heading('What is included'),
    { kind: 'list', items: countKinds(entries) },
    ...(keptBack.length === 0
      ? [paragraph('Nothing was taken out or kept back.')]
      : [
          heading('What was kept back'),
          { kind: 'list' as const, items: keptBack },
          paragraph('Where words were taken out of a text, it says so in square brackets.'),
        ]),
    heading('How the information is used'),
    {
      kind: 'list',
      items: [
        'Why: to keep the child safe and promote their welfare, which is a public task of the school (UK GDPR article 6(1)(e); article 9(2)(g) with DPA 2018 schedule 1 paragraph 18).',
        'Where it comes from: staff of the school and of schools before it, the register, other agencies, the child and the family.',
        'Who receives it: staff with a safeguarding role; the next school; other agencies where a decision to share is among the entries.',
        'How long it is kept: as the school’s retention policy says, usually until the child’s 25th birthday.',
        'Scores, levels and what was read in an entry are worked out by a computer to sort the school’s list. They decide nothing: every decision is a person’s.',
      ],
    },
    heading('Your rights'),
    paragraph(
      'You may ask the school to correct what is wrong, to add to what is incomplete, to erase or restrict it where the law provides for that, and object to its use.',
    ),
    paragraph(
      `If you are not content with this answer, complain to ${school}, which must acknowledge a complaint about data protection within 30 days and look into it (DPA 2018 section 164A). You may also complain to the Information Commissioner: Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF, telephone 0303 123 1113, ico.org.uk/make-a-complaint; or go to court.`,
    ),
  ];
}

function countKinds(entries: readonly GivenEntry[]): string[] {
  if (entries.length === 0) return ['No entry'];
  return [...groupBy(entries, ({ kind }) => kind)].map(([kind, ofKind]) => {
    const dates = ofKind.map(({ date }) => date).sort();
    const [from, to] = [dates[0], dates.at(-1)];
    const when =
      from === undefined || to === undefined
        ? ''
        : from === to
          ? `, ${writeDate(from)}`
          : `, ${writeDate(from)} to ${writeDate(to)}`;
    return `${kind}: ${writeCountOf(ofKind.length, 'item', 'items')}${when}`;
  });
}
