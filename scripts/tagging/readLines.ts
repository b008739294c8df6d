import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A narrative with what people read in it, a line of a labelled file. */
export const LABELLED = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  labels: z.array(z.string()),
  severity: z.number().int().min(0).max(4),
  negated: z.boolean().default(false),
});

/** Input that cannot be read; the message names the file and, where there is one, the line. */
export class InputRefused extends Error {}

/**
 * Takes a path to a file of one JSON object a line and the shape each must have; returns them in order, empty
 * lines skipped. Throws InputRefused naming the first line that is wrong, never quoting what it says.
 */
export function readLines<Shape>(path: string, shape: z.ZodType<Shape>): Shape[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    throw new InputRefused(`Cannot read ${path}`);
  }
  const rows: Shape[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const parsed = shape.safeParse(parseJson(line, `${path} line ${index + 1}`));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const where = issue?.path.join('.') ?? '';
      throw new InputRefused(
        `${path} line ${index + 1}: ${where === '' ? '' : `${where}: `}${issue?.message ?? 'wrong shape'}`,
      );
    }
    rows.push(parsed.data);
  });
  return rows;
}

function parseJson(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new InputRefused(`${where}: not JSON`);
  }
}
