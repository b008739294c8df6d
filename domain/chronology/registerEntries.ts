import { slotAt, SLOT, type Register } from '../attendance/register.ts';
import { consecutiveRuns } from './absenceRuns.ts';
import type { ChronologyEntry } from './chronologyEntry.ts';
import { fromEpochDay } from '../localDate.ts';

/** School days of absence in a row that are worth a line of their own. */
const RUN_DAYS = 3;
/** School days after an incident within which an absence is told as following it. */
const AFTER_INCIDENT_DAYS = 2;

function isUnauthorised(register: Register, from: number, to: number): boolean {
  for (let day = from; day <= to; day++)
    for (const session of [0, 1] as const)
      if ((slotAt(register, day, session) & SLOT.unauthorised) !== 0) return true;
  return false;
}

/**
 * Attendance events found in a register up to a day: runs of three school days and more missed, and whether
 * one began within two days of an incident.
 * @param incidentDays epoch days of incidents
 */
export function registerEntries(
  register: Register,
  asOfDay: number,
  incidentDays: readonly number[],
): readonly ChronologyEntry[] {
  return consecutiveRuns(register, asOfDay)
    .filter(({ schoolDays }) => schoolDays >= RUN_DAYS)
    .map(({ from, to, schoolDays }) => {
      const unauthorised = isUnauthorised(register, from, to);
      const follows = incidentDays.some((day) => from > day && from - day <= AFTER_INCIDENT_DAYS);
      const reasons = [
        unauthorised ? 'At least part of it without leave' : 'All of it with leave or for illness',
        ...(follows ? [`Began within ${AFTER_INCIDENT_DAYS} days of an incident`] : []),
      ];
      return {
        id: `absence:${fromEpochDay(from)}`,
        date: fromEpochDay(from),
        until: fromEpochDay(to),
        kind: 'attendance' as const,
        title: `Absent ${schoolDays} school days in a row`,
        effect: unauthorised ? ('worrying' as const) : ('neutral' as const),
        weight: 0,
        theme: 'school-life' as const,
        source: { kind: 'register' as const },
        reasons,
      };
    });
}
