import type { PupilRow } from '../../domain/formats/rows.ts';
import { upnCheckLetter, type Upn, type Urn } from '../../domain/identifiers.ts';
import { addDays, londonInstant, type LocalDate } from '../../domain/localDate.ts';
import type { IncidentVersion } from '../replay/incidentVersions.ts';
import { HARD_NEGATIVES } from './hardNegatives.ts';
import { FIRST_MONDAY, WEEKS, type Locality, type LocalityOptions, type SimulatedChild } from './locality.ts';
import { writeGraveNote, writeNote, type Truth } from './narratives.ts';
import { EVERYDAY, ORDINARY, PLOTS } from './plots.ts';
import { createRandom, type Random } from './random.ts';
import { registerOfChild, schoolDays, type SimulatedMark } from './simulateRegister.ts';

const NAMES = [
  'Zephrin',
  'Orlaith',
  'Quillon',
  'Tamsel',
  'Brisa',
  'Caddoc',
  'Velda',
  'Ysolde',
  'Faron',
  'Marnix',
];

const PLANTED_SHARE = 0.03;
const HARD_NEGATIVE_SHARE = 0.06;

function upnOf(school: number, serial: number): Upn {
  const body = `999${String(9000 + school)}24${String(serial).padStart(3, '0')}`;
  return `${upnCheckLetter(body)}${body}` as Upn;
}

function bentMix(random: Random): readonly (readonly [Truth, number])[] {
  return ORDINARY.map(([truth, share]) => [truth, share * Math.exp(0.35 * random.normal())] as const);
}

function drawFrom(random: Random, mix: readonly (readonly [Truth, number])[]): Truth {
  let left = random.next() * mix.reduce((sum, [, share]) => sum + share, 0);
  for (const [truth, share] of mix) if ((left -= share) < 0) return truth;
  return 'none';
}

/** Everything one run of a simulated locality is made from; the same options give the same locality. */
export function simulateLocality({ seed, schools, pupilsPerSchool }: LocalityOptions): Locality {
  const random = createRandom(seed);
  const children: SimulatedChild[] = [];
  const versions: IncidentVersion[] = [];
  const truths = new Map<string, { truth: Truth; severity: 1 | 2 | 4 }>();
  const marks: SimulatedMark[] = [];
  const days = schoolDays(FIRST_MONDAY, WEEKS);
  let serial = 0;

  const staffOf = (school: number): readonly string[] =>
    Array.from({ length: 14 }, (_, i) => `Staff ${school}-${i}`);

  const write = (
    child: SimulatedChild,
    day: LocalDate,
    truth: Truth,
    severity: 1 | 2 | 4,
    staff: readonly string[],
  ) => {
    const name = NAMES[serial % NAMES.length] ?? 'Brisa';
    const grave = severity === 4 ? writeGraveNote(random, name) : undefined;
    const narrative = grave?.narrative ?? writeNote(random, truth, name);
    truths.set(narrative, { truth: grave?.truth ?? truth, severity });
    const late = random.next() < 0.05 ? random.between(7, 40) : random.next() < 0.2 ? 1 : 0;
    const entryId = `e${String(++serial)}`;
    const occurredAt = londonInstant(day, `${String(random.between(9, 14)).padStart(2, '0')}:15`);
    const recordedAt = londonInstant(addDays(day, late), '16:20');
    const version: IncidentVersion = {
      entryId,
      revision: 1,
      occurredAt,
      recordedAt,
      row: {
        withdrawn: false,
        externalId: entryId,
        schoolUrn: child.schoolUrn,
        pupil: { upn: child.upn },
        occurred: { kind: 'instant', at: occurredAt },
        recorded: { kind: 'instant', at: recordedAt },
        narrative,
        linkedUpns: [],
        recordedBy: random.pick(staff),
        actions: [],
      },
    };
    versions.push(version);
    return version;
  };

  for (let school = 0; school < schools; school++) {
    const schoolUrn = String(990001 + school) as Urn;
    const staff = staffOf(school);
    const yearly = 2 * 5 ** (schools === 1 ? 0.5 : school / (schools - 1));
    const mix = bentMix(random);
    const pupils: SimulatedChild[] = [];
    for (let i = 0; i < pupilsPerSchool; i++) {
      const home = random.next() < 0.35 ? (pupils.at(-1)?.household ?? `H${school}-${i}`) : `H${school}-${i}`;
      pupils.push({
        upn: upnOf(school, i),
        schoolUrn,
        household: home,
        role: 'ordinary',
        onsetWeek: 0,
        endWeek: 0,
        plotWeeks: [],
      });
    }
    children.push(...pupils);

    for (const child of pupils) {
      if (child.role !== 'ordinary') continue;
      const chance = random.next();
      if (chance < PLANTED_SHARE) {
        const family = pupils.filter(
          ({ household, role }) => household === child.household && role === 'ordinary',
        );
        const plot = random.pick(PLOTS.filter((one) => one.household === undefined || family.length > 1));
        const length = random.between(...plot.weeks);
        const onset = random.between(2, Math.max(3, WEEKS - length));
        for (const member of plot.household ? family : [child])
          Object.assign(member, { role: 'planted', plot, onsetWeek: onset, endWeek: onset + length });
      } else if (chance < PLANTED_SHARE + HARD_NEGATIVE_SHARE) child.role = random.pick(HARD_NEGATIVES);
    }

    for (const child of pupils) {
      const rate = random.gamma(0.6, yearly) * (child.role === 'chatty recorder' ? 4 : 1);
      for (const day of days) {
        let count = random.poisson(rate / days.length);
        while (count-- > 0) {
          const truth = drawFrom(random, mix);
          const severity = !EVERYDAY.has(truth) && random.next() < 0.35 ? 2 : 1;
          const first = write(child, day, truth, severity, staff);
          if (child.role === 'sent and keyed again') {
            versions.push({
              ...first,
              entryId: `${first.entryId}b`,
              recordedAt: londonInstant(addDays(day, 3), '12:00'),
            });
            versions.push({
              ...first,
              entryId: `${first.entryId}c`,
              recordedAt: londonInstant(addDays(day, 6), '12:00'),
            });
          }
          if (random.next() < 0.12) write(child, addDays(day, random.between(0, 2)), truth, 1, staff);
        }
      }
    }

    const written = new Set<string>();
    for (const child of pupils) {
      const { plot } = child;
      if (plot !== undefined && !(plot.household && written.has(child.household))) {
        written.add(child.household);
        const members = plot.household
          ? pupils.filter(({ household, plot: p }) => household === child.household && p === plot)
          : [child];
        const length = child.endWeek - child.onsetWeek;
        const wanted = random.between(4, 8);
        for (let i = 0; i < wanted; i++) {
          const at = (i + random.next()) / wanted;
          const week = child.onsetWeek + Math.floor(at * length);
          const stage = plot.stages[
            Math.min(plot.stages.length - 1, Math.floor(at * plot.stages.length))
          ] ?? ['none'];
          const inWeek = days.filter((day) => day >= addDays(FIRST_MONDAY, 7 * week)).slice(0, 5);
          if (inWeek.length === 0) continue;
          const about = members[i % members.length] ?? child;
          const { recordedAt } = write(
            about,
            random.pick(inWeek),
            random.pick(stage),
            random.next() < 0.45 ? 2 : 1,
            staff,
          );
          const recordedWeek = Math.floor(
            (recordedAt.getTime() - londonInstant(FIRST_MONDAY, '00:00').getTime()) / 604_800_000,
          );
          for (const member of members) member.plotWeeks.push(recordedWeek);
        }
      }
      if (child.role === 'frequent behaviour, settled') {
        for (const day of days)
          if (random.next() < 0.18) write(child, day, 'behaviour', random.next() < 0.3 ? 2 : 1, staff);
      } else if (child.role === 'four bad weeks') {
        const week = random.between(6, 36);
        for (let i = 0; i < 6; i++)
          write(
            child,
            random.pick(days.filter((d) => d >= addDays(FIRST_MONDAY, 7 * week)).slice(0, 20)),
            random.pick([
              'behaviour',
              'behaviour',
              'bullying-child-on-child',
              'child-mental-health',
              'bereavement-family-change',
            ]),
            1,
            staff,
          );
      } else if (child.role === 'single severe event') {
        const day = random.pick(days.slice(20, -20));
        write(child, day, 'physical-abuse', 4, staff);
        write(child, addDays(day, 1), 'social-care-involvement', 1, staff);
      }
    }
    for (const child of pupils) marks.push(...registerOfChild(random, child, days));
  }
  versions.sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime());
  return { children, versions, truths, marks, pupils: children.map(pupilRow) };
}

function pupilRow({ upn, schoolUrn, household }: SimulatedChild): PupilRow {
  return {
    upn,
    forename: 'Brisa',
    surname: 'Invented',
    schoolUrn,
    householdId: household,
    siblingUpns: [],
    characteristics: {},
  };
}
