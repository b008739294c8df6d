import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { parseWording } from '../../domain/digest/digestWording.ts';
import { isUrn, type Urn } from '../../domain/identifiers.ts';
import type { Store } from '../../store/openStore.ts';
import { findSchool, setDigestWording } from '../../store/schools.ts';
import { BadUsage } from '../process/runScript.ts';

type Act = (act: (store: Store) => Promise<void>) => Promise<void>;

/** Adds the command by which a school has its digest in words, an order and measures of its own. */
export function addWordingCommand(command: Command, withStore: Act, say: (line: string) => void): void {
  command
    .command('wording')
    .description('sets a school’s own headings, order and limits of the digest, or shows them')
    .argument('<urn>')
    .argument('[file]', 'JSON such as {"limits":{"fromLevel":"concern"}}; see docs/dsl-guide.md')
    .option('--clear', 'back to the words everybody starts with')
    .action((urn: string, file: string | undefined, options: { clear?: boolean }) =>
      withStore(async (store) => {
        if (!isUrn(urn)) throw new BadUsage('<urn>: expected six digits');
        await (options.clear
          ? clear(store, urn)
          : file === undefined
            ? show(store, urn, say)
            : set(store, urn, file));
        if (options.clear || file !== undefined) say('It holds from the next digest on.');
      }),
    );
}

async function set(store: Store, urn: Urn, file: string): Promise<void> {
  const parsed = parseWording(await readFile(file, 'utf8'));
  if (parsed.problems !== undefined) throw new BadUsage(`${file}:\n${parsed.problems.join('\n')}`);
  requireKnown(await setDigestWording(store, urn, parsed.changes), urn);
}

async function clear(store: Store, urn: Urn): Promise<void> {
  requireKnown(await setDigestWording(store, urn, undefined), urn);
}

async function show(store: Store, urn: Urn, say: (line: string) => void): Promise<void> {
  const school = await findSchool(store, urn);
  requireKnown(school !== null, urn);
  say(JSON.stringify(school?.digestWording ?? {}, null, 2));
}

function requireKnown(known: boolean, urn: Urn): void {
  if (!known) throw new BadUsage(`<urn>: expected a school that is set up; ${urn} is not`);
}
