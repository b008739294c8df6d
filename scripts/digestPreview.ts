import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import { buildDigest } from '../domain/digest/buildDigest.ts';
import type { DigestDetail } from '../domain/digest/digestFacts.ts';
import type { DigestKind } from '../domain/digest/digestReader.ts';
import type { DigestView } from '../domain/digest/digestView.ts';
import { parseWording, wordingOf, type DigestWording } from '../domain/digest/digestWording.ts';
import { printDigest } from '../domain/digest/printDigest.ts';
import { buildNumbersDigest } from '../domain/digest/schools/numbersOnly.ts';
import { buildSchoolsDigest } from '../domain/digest/schools/severalSchools.ts';
import { renderPdf } from '../templates/pdf/renderPdf.ts';
import { renderDigest } from '../templates/renderDigest.ts';
import { ordinarySchools } from './preview/ordinarySchools.ts';
import { ordinaryWeek } from './preview/ordinaryWeek.ts';
import { BadUsage, runScript } from './process/runScript.ts';

const KINDS: readonly DigestKind[] = ['school', 'schools', 'locality', 'governors'];

interface Options {
  readonly out: string;
  readonly kind: string;
  readonly detail: string;
  readonly templates?: string;
  readonly wording?: string;
}

/** Writes a digest of made-up facts in all its forms, with a school's own templates and wording where given. */
async function main(): Promise<void> {
  const options = new Command('digest:preview')
    .description('Writes a digest of made-up facts as HTML, text, PDF and JSON. Needs no database.')
    .requiredOption('--out <dir>', 'folder to write to')
    .option('--kind <kind>', KINDS.join(', '), 'school')
    .option('--detail <detail>', 'full or initials', 'full')
    .option('--templates <dir>', 'folder whose templates stand in for ours of the same name')
    .option('--wording <file>', 'JSON with a school’s own headings, order and limits')
    .exitOverride()
    .parse()
    .opts<Options>();
  const kind = KINDS.find((one) => one === options.kind);
  if (!kind) throw new BadUsage(`--kind: expected one of ${KINDS.join(', ')}`);
  const { detail } = options;
  if (detail !== 'full' && detail !== 'initials') throw new BadUsage('--detail: expected full or initials');
  const view = build(kind, detail, await readWording(options.wording));
  const rendered = render(view, options.templates);
  await mkdir(options.out, { recursive: true });
  const pdf = await renderPdf(printDigest(view, { by: 'Throughline', at: ordinaryWeek().generatedAt }));
  for (const [extension, content] of [
    ['html', rendered.html],
    ['txt', rendered.text],
    ['pdf', pdf],
    ['json', `${JSON.stringify(view, null, 2)}\n`],
  ] as const) {
    const path = join(options.out, `${kind}.${extension}`);
    await writeFile(path, content);
    process.stdout.write(`${path}\n`);
  }
}

async function readWording(file: string | undefined): Promise<DigestWording> {
  if (file === undefined) return wordingOf(undefined);
  const parsed = parseWording(await readFile(file, 'utf8'));
  if (parsed.problems !== undefined) throw new BadUsage(`--wording:\n${parsed.problems.join('\n')}`);
  return wordingOf(parsed.changes);
}

function build(kind: DigestKind, detail: DigestDetail, wording: DigestWording): DigestView {
  switch (kind) {
    case 'school':
      return buildDigest(ordinaryWeek({ detail }), wording);
    case 'schools':
      return buildSchoolsDigest(ordinarySchools('safeguarding-lead', detail), wording);
    case 'locality':
      return buildNumbersDigest(ordinarySchools('council-lead', detail), wording);
    case 'governors':
      return buildNumbersDigest(ordinarySchools('governor', detail), wording);
  }
}

/** A template of the caller's own that cannot be written out is the caller's to mend. */
function render(view: DigestView, templates: string | undefined): ReturnType<typeof renderDigest> {
  try {
    return renderDigest(view, templates);
  } catch (error) {
    if (templates === undefined || !(error instanceof Error)) throw error;
    throw new BadUsage(`--templates: ${error.message}`);
  }
}

runScript(main);
