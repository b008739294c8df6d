import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/**
 * The full path of a program on a search path, as a shell would find it; undefined when there is none.
 * @param searchPath folders joined as in PATH; relative ones are passed over, so that the folder one happens
 *   to stand in never decides what is run
 */
export async function findProgram(
  name: string,
  searchPath = process.env['PATH'] ?? '',
): Promise<string | undefined> {
  for (const folder of searchPath.split(delimiter).filter((each) => isAbsolute(each))) {
    const candidate = join(folder, name);
    const runnable = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runnable && (await stat(candidate)).isFile()) return candidate;
  }
  return undefined;
}
