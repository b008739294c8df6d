import { MongoClient } from 'mongodb';
import process from 'node:process';

/** Pings the server in its argument until told to stop; tells the longest answer took, in milliseconds. */
const client = await MongoClient.connect(process.argv[2] ?? '');
const ping = () => client.db('bench').command({ ping: 1 });
for (let warmUp = 0; warmUp < 50; warmUp += 1) await ping();
let worst = 0;
let stopped = false;
process.once('message', () => (stopped = true));
process.send?.('ready');
while (!stopped) {
  const began = performance.now();
  await ping();
  worst = Math.max(worst, performance.now() - began);
  await new Promise((resolve) => setTimeout(resolve, 2));
}
process.send?.(worst);
await client.close();
