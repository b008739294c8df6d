import { buildChildLine } from '../childView.ts';
import { CLOSING } from '../buildDigest.ts';
import type { SeveralSchoolsFacts } from '../digestFacts.ts';
import type { DigestSection, DigestView, LinesView } from '../digestView.ts';
import { DEFAULT_WORDING, type DigestLimits, type DigestWording } from '../digestWording.ts';
import { nameFrom } from '../discussView.ts';
import { asSentence } from '../sentences/joinWords.ts';
import { writeCountOf } from '../sentences/writeCount.ts';
import { writeDate } from '../sentences/writeDate.ts';
import { buildFrame } from '../sentences/writeReader.ts';
import { TO_DISCUSS } from '../standing.ts';
import { buildAcrossSchools } from './acrossSchools.ts';
import { countSchool, type CountedSchool } from './schoolCounts.ts';
import { buildGaps, writeOverview } from './overview.ts';
import { buildSchoolsTable } from './schoolsTable.ts';

/**
 * The digest of a safeguarding lead over several schools: what changed over all of them, the children whose story
 * crosses schools, then school by school. Where only initials may be shown it holds counts alone.
 */
export function buildSchoolsDigest(
  facts: SeveralSchoolsFacts,
  wording: DigestWording = DEFAULT_WORDING,
): DigestView {
  const schools = facts.schools.map(countSchool);
  const { headings, title, limits } = wording;
  const names: DigestSection[] =
    facts.detail === 'full'
      ? [
          {
            name: 'acrossSchools',
            heading: headings.acrossSchools,
            kind: 'lines',
            ...buildAcrossSchools(facts.schools),
          },
          {
            name: 'schools',
            heading: headings.schools,
            kind: 'children',
            nobody: schools.every(({ counts }) => counts.discuss === 0)
              ? 'Nobody is new to a list, has moved up or remains high at any of the schools.'
              : null,
            children: [],
            lists: schools.map((school) => schoolList(school, limits)),
          },
        ]
      : [];
  return {
    subject: `${title}, week of ${writeDate(facts.weekStart)}: ${writeCountOf(facts.schools.length, 'school', 'schools')}`,
    preheader: 'What changed at your schools, whom to ask about and what did not arrive.',
    title,
    ...buildFrame(facts, facts.about),
    sections: [
      {
        name: 'whatChanged',
        heading: headings.whatChanged,
        kind: 'lead',
        paragraph: writeOverview(schools),
      },
      ...names,
      { name: 'heldBack', heading: headings.heldBack, kind: 'held', ...buildGaps(schools) },
      { name: 'numbers', heading: headings.numbers, kind: 'table', ...buildSchoolsTable(schools) },
    ],
    closing: CLOSING,
  };
}

function schoolList({ facts, placed, counts }: CountedSchool, limits: DigestLimits): LinesView {
  const limit = limits.childrenInDetail;
  const { named, below } = nameFrom(placed, limits);
  const discuss = named.filter(({ change }) => TO_DISCUSS.includes(change));
  const more = discuss.length - limit;
  return {
    heading: `${facts.school.name}: ${writeCountOf(counts.discuss, 'child', 'children')} to discuss`,
    note:
      [
        discuss.length === 0 && below === null
          ? 'Nobody is new to the list, has moved up or remains high.'
          : '',
        more > 0
          ? asSentence(
              `the first ${limit}; ${writeCountOf(more, 'more is', 'more are')} in the school’s own digest`,
            )
          : '',
        below ?? '',
      ]
        .filter((sentence) => sentence !== '')
        .join(' ') || null,
    lines: discuss.slice(0, limit).map((one) => buildChildLine(one, facts)),
  };
}
