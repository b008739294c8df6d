import { expect } from 'chai';
import fc from 'fast-check';
import { buildAttendanceCalendar } from '../../../domain/charts/attendanceCalendar.ts';
import { buildScoreChart, type ChartEntry } from '../../../domain/charts/scoreChart.ts';
import { buildTimeAxis } from '../../../domain/charts/timeAxis.ts';
import { addDays, localDate, type LocalDate } from '../../../domain/localDate.ts';
import type { Urn } from '../../../domain/identifiers.ts';

const TODAY = localDate('2026-11-25');
const SUNDAY = localDate('2026-11-22');
const LEVELS = { watch: 4, concern: 6, urgent: 9 };
const axis = buildTimeAxis(TODAY, 10);

const entry = (date: LocalDate, given: Partial<ChartEntry> = {}): ChartEntry => ({
  date,
  title: 'No coat',
  weight: 1,
  effect: 'worrying',
  ...given,
});

describe('the time axis', () => {
  it('runs from a Monday to the Sunday of the week looked at', () => {
    expect([axis.from, axis.to]).to.deep.equal(['2026-09-21', '2026-11-29']);
  });
});

describe('the line of cumulative concern', () => {
  const scores = [
    { date: addDays(SUNDAY, -7), score: 2 },
    { date: SUNDAY, score: 6 },
  ];

  it('has a row for every week it draws, newest first, with the entries of the week', () => {
    const { rows } = buildScoreChart(axis, scores, [entry(addDays(SUNDAY, -2))], LEVELS);
    expect(rows.map(({ isoDate, score, level, entries }) => [isoDate, score, level, entries])).to.deep.equal([
      ['2026-11-22', '6.0', 'concern', 'No coat'],
      ['2026-11-15', '2.0', 'not on the list', ''],
    ]);
  });

  it('tells worry, good news and the rest apart by shape', () => {
    const day = addDays(SUNDAY, -1);
    const marks = (['worrying', 'protective', 'neutral'] as const).map(
      (effect) => buildScoreChart(axis, scores, [entry(day, { effect })], LEVELS).marks[0]?.path ?? '',
    );
    expect(marks[1]).to.not.include('a');
    expect(new Set(marks).size).to.equal(3);
  });

  it('stays inside its frame whatever the scores', () => {
    const score = fc.double({ min: -2, max: 400, noNaN: true });
    fc.assert(
      fc.property(fc.array(score, { minLength: 1, maxLength: 10 }), (values) => {
        const weeks = values.map((value, i) => ({ date: addDays(SUNDAY, -7 * i), score: value })).reverse();
        const view = buildScoreChart(axis, weeks, [entry(SUNDAY)], LEVELS);
        for (const [, x, y] of view.line.matchAll(/[ML]([\d.-]+) ([\d.-]+)/g)) {
          expect(Number(x)).to.be.within(0, view.width);
          expect(Number(y)).to.be.within(0, view.floor);
        }
      }),
    );
  });
});

describe('the attendance calendar', () => {
  const register = (days: Record<string, { AM?: string; PM?: string }>) => [
    { schoolUrn: '990001' as Urn, academicYear: 2026, days: days as never },
  ];

  it('says every absence by letter as well as by colour', () => {
    const { cells } = buildAttendanceCalendar(
      axis,
      register({ '2026-11-23': { AM: '/', PM: 'O' }, '2026-11-24': { AM: 'I', PM: '-' } }),
      TODAY,
    );
    expect(cells.map(({ kind, letter }) => [kind, letter])).to.deep.equal([
      ['present', ''],
      ['unauthorised', 'O'],
      ['illness', 'I'],
      ['no-mark', '?'],
    ]);
  });

  it('shows no mark of a day after the one looked at', () => {
    const { cells } = buildAttendanceCalendar(axis, register({ '2026-11-26': { AM: 'O' } }), TODAY);
    expect(cells).to.deep.equal([]);
  });

  it('counts in its table what it draws', () => {
    const { rows, summary } = buildAttendanceCalendar(
      axis,
      register({ '2026-11-23': { AM: '/', PM: 'O' }, '2026-11-24': { AM: 'I', PM: 'L' } }),
      TODAY,
    );
    expect(rows).to.have.lengthOf(1);
    expect(rows[0]).to.include({
      possible: 4,
      missed: 2,
      unauthorised: 1,
      late: 1,
      detail: 'Mon PM O, Tue AM I, Tue PM L',
    });
    expect(summary).to.include('Missed 2 of 4 sessions');
  });

  it('shows the school that had the child where two schools marked the same session', () => {
    const years = [...register({ '2026-11-23': { AM: 'D' } }), ...register({ '2026-11-23': { AM: '/' } })];
    expect(buildAttendanceCalendar(axis, years, TODAY).cells.map(({ kind }) => kind)).to.deep.equal([
      'present',
    ]);
  });
});
