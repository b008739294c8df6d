import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../scripts/runtime/findProgram.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const ORDINARY_PROGRAMS = [
  'bash',
  'env',
  'dirname',
  'cksum',
  'cat',
  'mktemp',
  'rm',
  'tail',
  'grep',
  'touch',
  'mkdir',
  'chmod',
];

/** Stand-ins for what a machine may have: each notes how it was called. */
const NODE = `case "$1" in --version) echo v20.19.0 ;; -e) exit 0 ;; *) echo "node $*" >>"$CALLS"; exit 7 ;; esac`;
const OLD_NODE = `case "$1" in --version) echo v18.20.0 ;; *) exit 1 ;; esac`;
const NPM = `echo "npm $*" >>"$CALLS"; if [ "$1" = ci ]; then mkdir -p node_modules; fi`;
const FAILING_NPM = `echo "npm $*" >>"$CALLS"; echo "registry is away" >&2; exit 1`;
const REDIS = `exit 0`;
/** Knows its packages only after an update, as on a fresh machine. */
const APT_GET = `echo "apt-get $DEBIAN_FRONTEND $*" >>"$CALLS"
case " $* " in
  *' update '*) touch "$BIN/../updated" ;;
  *' install '*) [ -f "$BIN/../updated" ] || { echo 'E: Unable to locate package' >&2; exit 100; }
    echo '#!/bin/sh' >"$BIN/redis-server"; chmod +x "$BIN/redis-server" ;;
esac`;
const ROOT_ID = 'echo 0';
const ANYBODY_ID = 'echo 1000';
const REFUSING_SUDO = 'exit 1';

describe('scripts/start and scripts/test on a machine', function () {
  this.timeout(60_000);
  let folder = '';
  const bin = (): string => join(folder, 'bin');

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'throughline-machine-'));
    mkdirSync(bin());
    for (const name of ORDINARY_PROGRAMS) {
      const found = await findProgram(name);
      if (found !== undefined) symlinkSync(found, join(bin(), name));
    }
    mkdirSync(join(folder, 'project', 'scripts'), { recursive: true });
    for (const path of ['scripts/start', 'scripts/test', 'scripts/install', 'package-lock.json']) {
      cpSync(join(ROOT, path), join(folder, 'project', path), { recursive: true });
    }
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function machineHas(programs: Readonly<Record<string, string>>): void {
    for (const [name, script] of Object.entries(programs)) {
      writeFileSync(join(bin(), name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(bin(), name), 0o755);
    }
  }

  function run(
    script: 'start' | 'test',
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ) {
    const path = join(folder, 'project', 'scripts', script);
    const ended = spawnSync(join(bin(), 'bash'), [path, ...args], {
      cwd: tmpdir(),
      env: { PATH: bin(), BIN: bin(), CALLS: join(folder, 'calls'), HOME: folder, ...env },
      input: '',
      encoding: 'utf8',
    });
    const calls = existsSync(join(folder, 'calls'))
      ? readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n')
      : [];
    rmSync(join(folder, 'calls'), { force: true });
    return { status: ended.status, stdout: ended.stdout, stderr: ended.stderr, calls };
  }

  const lines = (text: string): string[] => text.trimEnd().split('\n');

  it('say in a line where to get Node when there is none', () => {
    const { status, stderr } = run('start');
    expect(status).to.equal(1);
    expect(lines(stderr)).to.have.length(1);
    expect(stderr).to.contain('Node.js is not installed: install Node 20.19 or later');
  });

  it('say in a line that Node is too old, and which it is', () => {
    machineHas({ node: OLD_NODE, npm: NPM });
    const { status, stderr } = run('test');
    expect(status).to.equal(1);
    expect(lines(stderr)).to.have.length(1);
    expect(stderr).to.contain('v18.20.0 is too old');
  });

  it('install the packages once, hand on the options, and end as what they started ends', () => {
    machineHas({ node: NODE, npm: NPM, 'redis-server': REDIS });
    const first = run('start', ['--exit', '--empty']);
    expect(first.status).to.equal(7);
    expect(first.calls).to.deep.equal([
      'npm ci --include=dev --no-audit --no-fund',
      'node --import tsx scripts/startThroughline.ts --exit --empty',
    ]);
    expect(run('start').calls).to.deep.equal(['node --import tsx scripts/startThroughline.ts']);
  });

  it('install the packages again when the lock file is another', () => {
    machineHas({ node: NODE, npm: NPM, 'redis-server': REDIS });
    run('start');
    writeFileSync(join(folder, 'project', 'package-lock.json'), '{}');
    expect(run('start').calls[0]).to.contain('npm ci');
  });

  it('show npm’s words and the remedy when packages cannot be installed, and try again the next time', () => {
    machineHas({ node: NODE, npm: FAILING_NPM, 'redis-server': REDIS });
    const { status, stderr } = run('start');
    expect(status).to.equal(1);
    expect(stderr)
      .to.contain('registry is away')
      .and.to.contain('check that the npm registry can be reached');
    machineHas({ npm: NPM });
    expect(run('start').calls[0]).to.contain('npm ci');
  });

  it('install Redis from Debian without a question, asking for news only when it is not known', () => {
    machineHas({ node: NODE, npm: NPM, id: ROOT_ID, 'apt-get': APT_GET });
    const { calls } = run('start');
    const apt = calls.filter((call) => call.startsWith('apt-get'));
    expect(apt).to.have.length(3);
    expect(apt.every((call) => call.startsWith('apt-get noninteractive -y'))).to.equal(true);
    expect(apt.map((call) => /install|update/.exec(call)?.[0])).to.deep.equal([
      'install',
      'update',
      'install',
    ]);
    expect(calls.at(-1)).to.contain('startThroughline.ts');
  });

  for (const [what, programs] of [
    ['has no apt', { id: ROOT_ID }],
    ['may not install and has no sudo', { id: ANYBODY_ID, 'apt-get': APT_GET }],
    [
      'may not use sudo and nobody is there to ask',
      { id: ANYBODY_ID, 'apt-get': APT_GET, sudo: REFUSING_SUDO },
    ],
  ] as const) {
    it(`say in a line what to do about Redis when the machine ${what}`, () => {
      machineHas({ node: NODE, npm: NPM, ...programs });
      const { status, stderr, calls } = run('start');
      expect(status).to.equal(1);
      expect(lines(stderr)).to.have.length(1);
      expect(stderr).to.contain('apt-get install redis-server').and.to.contain('REDIS_URL');
      expect(calls.join()).not.to.contain('apt-get');
    });
  }

  it('need no redis-server where REDIS_URL names a Redis', () => {
    machineHas({ node: NODE, npm: NPM });
    expect(run('start', [], { REDIS_URL: 'redis://elsewhere' }).calls.at(-1)).to.contain(
      'startThroughline.ts',
    );
  });

  it('print the help without installing Redis', () => {
    machineHas({ node: NODE, npm: NPM });
    expect(run('start', ['--help']).calls.at(-1)).to.contain('startThroughline.ts --help');
  });

  it('run the tests with what is named, counted at the end', () => {
    machineHas({ node: NODE, npm: NPM, 'redis-server': REDIS });
    expect(run('test', ['-g', 'webhook']).calls.at(-1)).to.equal(
      'npm test --silent -- --reporter test/support/countingReporter.cjs -g webhook',
    );
  });
});
