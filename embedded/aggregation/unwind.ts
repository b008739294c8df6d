import { Long } from 'bson';
import { locationError } from '../mongoError.ts';
import { existsAt, setAt, unsetAt, valueAt } from '../update/documentPath.ts';
import { cloneDoc, isDoc, type Doc } from '../values/document.ts';
import { mapping, type Stage } from './mapping.ts';

/**
 * Prepares `$unwind`: one document for each element of an array.
 * @throws MongoDB's codes for a path that is none and for unknown options
 */
export function unwind(operand: unknown): Stage {
  const options: Doc = isDoc(operand) ? operand : { path: operand };
  const { path: fieldPath, includeArrayIndex } = options;
  const keepEmpty = options['preserveNullAndEmptyArrays'] === true;
  const unknown = Object.keys(options).find(
    (name) => !['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(name),
  );
  if (unknown !== undefined) throw locationError(28811, `unrecognized option to $unwind stage: ${unknown}`);
  if (typeof fieldPath !== 'string') throw locationError(28812, 'no path specified to $unwind stage');
  if (!fieldPath.startsWith('$'))
    throw locationError(28818, `path option to $unwind stage should be prefixed with a '$': ${fieldPath}`);
  const path = fieldPath.slice(1).split('.');
  const indexPath = typeof includeArrayIndex === 'string' ? includeArrayIndex.split('.') : undefined;
  const placed = (document: Doc, value: unknown, index: number | null): Doc => {
    const copy = cloneDoc(document);
    if (value !== undefined) setAt(copy, path, value);
    if (indexPath) setAt(copy, indexPath, index === null ? null : Long.fromNumber(index));
    return copy;
  };
  return mapping((document) => {
    const value = valueAt(document, path);
    if (Array.isArray(value)) {
      if (value.length > 0) return value.map((element: unknown, index) => placed(document, element, index));
      if (!keepEmpty) return [];
      const copy = placed(document, undefined, null);
      unsetAt(copy, path);
      return [copy];
    }
    const empty = value === undefined || value === null || !existsAt(document, path);
    return empty && !keepEmpty ? [] : [placed(document, undefined, null)];
  });
}
