import { notSupported } from '../mongoError.ts';
import { splitPipeline } from '../aggregation/pipeline.ts';
import { planFind, type FindRequest } from '../query/find.ts';
import type { IndexPlan, Plan } from '../query/planner.ts';
import { isDoc, type Doc } from '../values/document.ts';
import { docArgument, hintArgument, namespaceArgument } from './arguments.ts';
import type { Command } from './command.ts';
import { readFind } from './find.ts';

function describeIndexScan(plan: IndexPlan): Doc {
  return {
    stage: 'FETCH',
    inputStage: {
      stage: 'IXSCAN',
      keyPattern: plan.index.key,
      indexName: plan.index.name,
      isMultiKey: plan.index.multikey.some(Boolean),
      isUnique: plan.index.unique,
      isSparse: plan.index.sparse,
      isPartial: plan.index.partialFilterExpression !== undefined,
      direction: plan.backwards ? 'backward' : 'forward',
      boundFields: plan.boundFields,
      ranges: plan.ranges.length,
      joined: plan.joined.length,
      merged: plan.merged.length,
    },
  };
}

function describe(plan: Plan): Doc {
  switch (plan.kind) {
    case 'collection':
      return { stage: 'COLLSCAN', direction: 'forward' };
    case 'index':
      return describeIndexScan(plan);
    case 'union':
      return { stage: 'OR', inputStages: plan.plans.map(describeIndexScan) };
  }
}

function describeFind(plan: Plan, request: FindRequest): Doc {
  const sorted = Object.keys(request.sort).length > 0 && !(plan.kind === 'index' && plan.givesOrder);
  return sorted ? { stage: 'SORT', sortPattern: request.sort, inputStage: describe(plan) } : describe(plan);
}

function requestOf(explained: Doc): { name: string; request: FindRequest } {
  if ('find' in explained) return { name: 'find', request: readFind(explained) };
  const pipeline = explained['pipeline'];
  if ('aggregate' in explained && Array.isArray(pipeline)) {
    return { name: 'aggregate', request: splitPipeline(pipeline, hintArgument(explained).hint).find };
  }
  const [name = ''] = Object.keys(explained);
  if (name !== 'count' && name !== 'distinct') throw notSupported(`Explaining the command '${name}'`);
  const filter = docArgument(explained, 'query');
  return { name, request: { filter, sort: {}, skip: 0, limit: 0, ...hintArgument(explained) } };
}

/** `explain`: which index, if any, a find, count, distinct or the beginning of a pipeline would use. */
export const explain: Command = {
  fields: ['verbosity'],
  run(context, command) {
    const explained = command['explain'];
    if (!isDoc(explained)) throw notSupported('Explaining that');
    const { name, request } = requestOf(explained);
    const namespace = namespaceArgument(explained, name, context.database);
    const collection = context.catalog.find(namespace);
    const winningPlan = collection ? describeFind(planFind(collection, request), request) : { stage: 'EOF' };
    return Promise.resolve({
      explainVersion: '1',
      queryPlanner: { namespace, parsedQuery: request.filter, winningPlan, rejectedPlans: [] },
    });
  },
};
