/**
 * Rows of records that were erased at the end of their retention are refused, when a school sends its whole export once
 * more: nothing comes back by itself. Known by keyed hashes alone (`store/retention/erasedKeys.ts`). A child who was
 * erased and joins again later is let in: what counts is whether the row tells of a day before.
 */
import type {
  ContactRow,
  IncidentRow,
  Kind,
  MarkRow,
  PupilRow,
  RowOutcome,
} from '../../domain/formats/rows.ts';
import { dayOf } from '../../domain/formats/when.ts';
import type { Upn } from '../../domain/identifiers.ts';
import { academicYearOf, londonDate, type LocalDate } from '../../domain/localDate.ts';
import {
  tokenOfIncident,
  tokenOfRegister,
  tokensOfIdentity,
  type ErasedToken,
} from '../../domain/retention/erasedTokens.ts';
import type { DeliveryRecord } from '../../store/deliveries.ts';
import type { Store } from '../../store/openStore.ts';
import { incidentId } from '../../store/recordIncident.ts';
import { anythingErased, mapErased } from '../../store/retention/erasedKeys.ts';
import { inBatches } from '../queues.ts';

/** The rows of a delivery, those of erased records among the bad ones. */
export interface Screened {
  readonly rows: Iterable<RowOutcome<unknown>>;
  /** Numbers of erased children that other rows name: they are not to be linked to again. */
  readonly erasedUpns: ReadonlySet<Upn>;
  readonly leftOut: number;
  /** Incidents among those left out. */
  readonly incidentIds: readonly string[];
}

const TOKENS_AT_A_TIME = 5000;
const NOTHING = { erasedUpns: new Set<Upn>(), leftOut: 0, incidentIds: [] };

interface Question {
  /** By these the row itself is known. */
  readonly own: readonly ErasedToken[];
  /** By these the child is. */
  readonly whose: readonly ErasedToken[];
  /** The day the row tells of. */
  readonly on?: LocalDate;
  /** Others it names. */
  readonly named: readonly Upn[];
  readonly incidentId?: string;
}

/** Asks of each row whether what it tells of was erased. Costs one question where nothing ever was. */
export async function screenErased(
  store: Store,
  delivery: Pick<DeliveryRecord, 'kind' | 'schoolUrn' | 'sourceId'>,
  rows: Iterable<RowOutcome<unknown>>,
): Promise<Screened> {
  if (!(await anythingErased(store))) return { rows, ...NOTHING };
  const asked = [...rows].map((outcome) => ({
    outcome,
    question: outcome.ok ? questionOf(delivery, outcome.value) : undefined,
  }));
  const erased = await findErased(
    store,
    asked.flatMap(({ question }) => (question ? tokensOf(question) : [])),
  );
  const erasedUpns = new Set<Upn>();
  const incidentIds: string[] = [];
  let leftOut = 0;
  const screened = asked.map(({ outcome, question }): RowOutcome<unknown> => {
    if (!outcome.ok || !question) return outcome;
    for (const upn of question.named) if (erased.has(`upn:${upn}`)) erasedUpns.add(upn);
    const on = erasedOn(question, erased);
    if (on === undefined) return outcome;
    leftOut += 1;
    if (question.incidentId !== undefined) incidentIds.push(question.incidentId);
    const message = `is of records that were erased at the end of their retention on ${on}; it was left out`;
    return { ok: false, row: outcome.row, problems: [{ row: outcome.row, field: 'row', message }] };
  });
  return { rows: screened, erasedUpns, leftOut, incidentIds };
}

function tokensOf({ own, whose, named }: Question): ErasedToken[] {
  return [...own, ...whose, ...named.map((upn) => `upn:${upn}`)];
}

async function findErased(store: Store, tokens: readonly ErasedToken[]): Promise<Map<ErasedToken, Date>> {
  const found = new Map<ErasedToken, Date>();
  for (const batch of inBatches([...new Set(tokens)], TOKENS_AT_A_TIME))
    for (const [token, at] of await mapErased(store, batch)) found.set(token, at);
  return found;
}

/** The day on which what the row tells of was erased; undefined where it was not. */
function erasedOn(
  { own, whose, on }: Question,
  erased: ReadonlyMap<ErasedToken, Date>,
): LocalDate | undefined {
  const itself = own.map((token) => erased.get(token)).find((at) => at !== undefined);
  if (itself) return londonDate(itself);
  const days = whose.flatMap((token) => {
    const at = erased.get(token);
    return at === undefined ? [] : [londonDate(at)];
  });
  return days.find((day) => on === undefined || on <= day);
}

function questionOf(
  { kind, schoolUrn, sourceId }: Pick<DeliveryRecord, 'kind' | 'schoolUrn' | 'sourceId'>,
  value: unknown,
): Question {
  switch (kind satisfies Kind) {
    case 'incidents': {
      const row = value as IncidentRow;
      const id = incidentId(schoolUrn, sourceId, row.externalId);
      const own = [tokenOfIncident(id)];
      if (row.withdrawn) return { own, whose: [], named: [], incidentId: id };
      const whose = tokensOfIdentity(row.pupil);
      return { own, whose, on: dayOf(row.occurred), named: row.linkedUpns, incidentId: id };
    }
    case 'contacts': {
      const row = value as ContactRow;
      return { own: [], whose: tokensOfIdentity({ upn: row.upn }), on: dayOf(row.at), named: [] };
    }
    case 'attendance': {
      const { upn, date } = value as MarkRow;
      const own = [tokenOfRegister(schoolUrn, academicYearOf(date))];
      return { own, whose: tokensOfIdentity({ upn }), on: date, named: [] };
    }
    case 'pupils': {
      const row = value as PupilRow;
      const former = row.formerUpn === undefined ? [] : tokensOfIdentity({ upn: row.formerUpn });
      const whose = [...tokensOfIdentity(row), ...former];
      const on = row.dateJoined === undefined ? {} : { on: row.dateJoined };
      return { own: [], whose, ...on, named: row.siblingUpns };
    }
  }
}
