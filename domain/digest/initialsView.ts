import { CHANGE_LABELS } from './childView.ts';
import type { DigestCounts } from './digestCounts.ts';
import type { DigestFacts } from './digestFacts.ts';
import type { TableBody, TableRow } from './digestView.ts';
import { asSentence } from './sentences/joinWords.ts';
import { writeCountOf, writeFigure } from './sentences/writeCount.ts';
import { writeAttendanceWeek } from './sentences/writeAttendance.ts';
import { writeLevel } from './sentences/writeLevel.ts';
import type { PlacedChild } from './standing.ts';
import { figure, word } from './tableCells.ts';
import { unseenSentences } from './whatChanged.ts';

/**
 * The list as initials and counts, for e-mail, which is not a safe place. Nothing a person wrote, no name and no
 * other school is read here, so none can slip through.
 */
export function buildInitials(
  { named, below }: { readonly named: readonly PlacedChild[]; readonly below: string | null },
  facts: DigestFacts,
  counts: DigestCounts,
): TableBody {
  const listed = named.filter(({ change }) => change !== 'unlisted');
  return {
    note:
      listed.length === 0
        ? below === null
          ? 'Nobody is on the list this week.'
          : 'Nobody is at the level shown here this week.'
        : 'Names, reasons and what staff wrote are not sent by e-mail. Entries and sessions missed are those of this week.',
    isFacts: false,
    columns: listed.length === 0 ? [] : COLUMNS,
    rows: listed.map((one) => buildRow(one, facts)),
    sentences: [
      below ?? '',
      ...unseenSentences(counts),
      countSentence(facts.newAtSchool.length, 'child', 'children', 'joined the school'),
      countSentence(facts.goodNews.length, 'entry speaks', 'entries speak', 'of something going well'),
    ].filter((sentence) => sentence !== ''),
  };
}

const COLUMNS = [word('Child'), word('Change'), word('Level'), figure('Entries'), figure('Missed')];

function buildRow({ child, change }: PlacedChild, facts: DigestFacts): TableRow {
  const thisWeek = child.attendanceWeeks.find((week) => week.weekStart === facts.weekStart);
  const entries = writeFigure(child.entriesThisWeek);
  const missed = thisWeek === undefined ? 'no marks' : writeAttendanceWeek(thisWeek);
  return {
    head: child.name.initials,
    cells: [
      word(CHANGE_LABELS[change].word),
      word(writeLevel(child.now.level)),
      figure(entries, `entries ${entries}`),
      figure(missed, `sessions missed ${missed}`),
    ],
  };
}

function countSentence(count: number, one: string, many: string, rest: string): string {
  return count === 0 ? '' : asSentence(`${writeCountOf(count, one, many)} ${rest}`);
}
