import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { SERVER_ARGUMENTS } from '../../serverArguments.ts';

/** The embedded server running as a process of its own. */
export interface ServerProcess {
  readonly child: ChildProcess;
  readonly uri: string;
  /** Sends the signal and waits for the process to be gone; gives its exit code, null when killed. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** What a server that would not start left behind. */
export interface FailedStart {
  readonly code: number | null;
  readonly stderr: string;
}

function launch(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [...SERVER_ARGUMENTS, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/**
 * Starts the server on a data folder and waits until it says that it listens.
 * @param killAfterMs kills it that long after the launch, whether it listens by then or not
 * @throws when it ends before it listens
 */
export async function startProcess(
  data: string,
  { killAfterMs }: { readonly killAfterMs?: number } = {},
): Promise<ServerProcess> {
  const child = launch(['--data', data, '--port', '0']);
  if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs).unref();
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const uri = await new Promise<string>((resolve, reject) => {
    let stdout = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const address = /^listening (mongodb:\S+)\n/.exec(stdout)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', (code) => {
      reject(new Error(`the server ended with ${String(code)}: ${stderr}`));
    });
  });
  return {
    child,
    uri,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
      return child.exitCode;
    },
  };
}

/** Runs the server with arguments it is expected to refuse. */
export async function runToFailure(args: readonly string[]): Promise<FailedStart> {
  const child = launch(args);
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, stderr };
}
