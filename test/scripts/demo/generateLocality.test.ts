import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { readBody } from '../../../domain/formats/readBody.ts';
import { instantOf } from '../../../domain/formats/when.ts';
import type { Kind, ReportedIncidentRow, RowOf, RowOutcome } from '../../../domain/formats/rows.ts';
import { isUpn } from '../../../domain/identifiers.ts';
import { daysBetween, localDate, londonDate, londonInstant } from '../../../domain/localDate.ts';
import { UNKNOWN_UPN } from '../../../scripts/demo/faultyRows.ts';
import {
  generateLocality,
  type DemoLocality,
  type DemoSchool,
} from '../../../scripts/demo/generateLocality.ts';
import { STORIES } from '../../../scripts/demo/material/stories/stories.ts';
import { schoolDays } from '../../../scripts/demo/schoolCalendar.ts';

const TODAY = localDate('2026-11-24');

function outcomes<K extends Kind>(school: DemoSchool, kind: K, today = TODAY): RowOutcome<RowOf[K]>[] {
  return school.deliveries
    .filter((delivery) => delivery.kind === kind)
    .flatMap(({ body, contentType, source }) => {
      const now = londonInstant(today, '00:00');
      const reading = readBody<K>(kind, Buffer.from(body), { contentType, now, ...(source && { source }) });
      if (!reading.ok) throw new Error(reading.problem);
      const rows = [...reading.rows];
      expect(reading.notes(), `${school.name} ${kind}`).to.deep.equal([]);
      return rows;
    });
}

function values<K extends Kind>(school: DemoSchool, kind: K, today = TODAY): RowOf[K][] {
  return outcomes(school, kind, today).flatMap((row) => (row.ok ? [row.value] : []));
}

function problemsOf(school: DemoSchool): string[] {
  return (['pupils', 'incidents', 'attendance', 'contacts'] as const)
    .flatMap((kind) => outcomes(school, kind))
    .flatMap((row) => (row.ok ? [] : row.problems.map(({ field }) => field)));
}

function schoolOf(locality: DemoLocality, phase: DemoSchool['phase']): DemoSchool {
  return locality.schools.find((school) => school.phase === phase)!;
}

function entries(school: DemoSchool, today = TODAY): ReportedIncidentRow[] {
  return values(school, 'incidents', today).flatMap((row) => (row.withdrawn ? [] : [row]));
}

function narratives(school: DemoSchool): string[] {
  return entries(school).map(({ narrative }) => narrative);
}

describe('the demo locality', () => {
  const locality = generateLocality({ today: TODAY });

  it('is the same, byte for byte, for the same day and seed', () => {
    const once = generateLocality({ today: TODAY, seed: 7 });
    expect(generateLocality({ today: TODAY, seed: 7 })).to.deep.equal(once);
    expect(generateLocality({ today: TODAY, seed: 8 })).not.to.deep.equal(once);
  });

  it('has a primary, a secondary and a special school whose numbers are never issued', () => {
    expect(locality.schools.map(({ phase }) => phase)).to.deep.equal(['primary', 'secondary', 'special']);
    for (const school of locality.schools) {
      expect(school.urn).to.match(/^199\d{3}$/);
      expect(school.laEstab).to.match(/^999\d{4}$/);
      expect(school.readers).not.to.be.empty;
      for (const { email } of school.readers) expect(email).to.match(/^[^@]+@[^@]+\.example$/);
    }
  });

  it('has about three hundred pupils, each with a UPN of LA 999 that verifies', () => {
    const rolls = locality.schools.map((school) => values(school, 'pupils'));
    const [primary, secondary, special] = rolls.map((rows) => rows.length);
    expect(primary).to.be.within(145, 155);
    expect(secondary).to.be.within(115, 125);
    expect(special).to.be.within(27, 33);
    const upns = new Set(rolls.flat().map(({ upn }) => upn));
    expect(upns.size).to.be.within(290, 310);
    for (const upn of upns) expect(upn).to.match(/^.999/).and.satisfy(isUpn);
  });

  it('names no UPN anywhere outside LA 999', () => {
    const bodies = locality.schools.flatMap(({ deliveries }) => deliveries.map(({ body }) => body));
    const upns = bodies.flatMap((body) => body.match(/\b[A-HJ-NP-RT-Z]\d{11}[0-9A-Z]\b/g) ?? []);
    expect(upns.filter((upn) => !upn.startsWith('999', 1))).to.deep.equal([]);
    expect(new Set(upns.filter((upn) => !isUpn(upn))).size, 'mistyped on purpose').to.equal(1);
  });

  it('has brothers and sisters in different schools', () => {
    const phasesOf = new Map<string, Set<string>>();
    for (const school of locality.schools) {
      for (const { householdId } of values(school, 'pupils')) {
        phasesOf.set(householdId!, (phasesOf.get(householdId!) ?? new Set()).add(school.phase));
      }
    }
    expect([...phasesOf.values()].filter(({ size }) => size > 1).length).to.be.at.least(20);
  });

  it('writes bodies the webhook takes: under 2 MB, every CSV row with a cell for each column', () => {
    for (const { deliveries } of locality.schools) {
      expect(deliveries[0]?.kind).to.equal('pupils');
      for (const { body, contentType } of deliveries) {
        expect(Buffer.byteLength(body)).to.be.below(2_000_000);
        if (!contentType.startsWith('text/csv')) continue;
        const [header, ...rows] = parse(body);
        expect(rows).not.to.be.empty;
        for (const row of rows) expect(row).to.have.length(header!.length);
      }
    }
  });

  it('is refused in exactly the rows that are wrong on purpose', () => {
    expect(problemsOf(schoolOf(locality, 'primary')).sort()).to.deep.equal(['occurredAt', 'pupil.upn']);
    expect(problemsOf(schoolOf(locality, 'secondary'))).to.deep.equal(['occurredAt']);
    expect(problemsOf(schoolOf(locality, 'special'))).to.deep.equal([]);
  });

  it('tells of a child nobody knows, in a register and in a log', () => {
    const enrolled = new Set(
      locality.schools.flatMap((school) => values(school, 'pupils')).map(({ upn }) => upn),
    );
    expect(enrolled.has(UNKNOWN_UPN)).to.equal(false);
    const marks = values(schoolOf(locality, 'secondary'), 'attendance').filter(
      ({ upn }) => !enrolled.has(upn),
    );
    const logged = entries(schoolOf(locality, 'special')).filter(({ pupil }) => !enrolled.has(pupil.upn!));
    expect([marks.length, logged.length]).to.deep.equal([2, 1]);
  });

  it('says something in every entry, and hardly ever the same', () => {
    for (const school of locality.schools) {
      const texts = narratives(school);
      expect(texts.filter((text) => text.trim() === '')).to.deep.equal([]);
      expect(texts.filter((text) => /[{}]|undefined/.test(text))).to.deep.equal([]);
      expect(new Set(texts).size / texts.length).to.be.above(0.95);
    }
  });

  it('has a few everyday notes for most children, many for some', () => {
    const counts = new Map<string, number>();
    for (const row of locality.schools.flatMap((school) => entries(school))) {
      counts.set(row.pupil.upn!, (counts.get(row.pupil.upn!) ?? 0) + 1);
    }
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    expect(total).to.be.within(400, 1000);
    expect(Math.max(...counts.values())).to.be.within(10, 40);
    expect(counts.size).to.be.within(150, 290);
  });

  it('tells every story whole, at the schools where it happened', () => {
    const told = new Set(locality.schools.flatMap(narratives));
    for (const story of STORIES) {
      expect(story.entries.length).to.be.within(6, 14);
      for (const { text } of story.entries) expect(told.has(text), text).to.equal(true);
    }
    const pupils = locality.schools.flatMap((school) => values(school, 'pupils'));
    for (const { surname, children } of STORIES) {
      for (const { forename } of children) {
        expect(pupils.some((row) => row.surname === surname && row.forename === forename)).to.equal(true);
      }
    }
  });

  it('has a mover who leaves one school before joining the other, with entries at both', () => {
    const [primary, special] = [schoolOf(locality, 'primary'), schoolOf(locality, 'special')];
    const before = values(primary, 'pupils').find(({ surname }) => surname === 'Plumbridge')!;
    const after = values(special, 'pupils').find(({ surname }) => surname === 'Plumbridge')!;
    expect(after.upn).to.equal(before.upn);
    expect(before.dateLeft! < after.dateJoined!).to.equal(true);
    for (const school of [primary, special]) {
      const own = entries(school).filter(({ pupil }) => pupil.upn === before.upn);
      expect(own.length).to.be.at.least(3);
    }
    const marksAfterLeaving = values(primary, 'attendance').filter(
      ({ upn, date }) => upn === before.upn && date > before.dateLeft!,
    );
    expect(marksAfterLeaving).to.deep.equal([]);
  });

  it('keeps a boy on reduced hours out of sight for weeks', () => {
    const secondary = schoolOf(locality, 'secondary');
    const { upn } = values(secondary, 'pupils').find(({ surname }) => surname === 'Saltmarrow')!;
    const seen = values(secondary, 'attendance').filter(
      (mark) => mark.upn === upn && ['/', '\\', 'L', 'U', 'V'].includes(mark.code),
    );
    const last = seen
      .map(({ date }) => date)
      .sort()
      .at(-1)!;
    expect(daysBetween(last, TODAY)).to.be.above(35);
    expect(values(secondary, 'contacts').filter((row) => row.upn === upn && row.seen)).to.deep.equal([]);
  });

  it('has absence near the national figures', () => {
    const absent = new Set(['I', 'M', 'R', 'C', 'C2', 'G', 'O', 'N', 'U']);
    const share = (marks: { code: string }[]) =>
      marks.filter(({ code }) => absent.has(code)).length / marks.length;
    const marks = locality.schools.map((school) => values(school, 'attendance'));
    expect(share(marks.flat())).to.be.within(0.06, 0.09);
    expect(share(marks[0]!)).to.be.below(share(marks[2]!));
  });

  it('resolves a mark not yet explained by sending it again, and leaves the newest open', () => {
    const marks = values(schoolOf(locality, 'primary'), 'attendance');
    const sent = new Map<string, string[]>();
    for (const { upn, date, session, code } of marks) {
      const key = `${upn} ${date} ${session}`;
      sent.set(key, [...(sent.get(key) ?? []), code]);
    }
    const twice = [...sent.values()].filter((codes) => codes.length > 1);
    expect(twice.length).to.be.above(20);
    for (const [first, second] of twice)
      expect([first, second]).to.satisfy(([a, b]: string[]) => a === 'N' && b !== 'N');
    expect([...sent.values()].filter((codes) => codes.at(-1) === 'N')).not.to.be.empty;
  });

  it('leaves out the last two registers of one school and no other', () => {
    const lastDays = locality.schools.map((school) =>
      values(school, 'attendance')
        .map(({ date }) => date)
        .sort()
        .at(-1),
    );
    expect(lastDays).to.deep.equal(['2026-11-23', '2026-11-23', '2026-11-19']);
  });

  for (const [what, day, lastSchoolDay] of [
    ['in the Christmas holiday', '2026-12-29', '2026-12-18'],
    ['in December', '2026-12-09', '2026-12-08'],
    ['in August', '2027-08-12', '2027-07-21'],
    ['on 29 February', '2028-02-29', '2028-02-28'],
    ['on the first day of a school year', '2026-09-02', '2026-07-21'],
    ['on the Monday of a bank holiday', '2027-05-03', '2027-04-30'],
  ] as const) {
    it(`ends with the last school day before a day ${what}`, () => {
      const today = localDate(day);
      const made = generateLocality({ today });
      const primary = schoolOf(made, 'primary');
      const dates = values(primary, 'attendance', today).map(({ date }) => date);
      expect(dates.toSorted().at(-1)).to.equal(lastSchoolDay);
      expect(new Set(dates).size).to.be.within(80, 95);
      for (const school of made.schools) {
        for (const { recorded } of entries(school, today)) {
          expect(londonDate(instantOf(recorded!)) < today).to.equal(true);
        }
        for (const { at } of values(school, 'contacts', today))
          expect(londonDate(instantOf(at)) < today).to.equal(true);
        for (const { dateJoined, dateLeft } of values(school, 'pupils', today)) {
          expect(dateJoined! < today).to.equal(true);
          expect(dateLeft === undefined || dateLeft < today).to.equal(true);
        }
      }
    });
  }

  it('has marks on school days only, inside the terms it states', () => {
    const days = new Set([...schoolDays(2025), ...schoolDays(2026)]);
    for (const school of locality.schools) {
      for (const { date } of values(school, 'attendance')) expect(days.has(date)).to.equal(true);
      for (const { start, end } of school.termDates) expect(start < end).to.equal(true);
    }
  });
});
