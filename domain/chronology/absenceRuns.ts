import { SLOT, slotAt, type Register } from '../attendance/register.ts';

/** A stretch of school days on each of which every possible session was missed; epoch days. */
export interface AbsenceRun {
  readonly from: number;
  readonly to: number;
  readonly schoolDays: number;
}

/** Every run of whole days missed up to a day, oldest first; days without a possible session do not break one. */
export function consecutiveRuns(register: Register, asOfDay: number): readonly AbsenceRun[] {
  const runs: AbsenceRun[] = [];
  let open: { from: number; to: number; schoolDays: number } | undefined;
  const last = Math.min(asOfDay, register.firstDay + register.days - 1);
  for (let day = register.firstDay; day <= last; day++) {
    const sessions = [slotAt(register, day, 0), slotAt(register, day, 1)].filter(
      (bits) => (bits & SLOT.possible) !== 0,
    );
    if (sessions.length === 0) continue;
    if (sessions.some((bits) => (bits & SLOT.absent) === 0)) {
      if (open !== undefined) runs.push(open);
      open = undefined;
    } else if (open === undefined) open = { from: day, to: day, schoolDays: 1 };
    else {
      open.to = day;
      open.schoolDays++;
    }
  }
  if (open !== undefined) runs.push(open);
  return runs;
}
