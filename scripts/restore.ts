import { Command } from 'commander';
import type { Db } from 'mongodb';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { ArchiveRefused } from './backup/archive.ts';
import {
  addRegister,
  askToEraseAgain,
  readRegisterIn,
  readRegisterOf,
  RegisterOfAnother,
  type DeletionRegister,
} from './backup/deletionRegister.ts';
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
    .option('--register <file>', 'a later backup, whose register of deletions is carried out again')
    .option('--replace', 'deletes what the database holds', false)
    .option('--check', 'reads the whole backup and says what it holds; restores nothing', false)
    .exitOverride()
    .parse()
    .opts<{ in: string; register?: string; passphraseFile?: string; replace: boolean; check: boolean }>();
  if (!existsSync(options.in)) throw new BadUsage(`--in: there is no file ${options.in}`);
  if (options.register !== undefined && !existsSync(options.register))
    throw new BadUsage(`--register: there is no file ${options.register}`);
  const passphrase = await readPassphrase(options.passphraseFile, false);
  const open = () => readSealed(options.in, passphrase);
  try {
    // A damaged backup must not take the place of anything, so it is first read to its end.
    const checked = options.check || options.replace ? await checkArchive(open()) : undefined;
    if (options.check) {
      process.stdout.write(`${JSON.stringify({ restored: false, collections: checked })}\n`);
      return;
    }
    const later = options.register === undefined ? undefined : readSealed(options.register, passphrase);
    const register = later && (await readRegisterIn(later));
    const answer = await withDatabase((client) => restore(client.db(), open(), options.replace, register));
    process.stdout.write(`${JSON.stringify({ restored: true, ...answer })}\n`);
  } catch (error) {
    const refused =
      error instanceof DatabaseNotEmpty ||
      error instanceof ArchiveRefused ||
      error instanceof RegisterOfAnother;
    throw refused ? new BadUsage(error.message) : error;
  }
}

/** Restores, and has what was erased since the backup was made erased again. */
async function restore(
  db: Db,
  archive: AsyncIterable<Uint8Array>,
  replace: boolean,
  later: DeletionRegister | undefined,
) {
  const replaced = await readRegisterOf(db);
  const collections = await restoreDatabase(db, archive, replace);
  await addRegister(db, replaced).catch((error: unknown) => {
    // What is replaced may be another installation's: its register is none of this one's.
    if (!(error instanceof RegisterOfAnother)) throw error;
  });
  if (later) await addRegister(db, later);
  return { collections, toEraseAgain: await askToEraseAgain(db, new Date()) };
}

runScript(main);
