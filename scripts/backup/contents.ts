import { createHash } from 'node:crypto';

/** What a collection holds, to compare two of them by. */
export interface Contents {
  readonly count: number;
  /** SHA-256 of each document, combined so that the order does not matter; in hexadecimal. */
  readonly checksum: string;
}

/** The contents of a collection being counted up. */
export interface ContentsTally {
  add(document: Uint8Array): void;
  contents(): Contents;
}

/** Begins with an empty collection. Documents are added in any order. */
export function tallyContents(): ContentsTally {
  const combined = Buffer.alloc(32);
  let count = 0;
  return {
    add(document) {
      const hash = createHash('sha256').update(document).digest();
      for (let at = 0; at < combined.length; at += 1) combined[at] = (combined[at] ?? 0) ^ (hash[at] ?? 0);
      count += 1;
    },
    contents: () => ({ count, checksum: combined.toString('hex') }),
  };
}

/** Whether two collections hold the same documents. Ids are unique, so none can be there twice and cancel out. */
export function sameContents(left: Contents | undefined, right: Contents | undefined): boolean {
  return left !== undefined && left.count === right?.count && left.checksum === right.checksum;
}
