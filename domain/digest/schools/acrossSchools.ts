import { writeWho } from '../childView.ts';
import type { ChildFacts, SchoolWeekFacts } from '../digestFacts.ts';
import type { LineView, LinesBody } from '../digestView.ts';
import { joinWords } from '../sentences/joinWords.ts';
import { writeCountOf } from '../sentences/writeCount.ts';
import { writeDate, writeDateBeside } from '../sentences/writeDate.ts';
import { writeLevel } from '../sentences/writeLevel.ts';
import { writeReason } from '../sentences/writeReason.ts';

interface ListedChild {
  readonly child: ChildFacts;
  readonly facts: SchoolWeekFacts;
}

/**
 * Children whose story no single school sees: brothers and sisters on the lists of two of these schools, those who came
 * from one of them to another this week, and those on a list who did so within the last year.
 */
export function buildAcrossSchools(schools: readonly SchoolWeekFacts[]): LinesBody {
  const lines = [...householdLines(schools), ...moverLines(schools), ...listedMoverLines(schools)];
  return { note: lines.length === 0 ? 'No family is on the lists of two of these schools.' : null, lines };
}

function householdLines(schools: readonly SchoolWeekFacts[]): LineView[] {
  const listed = new Map<string, ListedChild>(
    schools.flatMap((facts) =>
      facts.children
        .filter((child) => child.now.level !== 'none')
        .map((child) => [child.pupilId, { child, facts }] as const),
    ),
  );
  return groupFamilies(listed)
    .filter((family) => new Set(family.map(({ facts }) => facts.school.urn)).size > 1)
    .map((family) => ({
      who: joinWords(family.map(({ child, facts }) => `${writeWho(child)} (${facts.school.name})`)),
      what: family
        .map(
          ({ child, facts }) =>
            `${child.name.forename}: ${writeLevel(child.now.level)}. ${writeReason(child, facts.weekEnd)}`,
        )
        .join(' '),
    }));
}

/** Children joined by living together, each family once, in the order they are first met. */
function groupFamilies(listed: ReadonlyMap<string, ListedChild>): ListedChild[][] {
  const seen = new Set<string>();
  return [...listed.keys()].flatMap((pupilId) => {
    const family: ListedChild[] = [];
    const waiting = [pupilId];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const one = listed.get(next);
      if (one === undefined || seen.has(next)) continue;
      seen.add(next);
      family.push(one);
      waiting.push(...one.child.siblings.map((sibling) => sibling.pupilId));
    }
    return family.length > 1 ? [family] : [];
  });
}

function moverLines(schools: readonly SchoolWeekFacts[]): LineView[] {
  const names = new Set(schools.map(({ school }) => school.name));
  return schools.flatMap(({ school, newAtSchool }) =>
    newAtSchool.flatMap((child) => {
      const from = child.previousSchool;
      if (from === undefined || !names.has(from.name)) return [];
      const entries = `${writeCountOf(from.entries, 'entry was', 'entries were')} recorded at the last school`;
      return [
        {
          who: writeWho(child),
          what: `Moved from ${from.name} to ${school.name} on ${writeDate(child.joined)}; ${entries}.`,
        },
      ];
    }),
  );
}

function listedMoverLines(schools: readonly SchoolWeekFacts[]): LineView[] {
  const names = new Map(schools.map(({ school }) => [school.urn, school.name]));
  return schools.flatMap(({ school, children, newAtSchool, weekEnd }) => {
    const told = new Set(newAtSchool.map(({ pupilId }) => pupilId));
    return children.flatMap((child) => {
      const { cameFrom } = child;
      if (cameFrom === undefined) return [];
      const from = names.get(cameFrom.schoolUrn);
      if (from === undefined || child.now.level === 'none' || told.has(child.pupilId)) return [];
      const moved = `Moved from ${from} to ${school.name} on ${writeDateBeside(cameFrom.joined, weekEnd)}`;
      return [
        {
          who: writeWho(child),
          what: `${moved}; ${writeLevel(child.now.level)}. ${writeReason(child, weekEnd)}`,
        },
      ];
    });
  });
}
