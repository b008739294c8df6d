import { startRuntime } from '../../scripts/runtime/startRuntime.ts';

/** A process of its own that starts the runtime on a folder and holds it until it is killed. */
const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error('usage: holdRuntime FOLDER');
const { mongoUri, redisUrl } = await startRuntime({
  dataDir,
  log: (line) => void process.stderr.write(`${line}\n`),
});
process.stdout.write(`${JSON.stringify({ mongoUri, redisUrl })}\n`);
setInterval(() => undefined, 60_000);
