import { Command } from 'commander';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { dumpDatabase, NoSnapshot } from './backup/dumpDatabase.ts';
import { readPassphrase } from './backup/passphrase.ts';
import { writeSealed } from './backup/sealedFile.ts';
import { BadUsage, runScript } from './process/runScript.ts';
import { withDatabase } from './process/withDatabase.ts';

const TOOL_VERSION = 'throughline-1';

/** Writes the whole database, as it is at one moment, into one encrypted file; Throughline may go on running. */
async function main(): Promise<void> {
  const options = new Command('backup')
    .description(
      'Writes the whole database into one file, encrypted with a passphrase, while Throughline runs.',
    )
    .requiredOption('--out <file>', 'the file to write; must not be there yet')
    .option(
      '--passphrase-file <file>',
      'file with the passphrase; else BACKUP_PASSPHRASE, else it is asked for',
    )
    .option('--stopped', 'nothing writes meanwhile: a MongoDB without snapshots will do', false)
    .exitOverride()
    .parse()
    .opts<{ out: string; passphraseFile?: string; stopped: boolean }>();
  if (existsSync(options.out)) throw new BadUsage(`--out: ${options.out} is there already`);
  const passphrase = await readPassphrase(options.passphraseFile, true);
  await withDatabase(async (client) => {
    const takenAt = new Date();
    const dump = await dumpDatabase(client, TOOL_VERSION, options.stopped).catch((error: unknown) => {
      throw error instanceof NoSnapshot ? new BadUsage(error.message) : error;
    });
    await writeSealed(options.out, dump.bytes, { passphrase });
    const result = {
      file: options.out,
      takenAt,
      fromSnapshot: dump.fromSnapshot,
      collections: dump.contents(),
    };
    process.stdout.write(`${JSON.stringify(result)}\n`);
  });
}

runScript(main);
