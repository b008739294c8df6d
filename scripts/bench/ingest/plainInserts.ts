import type { Collection } from 'mongodb';
import { incidentSchema } from '../../../store/incidents.ts';
import type { Store } from '../../../store/openStore.ts';

const INSERTED_AT_A_TIME = 1000;

/**
 * How many documents a second the driver's insertMany stores of the incidents as they were when they had just been
 * stored: without the concerns that were read later.
 * @param indexed whether into a collection with the indexes of incidents, so that they can be found as ours can
 */
export async function insertIncidents({ connection, incidents }: Store, indexed: boolean): Promise<number> {
  const documents = await incidents.find({}, { tagging: 0, reading: 0 }).lean();
  const plain = connection.collection(indexed ? 'plain_incidents_indexed' : 'plain_incidents');
  if (indexed) {
    for (const [keys, options] of incidentSchema.indexes()) {
      const { background: _, ...rest } = options;
      await plain.createIndex(keys as never, rest as never);
    }
  }
  const waiting = documents.map((document) => ({ ...document, tagState: 'waiting' }));
  return insertAll(plain as never, waiting);
}

/**
 * How many documents a second insertMany stores of a register with a document a mark, and with the one index
 * without which the same mark sent twice would be two.
 * @param register lines of `upn,date,session,code` below a header
 */
export async function insertMarks(
  { connection }: Store,
  register: Buffer,
  { from, count }: { from: number; count: number },
): Promise<number> {
  const plain = connection.collection('plain_marks');
  await plain.createIndex({ pupilId: 1, date: 1, session: 1 }, { unique: true });
  const lines = register
    .toString('latin1')
    .split('\n')
    .slice(1 + from, 1 + from + count);
  const documents = lines.map((line) => {
    const [upn, date, session, code] = line.split(',');
    return { pupilId: `pup_${upn}`, date, session, code };
  });
  return insertAll(plain as never, documents);
}

async function insertAll(collection: Collection, documents: readonly object[]): Promise<number> {
  const started = performance.now();
  for (let i = 0; i < documents.length; i += INSERTED_AT_A_TIME) {
    await collection.insertMany(documents.slice(i, i + INSERTED_AT_A_TIME), { ordered: false });
  }
  return (documents.length * 1000) / (performance.now() - started);
}
