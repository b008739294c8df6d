import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { readBounce } from '../../domain/digest/readBounce.ts';
import { recordBounce } from '../../store/bounces.ts';
import type { Store } from '../../store/openStore.ts';

/** Adds the command a mail system hands returned mail to. */
export function addBounceCommand(
  command: Command,
  withStore: (act: (store: Store) => Promise<void>) => Promise<void>,
  say: (line: string) => void,
): void {
  command
    .command('bounce')
    .description('notes that mail came back, from the report of a mail system (RFC 3464)')
    .argument('[file]', 'the report as it came; read from standard input when not given')
    .action(async (file: string | undefined) => {
      const bounces = await readBounce(
        file === undefined ? await buffer(process.stdin) : await readFile(file),
      );
      await withStore(async (store) => {
        let noted = 0;
        for (const bounce of bounces) if (await recordBounce(store, bounce, new Date())) noted += 1;
        say(
          noted === 0 ? 'It tells of no mail of ours that came back.' : `Noted for ${noted} of our readers.`,
        );
      });
    });
}
