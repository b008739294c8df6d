import { mongoError } from '../mongoError.ts';
import type { DocStream } from '../query/find.ts';
import type { LevelReader } from '../storage/levelReader.ts';
import type { Doc } from '../values/document.ts';
import { countArgument } from './arguments.ts';

/** How long a stream may still be worked on, and until when while it is. */
interface Budget {
  left: number;
  until: number;
}

/**
 * Opens a stream that ends once it has been worked on for longer than the command's `maxTimeMS`, also while
 * it reads without finding anything; the time its cursor waits to be asked for more is not counted.
 * @param open opens it, reading from the reader it is given
 * @throws code 50, from the stream, once the time is over
 */
export function withinTime(
  command: Doc,
  reader: LevelReader,
  open: (reader: LevelReader) => DocStream,
): DocStream {
  const left = countArgument(command, 'maxTimeMS') ?? 0;
  if (left === 0) return open(reader);
  const budget: Budget = { left, until: 0 };
  return limited(open(watched(reader, budget)), budget);
}

function check({ until }: Budget): void {
  if (Date.now() > until) throw mongoError('MaxTimeMSExpired', 'operation exceeded time limit');
}

async function* limited(source: DocStream, budget: Budget): DocStream {
  try {
    for (;;) {
      budget.until = Date.now() + budget.left;
      const next = await source.next();
      check(budget);
      if (next.done === true) return;
      budget.left = budget.until - Date.now();
      yield next.value;
    }
  } finally {
    await source.return();
  }
}

function watched(reader: LevelReader, budget: Budget): LevelReader {
  async function* each<T>(read: AsyncGenerator<T, void, undefined>): AsyncGenerator<T, void, undefined> {
    for await (const some of read) {
      check(budget);
      yield some;
    }
  }
  return {
    ...reader,
    read: (ranges, options) => each(reader.read(ranges, options)),
    join: (ranges, reverse) => each(reader.join(ranges, reverse)),
  };
}
