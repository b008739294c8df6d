import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENVIRONMENT, VARIABLE_NAMES } from '../../domain/environmentVariables.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const OPERATIONS = readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8');

/** The table's rows: variable, and what stands under "default". */
const ROWS = [...OPERATIONS.matchAll(/^\| `([A-Z_]+)` *\| (.*?) *\|/gm)].map(
  ([, name = '', byDefault = '']) => ({ name, byDefault }),
);

describe('the table of settings in docs/operations.md', () => {
  it('has every variable that is read and no other, in the order they are reported', () => {
    const settings = ROWS.map(({ name }) => name);
    expect(settings).to.deep.equal(VARIABLE_NAMES);
  });

  for (const [name, value] of Object.entries(ENVIRONMENT.parse({}))) {
    it(`gives the default of ${name} as it is`, () => {
      expect(ROWS.find((row) => row.name === name)?.byDefault).to.equal(`\`${String(value)}\``);
    });
  }
});
