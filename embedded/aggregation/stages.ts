import { Int32 } from 'bson';
import { locationError, mongoError, notSupported } from '../mongoError.ts';
import { slice, streamOf, type DocStream } from '../query/find.ts';
import { buildMatcher } from '../query/matcher.ts';
import { buildProjection } from '../query/projection.ts';
import { readSort } from '../query/sortOrder.ts';
import { sortStream } from '../query/sortStream.ts';
import { setAt, unsetAt, valueAt } from '../update/documentPath.ts';
import { numberOf, typeOf } from '../values/bsonTypes.ts';
import { cloneDoc, isDoc, type Doc } from '../values/document.ts';
import { evaluateExpression } from './expression.ts';
import { mapping, type Stage } from './mapping.ts';
import { unwind } from './unwind.ts';
import { buildGroup, sortByCountStages } from './group.ts';

function docOperand(stage: string, operand: unknown): Doc {
  if (!isDoc(operand))
    throw locationError(40272, `${stage} specification stage must be an object, got ${typeOf(operand)}`);
  return operand;
}

function wholeOperand(stage: string, operand: unknown, least: number): number {
  const number = numberOf(operand);
  if (number === undefined || !Number.isInteger(number) || number < least) {
    throw locationError(
      stage === '$limit' && number === 0 ? 15958 : 5107201,
      `invalid argument to ${stage} stage: expected a whole number of at least ${String(least)}`,
    );
  }
  return number;
}

function addFields(spec: Doc): Stage {
  const fields: (readonly [string[], unknown])[] = [];
  const collect = (part: Doc, prefix: string[]): void => {
    for (const name of Object.keys(part)) {
      const path = [...prefix, ...name.split('.')];
      const value = part[name];
      const nested = isDoc(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]?.startsWith('$');
      if (nested) collect(value, path);
      else fields.push([path, value]);
    }
  };
  collect(spec, []);
  return mapping((document) => {
    const after = cloneDoc(document);
    for (const [path, expression] of fields) {
      const value = evaluateExpression(expression, document);
      if (value === undefined) unsetAt(after, path);
      else setThrough(after, path, value);
    }
    return [after];
  });
}

/** Sets a computed field, in every document of an array on the way. */
function setThrough(container: Doc, path: readonly string[], value: unknown): void {
  for (let depth = 1; depth < path.length; depth += 1) {
    const here = valueAt(container, path.slice(0, depth));
    if (Array.isArray(here)) {
      for (const element of here) if (isDoc(element)) setThrough(element, path.slice(depth), value);
      return;
    }
    if (here !== undefined && !isDoc(here)) setAt(container, path.slice(0, depth), {});
  }
  setAt(container, path, value);
}

function unset(operand: unknown): Stage {
  const names = Array.isArray(operand) ? operand : [operand];
  const projection: Doc = {};
  for (const name of names) {
    if (typeof name !== 'string' || name === '')
      throw locationError(31120, '$unset specification must be a string or an array of strings');
    projection[name] = false;
  }
  const project = buildProjection(projection, { in: 'stage' });
  return mapping((document) => [project(document)]);
}

function replaceRoot(stage: string, expression: unknown): Stage {
  return mapping((document) => {
    const root = evaluateExpression(expression, document);
    if (!isDoc(root)) {
      throw locationError(
        40228,
        `'newRoot' expression of ${stage} must evaluate to an object, but resulting value was of type: ${typeOf(root)}`,
      );
    }
    return [root];
  });
}

function count(operand: unknown): Stage {
  if (typeof operand !== 'string' || operand === '')
    throw locationError(40156, 'the count field must be a non-empty string');
  if (operand.startsWith('$')) throw locationError(40158, 'the count field cannot be a $-prefixed path');
  if (operand.includes('.')) throw locationError(40160, "the count field cannot contain '.'");
  return async function* counted(source) {
    let total = 0;
    for await (const documents of source) total += documents.length;
    if (total > 0) yield [{ [operand]: new Int32(total) }];
  };
}

function facet(spec: Doc): Stage {
  const pipelines = Object.keys(spec).map((name) => {
    const stages = spec[name];
    if (!Array.isArray(stages))
      throw locationError(40170, `arguments to $facet must be arrays, ${name} is type ${typeOf(stages)}`);
    if (stages.some((stage) => isDoc(stage) && '$facet' in stage))
      throw locationError(40600, '$facet is not allowed to be used within a $facet stage');
    return { name, stages: buildStages(stages) };
  });
  if (pipelines.length === 0)
    throw locationError(40169, 'the $facet specification must be a non-empty object');
  return async function* faceted(source) {
    const all: Doc[] = [];
    for await (const documents of source) all.push(...documents);
    const result: Doc = {};
    for (const { name, stages } of pipelines) {
      const found: Doc[] = [];
      for await (const documents of runStages(streamOf(all), stages)) found.push(...documents);
      result[name] = found;
    }
    yield [result];
  };
}

const NOT_SUPPORTED = new Set([
  ...['$bucket', '$bucketAuto', '$changeStream', '$collStats', '$densify', '$documents', '$fill'],
  ...['$geoNear', '$graphLookup', '$indexStats', '$listSessions', '$lookup', '$merge', '$out'],
  ...['$planCacheStats', '$redact', '$sample', '$search', '$searchMeta', '$setWindowFields'],
  ...['$unionWith', '$vectorSearch', '$currentOp', '$listLocalSessions'],
]);

function buildStage(stage: unknown): Stage[] {
  const [name, ...others] = isDoc(stage) ? Object.keys(stage) : [];
  if (!isDoc(stage) || name === undefined || others.length > 0) {
    throw locationError(40323, 'A pipeline stage specification object must contain exactly one field.');
  }
  const operand = stage[name];
  switch (name) {
    case '$match': {
      if (!isDoc(operand)) throw locationError(15959, 'the match filter must be an expression in an object');
      const matches = buildMatcher(operand);
      return [mapping((document) => (matches(document) ? [document] : []))];
    }
    case '$project': {
      const project = buildProjection(nonEmpty(docOperand(name, operand)), { in: 'stage' });
      return [mapping((document) => [project(document)])];
    }
    case '$addFields':
    case '$set':
      return [addFields(docOperand(name, operand))];
    case '$unset':
      return [unset(operand)];
    case '$group':
      return [buildGroup(operand)];
    case '$sort': {
      const fields = readSort(docOperand(name, operand));
      if (fields.length === 0) throw locationError(15976, '$sort stage must have at least one sort key');
      return [(source) => sortStream(source, fields, 0)];
    }
    case '$limit': {
      const limit = wholeOperand(name, operand, 1);
      return [(source) => slice(source, 0, limit)];
    }
    case '$skip': {
      const skip = wholeOperand(name, operand, 0);
      return [(source) => slice(source, skip, 0)];
    }
    case '$count':
      return [count(operand)];
    case '$unwind':
      return [unwind(operand)];
    case '$replaceRoot':
      return [replaceRoot(name, docOperand(name, operand)['newRoot'])];
    case '$replaceWith':
      return [replaceRoot(name, operand)];
    case '$sortByCount':
      return buildStages(sortByCountStages(operand));
    case '$facet':
      return [facet(docOperand(name, operand))];
    default:
      if (NOT_SUPPORTED.has(name)) throw notSupported(`The aggregation stage ${name}`);
      throw mongoError('UnrecognisedStage', `Unrecognized pipeline stage name: '${name}'`);
  }
}

function nonEmpty(projection: Doc): Doc {
  if (Object.keys(projection).length === 0)
    throw locationError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  return projection;
}

/**
 * Reads a pipeline's stages.
 * @throws code 40324 for an unknown stage, 115 for one that is not supported, each by name
 */
export function buildStages(pipeline: readonly unknown[]): Stage[] {
  return pipeline.flatMap(buildStage);
}

/** Runs documents through stages. */
export function runStages(source: DocStream, stages: readonly Stage[]): DocStream {
  return stages.reduce((stream, stage) => stage(stream), source);
}
