import { Command } from 'commander';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { ArchiveRefused } from './backup/archive.ts';
import { readPassphrase } from './backup/passphrase.ts';
import { checkArchive, DatabaseNotEmpty, restoreDatabase } from './backup/restoreDatabase.ts';
import { readSealed } from './backup/sealedFile.ts';
import { BadUsage, runScript } from './process/runScript.ts';
import { withDatabase } from './process/withDatabase.ts';

/** Restores a file that `backup` wrote into an empty database, and compares the two. */
async function main(): Promise<void> {
  const options = new Command('restore')
    .description('Restores a backup into the database of MONGODB_URI, or our own; stop Throughline first.')
    .requiredOption('--in <file>', 'the backup')
    .option(
      '--passphrase-file <file>',
      'file with the passphrase; else BACKUP_PASSPHRASE, else it is asked for',
    )
    .option('--replace', 'deletes what the database holds', false)
    .option('--check', 'reads the whole backup and says what it holds; restores nothing', false)
    .exitOverride()
    .parse()
    .opts<{ in: string; passphraseFile?: string; replace: boolean; check: boolean }>();
  if (!existsSync(options.in)) throw new BadUsage(`--in: there is no file ${options.in}`);
  const passphrase = await readPassphrase(options.passphraseFile, false);
  const open = () => readSealed(options.in, passphrase);
  try {
    // A damaged backup must not take the place of anything, so it is first read to its end.
    const checked = options.check || options.replace ? await checkArchive(open()) : undefined;
    const collections =
      options.check && checked !== undefined
        ? checked
        : await withDatabase((client) => restoreDatabase(client.db(), open(), options.replace));
    process.stdout.write(`${JSON.stringify({ restored: !options.check, collections })}\n`);
  } catch (error) {
    const refused = error instanceof DatabaseNotEmpty || error instanceof ArchiveRefused;
    throw refused ? new BadUsage(error.message) : error;
  }
}

runScript(main);
