import { mongoError } from '../mongoError.ts';
import type { DocStream } from '../query/find.ts';
import type { Doc } from '../values/document.ts';
import { countArgument } from './arguments.ts';

/**
 * Ends a stream that has been read for longer than the command's `maxTimeMS`.
 * @throws code 50, from the stream, once the time is over
 */
export function withinTime(source: DocStream, command: Doc): DocStream {
  const milliseconds = countArgument(command, 'maxTimeMS') ?? 0;
  if (milliseconds === 0) return source;
  return limited(source, Date.now() + milliseconds);
}

async function* limited(source: DocStream, deadline: number): DocStream {
  for await (const documents of source) {
    if (Date.now() > deadline) throw mongoError('MaxTimeMSExpired', 'operation exceeded time limit');
    yield documents;
  }
}
