import type { DocStream } from '../query/find.ts';
import { breathe, breathIsDue } from '../breathe.ts';
import type { Doc } from '../values/document.ts';

/** A stage ready to run: takes documents, gives documents. */
export type Stage = (source: DocStream) => DocStream;

/** The stage that turns each document into none, one or several. */
export function mapping(change: (document: Doc) => readonly Doc[]): Stage {
  return async function* map(source) {
    for await (const documents of source) {
      const changed: Doc[] = [];
      for (const document of documents) {
        changed.push(...change(document));
        if (breathIsDue()) await breathe();
      }
      if (changed.length > 0) yield changed;
    }
  };
}
