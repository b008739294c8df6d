import { randomUUID } from 'node:crypto';
import { endTurn, keepTurn, takeTurn, TURN_MS } from '../../store/turns.ts';
import { enqueueDecisions } from '../queues.ts';
import type { StageContext } from '../stageContext.ts';
import { carryOutDecisions } from './carryOutDecisions.ts';

const TURN = 'decisions';
const TRY_AGAIN_MS = 300;

/**
 * Carries decisions out one worker at a time: one that had read a decision before a person changed it would otherwise
 * move what belongs to it back again. Whoever finds another at it comes again, since that one may have looked already.
 */
export async function carryOutInTurn(context: StageContext, traceId: string): Promise<void> {
  const { store, queues } = context;
  const holder = randomUUID();
  if (!(await takeTurn(store, TURN, holder, context.now()))) {
    await enqueueDecisions(queues, traceId, TRY_AGAIN_MS);
    return;
  }
  const keeping = setInterval(() => {
    // One that fails is made good by the next, or the turn runs out and somebody else goes on.
    keepTurn(store, TURN, holder, context.now()).catch(() => undefined);
  }, TURN_MS / 3);
  try {
    await carryOutDecisions(context, traceId);
  } finally {
    clearInterval(keeping);
    await endTurn(store, TURN, holder);
  }
}
