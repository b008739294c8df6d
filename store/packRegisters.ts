import { lineOfDays } from '../domain/attendance/registerLine.ts';
import type { DayMarks } from '../domain/attendance/marks.ts';
import type { LocalDate } from '../domain/localDate.ts';
import type { MarksRecord } from './marks.ts';
import type { Store } from './openStore.ts';

const DONE = 'registers-are-lines';
const PACKED_AT_A_TIME = 500;

type InDays = Pick<MarksRecord, '_id' | 'academicYear'> & { readonly days: Record<LocalDate, DayMarks> };

/** Registers kept as lists of days, as an earlier version did, become lines, once. Safe to run twice or side by side. */
export async function packRegisters({ marks, settings }: Pick<Store, 'marks' | 'settings'>): Promise<void> {
  if (await settings.exists({ _id: DONE })) return;
  const old = { days: { $exists: true } };
  for (;;) {
    const found = (await marks.collection.find(old).limit(PACKED_AT_A_TIME).toArray()) as unknown as InDays[];
    if (found.length === 0) break;
    const writes = found.map(({ _id, academicYear, days }) => ({
      updateOne: {
        filter: { _id, ...old },
        update: { $set: { line: lineOfDays(days, academicYear) }, $unset: { days: '' } },
      },
    }));
    await marks.collection.bulkWrite(writes as never, { ordered: false });
  }
  await settings.updateOne({ _id: DONE }, { $setOnInsert: { value: 'yes' } }, { upsert: true });
}
