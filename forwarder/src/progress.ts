import process from 'node:process';

/** Tells a person how it goes: a line that renews itself on a terminal, plain lines anywhere else. */
export interface Progress {
  /** Something that is to stay readable. */
  say(line: string): void;
  /** Something a person must look at; on standard error. */
  warn(line: string): void;
  /** How far one file is, from 0 to 1; shown on a terminal only. */
  show(path: string, done: number): void;
}

const BAR_WIDTH = 24;

export function openProgress(out: NodeJS.WriteStream = process.stdout): Progress {
  const terminal = out.isTTY === true;
  let shown = false;
  const clear = (): void => {
    if (shown) out.write('\r\u001b[2K');
    shown = false;
  };
  const stamped = (line: string): string => (terminal ? line : `${new Date().toISOString()} ${line}`);
  return {
    say: (line) => {
      clear();
      out.write(`${stamped(line)}\n`);
    },
    warn: (line) => {
      clear();
      process.stderr.write(`${stamped(line)}\n`);
    },
    show: (path, done) => {
      if (!terminal) return;
      const full = Math.round(Math.min(1, done) * BAR_WIDTH);
      const bar = `${'#'.repeat(full)}${'.'.repeat(BAR_WIDTH - full)}`;
      clear();
      out.write(
        `\r[${bar}] ${String(Math.round(done * 100)).padStart(3)}%  ${path}`.slice(0, out.columns || 80),
      );
      shown = true;
    },
  };
}
