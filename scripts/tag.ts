import { writeFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { z } from 'zod';
import { tagNarrative } from '../domain/tagging/tagNarrative.ts';
import { InputRefused, readLines } from './tagging/readLines.ts';

/**
 * npm run tag -- --in narratives.jsonl --out tags.jsonl
 * Tags a file of narratives without a database. Exit 0 when written; 2 on bad usage or bad input.
 */
const NARRATIVE = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  category: z.string().nullish(),
});

function tagFile(from: string, to: string): void {
  const lines = readLines(from, NARRATIVE).map(({ id, text, category }) => {
    const { severity, tags } = tagNarrative(category ? { text, category } : { text });
    return JSON.stringify({
      id,
      severity,
      tags: tags.map((tag) => ({
        category: tag.category,
        severity: tag.severity,
        confidence: tag.confidence,
        polarity: tag.polarity,
        evidence: tag.evidence,
      })),
    });
  });
  try {
    writeFileSync(to, lines.map((line) => `${line}\n`).join(''));
  } catch {
    throw new InputRefused(`Cannot write ${to}`);
  }
  console.error(`Tagged ${lines.length} narratives`);
}

const command = new Command('tag')
  .description('Tags a file of narratives, one JSON object a line: {"id","text"} and optionally "category".')
  .requiredOption('--in <file>', 'narratives to read')
  .requiredOption('--out <file>', 'tags to write, a line for each narrative in the same order')
  .allowExcessArguments(false)
  .exitOverride();

try {
  const options = z.object({ in: z.string(), out: z.string() }).parse(command.parse().opts());
  tagFile(options.in, options.out);
} catch (error) {
  if (error instanceof CommanderError && error.exitCode === 0) process.exitCode = 0;
  else {
    if (error instanceof InputRefused) console.error(error.message);
    else if (!(error instanceof CommanderError)) throw error;
    process.exitCode = 2;
  }
}
