import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { Command } from 'commander';
import { isUrn } from '../domain/identifiers.ts';
import { mondayOfIsoWeek } from '../domain/localDate.ts';
import { openEventLog } from '../store/openEventLog.ts';
import { askForResend } from '../store/digests.ts';
import { listSchools } from '../store/schools.ts';
import { weekReportedOn } from '../domain/digest/schedule.ts';
import { enqueueDigest } from '../workers/queues.ts';
import { digestNow } from './process/digestNow.ts';
import { openThroughline, type Throughline } from './process/openThroughline.ts';
import { BadUsage, runScript } from './process/runScript.ts';
import { withRuntime } from './process/withRuntime.ts';

/** Writes and sends a week's digests now, through the same queue as on Monday morning. */
async function main(): Promise<void> {
  const options = new Command('digest')
    .description('Writes and sends the digests of a week now. Who has been sent theirs is not sent another.')
    .option('--week <week>', 'ISO week to report on, such as 2026-W46; the last whole week when not given')
    .option('--school <urn>', 'one school only')
    .option('--resend <digestId>', 'sends one digest once more, as it was written')
    .exitOverride()
    .parse()
    .opts<{ week?: string; school?: string; resend?: string }>();
  const week = options.week ?? weekReportedOn(new Date());
  if (mondayOfIsoWeek(week) === undefined)
    throw new BadUsage('--week: expected an ISO week such as 2026-W46');
  if (options.school !== undefined && !isUrn(options.school))
    throw new BadUsage('--school: expected a URN, six digits');
  await withRuntime(async (configuration) => {
    const log = openEventLog('error');
    const throughline = await openThroughline({
      configuration,
      parts: ['workers'],
      log,
      keepsSchedule: false,
    });
    try {
      if (options.resend !== undefined) {
        await resend(throughline, options.resend);
        process.stdout.write(`${options.resend} is sent once more (${configuration.mail.kind}).\n`);
        return;
      }
      const schools = (await listSchools(throughline.store))
        .map((school) => school._id)
        .filter((urn) => options.school === undefined || urn === options.school);
      if (schools.length === 0) throw new BadUsage('there is no such school; npm run admin adds one');
      const sent = await digestNow(throughline, schools, week);
      process.stdout.write(`${sent} digests for ${week} are sent (${configuration.mail.kind}).\n`);
    } finally {
      await throughline.close();
    }
  });
}

/** Has a digest sent again and waits until it is. */
async function resend({ store, queues }: Throughline, digestId: string): Promise<void> {
  if (!(await askForResend(store, digestId, 'command line', new Date())))
    throw new BadUsage('--resend: expected the id of a digest that is sent, refused or passed over');
  const job = await enqueueDigest(queues, { kind: 'send', digestId, traceId: randomUUID() });
  await job.finished();
}

runScript(main);
