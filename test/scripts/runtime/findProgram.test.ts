import { expect } from 'chai';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { findProgram } from '../../../scripts/runtime/findProgram.ts';

describe('findProgram', () => {
  let folder = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-path-'));
    await writeFile(join(folder, 'runs'), '#!/bin/sh\n');
    await chmod(join(folder, 'runs'), 0o755);
    await writeFile(join(folder, 'notes'), 'not a program');
    await chmod(join(folder, 'notes'), 0o644);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('finds a program in the folders of the path', async () => {
    expect(await findProgram('runs', ['/nowhere', folder].join(delimiter))).to.equal(join(folder, 'runs'));
  });

  it('passes over what is no program', async () => {
    expect(await findProgram('absent', folder)).to.equal(undefined);
    expect(await findProgram('notes', folder)).to.equal(undefined);
    expect(await findProgram('', folder)).to.equal(undefined);
  });

  it('never takes one from a relative folder', async () => {
    expect(await findProgram('runs', relative(process.cwd(), folder))).to.equal(undefined);
  });
});
