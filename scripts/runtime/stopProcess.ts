import { isRunning, type ProcessIdentity } from './processIdentity.ts';

const LOOK_EVERY_MS = 50;

/**
 * Asks a process to stop and waits until it has; one that does not within the time is killed.
 * @returns how it went: it was not running, it stopped when asked, or it had to be killed
 */
export async function stopProcess(
  identity: ProcessIdentity,
  withinMs: number,
): Promise<'not-running' | 'stopped' | 'killed'> {
  if (!(await isRunning(identity))) return 'not-running';
  signal(identity.pid, 'SIGTERM');
  if (await ended(identity, withinMs)) return 'stopped';
  signal(identity.pid, 'SIGKILL');
  await ended(identity, withinMs);
  return 'killed';
}

async function ended(identity: ProcessIdentity, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (await isRunning(identity)) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return true;
}

/** It may end between the look and the signal; that is what was wanted. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
