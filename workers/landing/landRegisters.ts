import { gatherMarks, marksOf, type ToldMarks } from '../../domain/attendance/toldMarks.ts';
import type { MarkRow, RowOutcome } from '../../domain/formats/rows.ts';
import type { Upn } from '../../domain/identifiers.ts';
import type { HeldValue } from '../../store/heldRows.ts';
import { goodRows } from './goodRows.ts';
import { landMarks } from './landMarks.ts';
import { closeLanding, hold, type Landing } from './openLanding.ts';

/** What one delivery of a register told, child by child. */
export interface GatheredRegister {
  readonly landing: Landing;
  readonly told: ReadonlyMap<Upn, ToldMarks>;
  readonly firstRows: ReadonlyMap<Upn, number>;
}

/** Reads a register to its end. */
export function gatherRegister(landing: Landing, rows: Iterable<RowOutcome<MarkRow>>): GatheredRegister {
  const { told, add } = gatherMarks<Upn>();
  const firstRows = new Map<Upn, number>();
  for (const { row, value } of goodRows(landing.tally, rows)) {
    if (!told.has(value.upn)) firstRows.set(value.upn, row);
    add(value.upn, value);
  }
  return { landing, told, firstRows };
}

/** The marks of deliveries of one source are laid over the registers together, so that each register is written once. */
export async function landRegisters(registers: readonly GatheredRegister[]): Promise<void> {
  const [first] = registers;
  if (first === undefined) return;
  const { context, finder } = first.landing;
  const delivered = registers.map(({ landing, told }) => ({ delivery: landing.delivery, told }));
  const outcomes = await landMarks(context.store, delivered, finder);
  for (const [i, { landing, firstRows }] of registers.entries()) {
    const outcome = outcomes[i];
    if (outcome === undefined) continue;
    landing.tally.count('landed', outcome.landed);
    landing.tally.count('unchanged', outcome.unchanged);
    for (const pupilId of landing.countUnchangedAsTouched ? outcome.named : outcome.changed)
      landing.tally.touched.add(pupilId);
    for (const [upn, told] of outcome.unknown) {
      const value: HeldValue = { kind: 'attendance', upn, marks: marksOf(told) };
      const held = { reason: 'unknown-pupil', candidates: [] } as const;
      await hold(landing, firstRows.get(upn) ?? 0, held, { identity: { upn }, value, count: told.count });
    }
    await closeLanding(landing);
  }
}
