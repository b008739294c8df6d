import type { Command } from 'commander';
import type { Store } from '../../store/openStore.ts';
import { installationKeys } from '../../server/transfer/installation.ts';

/** Adds the command that shows what other schools need of ours to send us children's files and to know our own. */
export function addFileKeysCommand(
  command: Command,
  withStore: (work: (store: Store) => Promise<void>) => Promise<void>,
  say: (line: string) => void,
): void {
  command
    .command('file-keys')
    .description('shows the public keys with which children’s files are sealed for us and signed by us')
    .action(() =>
      withStore(async (store) => {
        const { recipient, fingerprint } = await installationKeys(store);
        say(`age public key, for schools that send us files: ${recipient}`);
        say(`fingerprint of our signing key: ${fingerprint}`);
      }),
    );
}
