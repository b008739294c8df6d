import { readdirSync } from 'node:fs';
import { LABELLED, readLines } from './readLines.ts';
import type { Labelled } from './scoreTagging.ts';

const MATERIAL = 'scripts/tagging/material';

/** The narratives that the model is trained on, file by file in a fixed order. */
export function readMaterial(): Labelled[][] {
  return readdirSync(`${MATERIAL}/training`)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => readLines(`${MATERIAL}/training/${name}`, LABELLED));
}

/** The narratives that no model is trained on. */
export function readHeldOut(): Labelled[] {
  return ['heldOut.jsonl', 'lockedHeldOut.jsonl'].flatMap((name) =>
    readLines(`${MATERIAL}/${name}`, LABELLED),
  );
}
