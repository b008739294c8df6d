import type { RowProblem } from '../../domain/formats/rows.ts';
import type { Upn, Urn } from '../../domain/identifiers.ts';
import type { ScoredCandidate } from '../../domain/matching/match.ts';
import type { HeldReason } from '../../store/heldRows.ts';

/** The delivery a row came with. */
export interface DeliveryContext {
  readonly deliveryId: string;
  readonly sourceId: string;
  readonly schoolUrn: Urn;
  readonly receivedAt: Date;
  /** True for a row that was held: newer facts may have landed since, and win. */
  readonly wasHeld: boolean;
  /** Numbers of erased children that its rows name: nothing is linked to them again. */
  readonly erasedUpns?: ReadonlySet<Upn>;
}

/** What became of one row. `touched` names pupils whose assessment it may change. */
export type RowLanding =
  | {
      readonly kind: 'landed' | 'unchanged';
      readonly touched: readonly string[];
      readonly incidentId?: string;
    }
  | {
      readonly kind: 'held';
      readonly reason: HeldReason;
      readonly candidates: readonly ScoredCandidate[];
    }
  | { readonly kind: 'rejected'; readonly problem: Omit<RowProblem, 'row'> };

export const OTHER_SCHOOL: RowLanding = {
  kind: 'rejected',
  problem: { field: 'schoolUrn', message: 'is not the school this source belongs to' },
};
