import { MongoClient } from 'mongodb';
import process from 'node:process';

/**
 * Pings the two servers in its arguments at the same moments until told to stop; tells the longest answer of
 * each took, in milliseconds.
 */
const clients = await Promise.all(process.argv.slice(2).map((uri) => MongoClient.connect(uri)));
const ping = async (client: MongoClient): Promise<number> => {
  const began = performance.now();
  await client.db('bench').command({ ping: 1 });
  return performance.now() - began;
};
for (let warmUp = 0; warmUp < 50; warmUp += 1) await Promise.all(clients.map(ping));
let worst = clients.map(() => 0);
let stopped = false;
process.once('message', () => (stopped = true));
process.send?.('ready');
while (!stopped) {
  const took = await Promise.all(clients.map(ping));
  worst = worst.map((before, place) => Math.max(before, took[place] ?? 0));
  await new Promise((resolve) => setTimeout(resolve, 2));
}
process.send?.(worst);
await Promise.all(clients.map((client) => client.close()));
