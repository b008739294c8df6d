import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

describe('npm run digest:preview', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-preview-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const preview = (...options: string[]): Promise<{ stdout: string }> =>
    run(process.execPath, ['--import', 'tsx', 'scripts/digestPreview.ts', '--out', folder, ...options]);

  it('writes all forms with a school’s own templates and words in place of ours', async () => {
    const templates = join(folder, 'templates');
    await mkdir(join(templates, 'text'), { recursive: true });
    await writeFile(join(templates, 'text', 'lead.hbs'), 'In short: {{paragraph}}\n');
    const wording = join(folder, 'wording.json');
    await writeFile(wording, '{"title":"Our Monday page"}');
    await preview('--templates', templates, '--wording', wording);
    expect((await readdir(folder)).filter((name) => name.startsWith('school.')).sort()).to.deep.equal([
      'school.html',
      'school.json',
      'school.pdf',
      'school.txt',
    ]);
    expect(await readFile(join(folder, 'school.txt'), 'utf8')).to.match(
      /^Our Monday page[^]*In short: Since/,
    );
  });

  it('ends with 2 and names the variable when a template asks for what is not there', async () => {
    const templates = join(folder, 'wrong');
    await mkdir(join(templates, 'html'), { recursive: true });
    await writeFile(join(templates, 'html', 'lead.hbs'), '<p>{{paragaph}}</p>');
    const failure: unknown = await preview('--templates', templates).catch((error: unknown) => error);
    expect(failure).to.include({ code: 2 });
    expect((failure as { stderr: string }).stderr).to.match(/--templates: "paragaph" not defined/);
  });
});
