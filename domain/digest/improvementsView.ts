import type { AttendanceSummary } from '../concern/assessment.ts';
import type { LocalDate } from '../localDate.ts';
import { buildEntryView, writeWho } from './childView.ts';
import type { ChildFacts, SchoolWeekFacts, GoodNewsFacts } from './digestFacts.ts';
import type { LinesBody, LineView } from './digestView.ts';
import type { DigestLimits } from './digestWording.ts';
import { asSentence } from './sentences/joinWords.ts';
import { writeCountOf, writePartOf } from './sentences/writeCount.ts';

/** A fall in the share of sessions missed that is worth a word of praise: ten points of a hundred. */
const SHARE_WORTH_PRAISE = 0.1;
/** Two weeks of sessions: below that a share says little. */
const SESSIONS_ENOUGH = 20;

/** Better attendance and entries of something going well, each worth a word of praise. */
export function buildImprovements(facts: SchoolWeekFacts, limits: DigestLimits): LinesBody {
  const lines = [
    ...[...facts.goodNews].sort(byDayThenChild).map((news) => goodNewsLine(news, facts.weekEnd, limits)),
    ...[...facts.children].sort((a, b) => (a.pupilId < b.pupilId ? -1 : 1)).flatMap(attendanceLine),
  ];
  if (lines.length === 0) {
    return { note: 'Nothing of the kind reached us this week.', lines };
  }
  const more = lines.length - limits.improvements;
  if (more <= 0) return { note: null, lines };
  const note = asSentence(
    `the ${limits.improvements} latest; ${writeCountOf(more, 'more is', 'more are')} in the records`,
  );
  return { note, lines: lines.slice(0, limits.improvements) };
}

function byDayThenChild(a: GoodNewsFacts, b: GoodNewsFacts): number {
  return (
    b.entry.occurredAt.getTime() - a.entry.occurredAt.getTime() ||
    (a.entry.entryId < b.entry.entryId ? -1 : 1)
  );
}

function goodNewsLine(news: GoodNewsFacts, weekEnd: LocalDate, limits: DigestLimits): LineView {
  const entry = buildEntryView(news.entry, weekEnd, limits.excerptCharacters);
  const quoted = entry.excerpt === null ? '' : ` ‘${entry.excerpt}’`;
  return { who: writeWho(news), what: `${entry.title} (${entry.date}, ${entry.recordedBy}).${quoted}` };
}

function attendanceLine(child: ChildFacts): LineView[] {
  const now = child.now.attendance;
  const before = child.before?.attendance;
  if (now === undefined || before === undefined) return [];
  if (!(missedShare(before) - missedShare(now) >= SHARE_WORTH_PRAISE)) return [];
  const what = `Missed ${writeLately(now)} sessions in the last four weeks, down from ${writeLately(before)} at the last digest.`;
  return [{ who: writeWho(child), what }];
}

/** Share of the last four weeks' sessions missed; NaN, which compares as no improvement, where too few are known. */
function missedShare(attendance: AttendanceSummary): number {
  const { absentLastFourWeeks, possibleLastFourWeeks } = attendance;
  return possibleLastFourWeeks < SESSIONS_ENOUGH ? Number.NaN : absentLastFourWeeks / possibleLastFourWeeks;
}

function writeLately(attendance: AttendanceSummary): string {
  return writePartOf(attendance.absentLastFourWeeks, attendance.possibleLastFourWeeks);
}
