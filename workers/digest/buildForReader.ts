import { buildDigest } from '../../domain/digest/buildDigest.ts';
import type { DigestDetail, SchoolWeekFacts } from '../../domain/digest/digestFacts.ts';
import type { DigestKind } from '../../domain/digest/digestReader.ts';
import type { DigestView } from '../../domain/digest/digestView.ts';
import { DEFAULT_WORDING, wordingOf } from '../../domain/digest/digestWording.ts';
import { chosenWording, EVERYTHING, leaveOut } from '../../domain/digest/readerChoice.ts';
import { buildNumbersDigest } from '../../domain/digest/schools/numbersOnly.ts';
import { buildSchoolsDigest } from '../../domain/digest/schools/severalSchools.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { addDays, type LocalDate } from '../../domain/localDate.ts';
import type { ReaderRecord } from '../../store/readers.ts';
import { findSchool, type SchoolRecord } from '../../store/schools.ts';
import type { StageContext } from '../stageContext.ts';
import { assessWeek } from './assessWeek.ts';
import { loadDigestFacts } from './loadDigestFacts.ts';

/** A school and what its week came to. */
export interface SchoolWeek {
  readonly school: SchoolRecord;
  readonly facts: SchoolWeekFacts;
}

/** A week by its name, and its Monday. */
export interface Week {
  readonly name: string;
  readonly start: LocalDate;
  /** False for a look that leaves nothing behind. */
  readonly keeps?: boolean;
}

/** What a digest of a school's week is made from; assesses the school's children as of its end. */
export async function loadSchoolWeek(
  { store, now: clock }: StageContext,
  urn: Urn,
  week: Week,
): Promise<SchoolWeek | undefined> {
  const school = await findSchool(store, urn);
  if (!school) return undefined;
  const now = clock();
  const assessed = await assessWeek(store, urn, week, now);
  return { school, facts: await loadDigestFacts(store, { school, ...week, assessed, now }) };
}

/** Whom a digest is for, and what it is made from. */
export interface Audience {
  readonly reader: ReaderRecord;
  readonly detail: DigestDetail;
  readonly link: string | undefined;
  readonly now: Date;
  readonly name: string;
  readonly start: Week['start'];
  readonly schools: readonly SchoolWeek[];
}

/** Builds a reader's digest of their kind. @throws RangeError when it is of no school */
export function buildFor(kind: DigestKind, audience: Audience): DigestView {
  const { reader, detail, link, schools } = audience;
  const forReader = { reader, detail, ...(link === undefined ? {} : { link }) };
  const [first] = schools;
  if (first === undefined) throw new RangeError('a digest tells of at least one school');
  const several = {
    ...forReader,
    week: audience.name,
    weekStart: audience.start,
    weekEnd: addDays(audience.start, 6),
    generatedAt: audience.now,
    about: aboutSchools(schools),
    schools: schools.map(({ facts }) => facts),
  };
  const { choice = EVERYTHING } = reader;
  const build = (): DigestView => {
    switch (kind) {
      case 'school': {
        const wording = wordingOf(first.school.digestWording);
        return buildDigest({ ...first.facts, ...forReader }, chosenWording(wording, choice));
      }
      case 'schools':
        return buildSchoolsDigest(several, chosenWording(DEFAULT_WORDING, choice));
      case 'locality':
      case 'governors':
        return buildNumbersDigest(several);
    }
  };
  return leaveOut(build(), kind, choice);
}

function aboutSchools(schools: readonly SchoolWeek[]): string {
  const [first] = schools;
  if (schools.length === 1 && first) return first.school.name;
  const localities = new Set(schools.map(({ school }) => school.locality));
  const [locality] = localities;
  return localities.size === 1 && locality !== undefined
    ? `${schools.length} schools in ${locality}`
    : `${schools.length} schools`;
}
