import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { BadUsage } from '../process/runScript.ts';

const VARIABLE = 'BACKUP_PASSPHRASE';
const LEAST_CHARACTERS = 12;

/**
 * The passphrase of a backup: from a file, else the environment variable BACKUP_PASSPHRASE, else asked for.
 * Never from the command line, which other users of the machine can read.
 * @param isNew whether it is being chosen now: then it must be long enough, and is asked for twice
 * @throws BadUsage when there is none
 */
export async function readPassphrase(file: string | undefined, isNew: boolean): Promise<string> {
  const passphrase = await givenPassphrase(file, isNew);
  if (passphrase === '') throw new BadUsage('the passphrase is empty');
  if (isNew && passphrase.length < LEAST_CHARACTERS)
    throw new BadUsage(`the passphrase must have at least ${LEAST_CHARACTERS} characters`);
  return passphrase;
}

async function givenPassphrase(file: string | undefined, isNew: boolean): Promise<string> {
  if (file !== undefined) {
    const text = await readFile(file, 'utf8').catch(() => {
      throw new BadUsage(`--passphrase-file: cannot be read: ${file}`);
    });
    return text.replace(/\r?\n$/, '');
  }
  const fromEnvironment = process.env[VARIABLE];
  if (fromEnvironment !== undefined && fromEnvironment !== '') return fromEnvironment;
  if (!process.stdin.isTTY) throw new BadUsage(`give a passphrase by --passphrase-file or ${VARIABLE}`);
  const passphrase = await ask('Passphrase of the backup: ');
  if (isNew && (await ask('Once more: ')) !== passphrase) throw new BadUsage('the two were not the same');
  return passphrase;
}

/** Asks on the terminal without showing what is typed. */
async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const silence = new Writable({ write: (_chunk, _encoding, done) => void done() });
  const lines = createInterface({ input: process.stdin, output: silence, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
