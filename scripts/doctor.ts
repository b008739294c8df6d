import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { parseConfiguration } from '../domain/configuration.ts';

/** Runs the embedded server's doctor on our data folder; `--data` names another. */
const given = process.argv.slice(2);
const folder = join(parseConfiguration(process.env).dataDir, 'embedded');
const where = given.includes('--data') ? [] : ['--data', folder];
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', join(import.meta.dirname, '..', 'embedded', 'doctor', 'main.ts'), ...where, ...given],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
