import { londonDate, type LocalDate } from '../../domain/localDate.ts';
import type { DemoMark } from './buildMarks.ts';
import type { DemoIncident } from './demoIncident.ts';
import type { DemoPupil } from './demoPupil.ts';
import type { DemoTimeline } from './demoTimeline.ts';
import { faultyMarks, rowFaults } from './faultyRows.ts';
import { incidentDelivery } from './incidentBodies.ts';
import type { DemoDelivery, Phase } from './locality.ts';
import { attendanceDelivery, contactsDelivery, pupilsDelivery } from './registerBodies.ts';
import type { DemoContact } from './tellStories.ts';

/** School weeks whose marks and entries travel together. */
const WEEKS_PER_DELIVERY = 2;
/** The school whose registers for its last school days never arrive. */
const SILENT_SCHOOL: Phase = 'special';
const SILENT_DAYS = 2;

/** What one school has to send. */
export interface SchoolRecords {
  readonly phase: Phase;
  readonly pupils: readonly DemoPupil[];
  readonly incidents: readonly DemoIncident[];
  readonly marks: readonly DemoMark[];
  readonly contacts: readonly DemoContact[];
}

/**
 * A school's deliveries in the order its system sends them: the roll, then fortnight by fortnight the log and
 * the registers (each with the corrections to the fortnight before), then the contacts.
 */
export function schoolDeliveries(timeline: DemoTimeline, all: SchoolRecords): readonly DemoDelivery[] {
  const records = withoutSilentDays(timeline, all);
  const fortnights = fortnightsOf(timeline);
  const faults = rowFaults(records.phase, records.incidents);
  const deliveries = [pupilsDelivery(records.phase, records.pupils)];
  fortnights.forEach((days, at) => {
    const latest = at === fortnights.length - 1;
    const rows = loggedIn(records.incidents, days, at === 0).map((incident) => {
      const fault = faults.get(incident);
      return fault === undefined ? { incident } : { incident, fault };
    });
    if (rows.length > 0) deliveries.push(incidentDelivery(records.phase, rows));
    const marks = [
      ...firstMarks(records, days),
      ...correctedMarks(records, fortnights[at - 1] ?? []),
      ...(latest ? faultyMarks(records.phase, timeline.lastDay) : []),
    ];
    deliveries.push(attendanceDelivery(marks));
  });
  if (records.contacts.length > 0) deliveries.push(contactsDelivery(records.contacts));
  return deliveries;
}

/** Whole fortnights counted back from the end; the oldest may be a week short. */
function fortnightsOf(timeline: DemoTimeline): readonly (readonly LocalDate[])[] {
  const fortnights: LocalDate[][] = [];
  timeline.weeks.forEach(({ days }, at) => {
    const current = fortnights.at(-1);
    if ((timeline.weeks.length - at) % WEEKS_PER_DELIVERY === 0 || current === undefined)
      fortnights.push([...days]);
    else current.push(...days);
  });
  return fortnights;
}

/** Entries logged from the first to the last of the days; none are logged between school days. */
function loggedIn(
  incidents: readonly DemoIncident[],
  days: readonly LocalDate[],
  first: boolean,
): readonly DemoIncident[] {
  const [from, to] = [days[0] ?? '', days.at(-1) ?? ''];
  return incidents.filter(({ recordedAt }) => {
    const day = londonDate(recordedAt);
    return (first || day >= from) && day <= to;
  });
}

/** The registers as they stood when the fortnight was sent. */
function firstMarks(records: SchoolRecords, days: readonly LocalDate[]): readonly DemoMark[] {
  const sent = new Set(days);
  return records.marks
    .filter(({ date }) => sent.has(date))
    .map((mark) => ({ ...mark, code: mark.firstCode ?? mark.code }))
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Marks of a fortnight already sent whose reason has become known since. */
function correctedMarks(records: SchoolRecords, days: readonly LocalDate[]): readonly DemoMark[] {
  return records.marks.filter(({ date, firstCode }) => firstCode !== undefined && days.includes(date));
}

/** The records without the registers that never arrive. */
function withoutSilentDays(timeline: DemoTimeline, records: SchoolRecords): SchoolRecords {
  if (records.phase !== SILENT_SCHOOL) return records;
  const silent = timeline.days.slice(-SILENT_DAYS);
  return { ...records, marks: records.marks.filter(({ date }) => !silent.includes(date)) };
}
