import { CHANGE_LABELS } from './childView.ts';
import type { DigestCounts } from './digestCounts.ts';
import type { DigestFacts } from './digestFacts.ts';
import type { InitialsRow, InitialsSections } from './digestView.ts';
import { asSentence } from './sentences/joinWords.ts';
import { writeCountOf, writeFigure } from './sentences/writeCount.ts';
import { writeAttendanceWeek } from './sentences/writeAttendance.ts';
import { writeLevel } from './sentences/writeLevel.ts';
import type { PlacedChild } from './standing.ts';
import { unseenSentences } from './whatChanged.ts';

/**
 * The list as initials and counts, for e-mail, which is not a safe place. Nothing a person wrote, no name and no
 * other school is read here, so none can slip through.
 */
export function buildInitialsSections(
  placed: readonly PlacedChild[],
  facts: DigestFacts,
  { counts, heading }: { counts: DigestCounts; heading: string },
): InitialsSections {
  const listed = placed.filter(({ change }) => change !== 'unlisted');
  return {
    heading,
    note:
      listed.length === 0
        ? 'Nobody is on the list this week.'
        : 'Names, reasons and what staff wrote are not sent by e-mail. Entries and sessions missed are those of this week.',
    rows: listed.map((one) => buildRow(one, facts)),
    sentences: [
      ...unseenSentences(counts),
      countSentence(facts.newAtSchool.length, 'child', 'children', 'joined the school'),
      countSentence(facts.goodNews.length, 'entry speaks', 'entries speak', 'of something going well'),
    ].filter((sentence) => sentence !== ''),
  };
}

function buildRow({ child, change }: PlacedChild, facts: DigestFacts): InitialsRow {
  const thisWeek = child.attendanceWeeks.find((week) => week.weekStart === facts.weekStart);
  return {
    initials: child.name.initials,
    change: CHANGE_LABELS[change].word,
    level: writeLevel(child.now.level),
    entriesThisWeek: writeFigure(child.entriesThisWeek),
    missedThisWeek: thisWeek === undefined ? 'no marks' : writeAttendanceWeek(thisWeek),
  };
}

function countSentence(count: number, one: string, many: string, rest: string): string {
  return count === 0 ? '' : asSentence(`${writeCountOf(count, one, many)} ${rest}`);
}
