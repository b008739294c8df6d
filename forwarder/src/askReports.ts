import { updateReport } from './carryOut.ts';
import { waitBeforeNext } from './classifyAnswer.ts';
import type { ForwarderContext } from './forwarderContext.ts';
import type { FileRecord } from './journal.ts';
import { isComplete, summarise } from './writeReport.ts';

/** Asks the server what became of the rows of files that are out of the inbox, and keeps their reports true. */
export interface ReportAsker {
  /** Asks for what is due. @returns how many files have rows of which nothing is known yet */
  ask(context: ForwarderContext): Promise<number>;
}

/** Asks at once, then ever less often: a server that is behind is not helped by questions. */
export function openReportAsker(): ReportAsker {
  const asked = new Map<string, { attempts: number; notBefore: number }>();
  return {
    ask: async (context) => {
      let open = 0;
      for (const record of context.journal.list()) {
        if (record.state !== 'moved' || context.signal.aborted) continue;
        const before = asked.get(record.key) ?? { attempts: 0, notBefore: 0 };
        if (before.notBefore > Date.now()) {
          open++;
          continue;
        }
        const { record: after, askedMs } = await askOne(context, record);
        if (after.state === 'reported') asked.delete(record.key);
        else {
          const attempts = before.attempts + 1;
          const wait = waitBeforeNext(attempts, askedMs, Math.random());
          asked.set(record.key, { attempts, notBefore: Date.now() + wait });
          open++;
        }
      }
      return open;
    },
  };
}

async function askOne(
  context: ForwarderContext,
  record: FileRecord,
): Promise<{ record: FileRecord; askedMs?: number }> {
  let { parts } = record;
  for (const [index, part] of parts.entries()) {
    if (part.report !== undefined && part.report.status !== 'accepted') continue;
    const answer = await context.postbox.askReport(part.deliveryId, context.signal);
    if (answer.kind !== 'report') {
      const askedMs = answer.kind === 'later' ? answer.afterMs : undefined;
      return { record, ...(askedMs === undefined ? {} : { askedMs }) };
    }
    parts = parts.with(index, { ...part, report: answer.report });
  }
  const updated = { ...record, parts };
  if (!isComplete(updated)) return { record: await context.journal.save(updated) };
  const reported = await updateReport(context, { ...updated, state: 'reported' });
  context.progress.say(
    `${reported.path}: ${summarise(reported)}; report in ${reported.target ?? ''}.report.txt`,
  );
  return { record: reported };
}
