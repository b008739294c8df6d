import { THEME_TITLES } from '../../concern/themes.ts';
import { writeShown } from '../../locality/figuresTables.ts';
import { addMasked } from '../../locality/maskedFigures.ts';
import { THEMES } from '../../locality/schoolFigures.ts';
import { addShown, SUPPRESSION_NOTE } from '../../smallNumbers.ts';
import type { SeveralSchoolsFacts } from '../digestFacts.ts';
import type { DigestView, TableBody } from '../digestView.ts';
import { DEFAULT_WORDING, type DigestWording } from '../digestWording.ts';
import { asSentence } from '../sentences/joinWords.ts';
import { writeCount, writeCountOf, writePartOf } from '../sentences/writeCount.ts';
import { writeDate } from '../sentences/writeDate.ts';
import { buildFrame } from '../sentences/writeReader.ts';
import { figure, word } from '../tableCells.ts';
import { buildGaps } from './overview.ts';
import { countSchool, type CountedSchool } from './schoolCounts.ts';
import { buildSuppressedTable, maskCounted } from './schoolsTable.ts';

const CLOSING_NUMBERS: readonly string[] = [
  'These are counts of what staff recorded and of how many children the schools’ own lists hold. Schools record more or less by habit, so a higher count is not more need.',
  'No child can be named or worked out from this page; the schools’ safeguarding leads have the names.',
];

/**
 * The digest of those who may know numbers and patterns but no child: a council's lead, a headteacher, governors.
 * Nothing in it is read from a name, an entry's words or a reason.
 */
export function buildNumbersDigest(
  facts: SeveralSchoolsFacts,
  wording: DigestWording = DEFAULT_WORDING,
): DigestView {
  const schools = facts.schools.map(countSchool);
  const { headings, title } = wording;
  return {
    subject: `${title} in numbers, week of ${writeDate(facts.weekStart)}`,
    preheader: 'Numbers and patterns of the week; no child is named.',
    title: `${title} in numbers`,
    ...buildFrame(facts, facts.about),
    sections: [
      {
        name: 'whatChanged',
        heading: headings.whatChanged,
        kind: 'lead',
        paragraph: writeCoverage(schools),
      },
      { name: 'schools', heading: headings.schools, kind: 'table', ...buildSuppressedTable(schools) },
      { name: 'need', heading: headings.need, kind: 'table', ...buildNeed(schools) },
      { name: 'heldBack', heading: headings.heldBack, kind: 'held', ...buildGaps(schools) },
    ],
    closing: CLOSING_NUMBERS,
  };
}

/** How whole the picture is comes first: a school that sent nothing has low numbers too. */
function writeCoverage(schools: readonly CountedSchool[]): string {
  const whole = schools.filter((school) => !school.hasGaps).length;
  const entries = schools.reduce((sum, { facts }) => sum + facts.arrivals.incidents, 0);
  return [
    asSentence(
      schools.length === 1
        ? `${whole === 1 ? '' : 'not '}everything expected arrived`
        : `everything expected arrived from ${whole === schools.length ? `all ${writeCount(whole)}` : writePartOf(whole, schools.length)} schools`,
    ),
    asSentence(`${writeCountOf(entries, 'entry', 'entries')} arrived from staff`),
  ].join(' ');
}

/** Children on a list by what the entries about them tell of; a child may stand in several rows. */
function buildNeed(schools: readonly CountedSchool[]): TableBody {
  const { themes } = addMasked(schools.map(maskCounted));
  return {
    note: 'Children on a list, by what the entries about them tell of. A child may stand in several lines.',
    isFacts: false,
    columns: [word('Of'), figure('Children')],
    rows: THEMES.map((theme) => ({
      head: THEME_TITLES[theme],
      cells: [figure(writeShown(addShown(themes[theme])))],
    })),
    sentences: [SUPPRESSION_NOTE],
  };
}
