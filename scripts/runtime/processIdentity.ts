import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A process named so that another one, given the same number later, is not mistaken for it. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it was started, in whatever form the machine tells it. */
  readonly startedAt: string;
}

/**
 * Names a running process by its number and the moment it began; undefined when there is none, or when it
 * has ended and only waits to be collected. Asks `/proc`, or `ps` where there is no `/proc`.
 */
export async function findProcess(pid: number): Promise<ProcessIdentity | undefined> {
  const startedAt =
    (await startFromProc(pid)) ?? (process.platform === 'linux' ? undefined : await startFromPs(pid));
  return startedAt === undefined ? undefined : { pid, startedAt };
}

/** True while that very process runs. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  return (await findProcess(identity.pid))?.startedAt === identity.startedAt;
}

/**
 * The start time in clock ticks since the machine came up is field 22 of `/proc/PID/stat` (proc_pid_stat(5)),
 * and the boot's own number tells two boots apart. The program's name, field 2, may hold spaces and brackets,
 * so fields are counted from the last bracket.
 */
async function startFromProc(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  if (state === 'Z' || state === 'X') return undefined;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()}:${fields[19] ?? ''}`;
}

async function startFromPs(pid: number): Promise<string | undefined> {
  const answer = await run('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => undefined);
  const started = answer?.stdout.trim();
  return started === '' ? undefined : started;
}
