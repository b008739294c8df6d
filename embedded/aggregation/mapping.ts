import type { DocStream } from '../query/find.ts';
import { breathe } from '../query/sortStream.ts';
import type { Doc } from '../values/document.ts';

/** A stage ready to run: takes documents, gives documents. */
export type Stage = (source: DocStream) => DocStream;

/** The stage that turns each document into none, one or several. */
export function mapping(change: (document: Doc) => readonly Doc[]): Stage {
  return async function* map(source) {
    for await (const documents of source) {
      const changed = documents.flatMap(change);
      if (changed.length > 0) yield changed;
      await breathe();
    }
  };
}
