import process from 'node:process';
import { Argument, Command } from 'commander';
import { parseConfiguration } from '../domain/configuration.ts';
import { openEventLog } from '../store/openEventLog.ts';
import { openThroughline, type Part } from './process/openThroughline.ts';
import { askedToStop, BadUsage, runScript } from './process/runScript.ts';

/** Runs one part of Throughline as a process of its own, against the database and Redis it is given. */
async function main(): Promise<void> {
  const command = new Command('serve')
    .description('Runs the web server or the workers as a process of its own.')
    .addArgument(new Argument('<part>', 'which part to run').choices(['server', 'workers']))
    .exitOverride()
    .parse();
  const part: Part = command.args[0] === 'server' ? 'server' : 'workers';
  const configuration = parseConfiguration(process.env);
  const { mongoUri, redisUrl } = configuration;
  if (mongoUri === undefined || redisUrl === undefined) {
    throw new BadUsage(
      'MONGODB_URI and REDIS_URL: expected, since a part on its own starts neither (./scripts/start does)',
    );
  }
  const log = openEventLog(configuration.logLevel);
  const running = await openThroughline({
    configuration: { ...configuration, mongoUri, redisUrl },
    parts: [part],
    log,
  });
  log('info', 'stopping', { reason: await askedToStop() });
  await running.close();
}

runScript(main);
