import type { Upn, Urn } from '../../domain/identifiers.ts';
import type { MaskedChild } from '../../domain/retention/maskNames.ts';
import { tokenOfIncident, tokensOfIdentity, type ErasedToken } from '../../domain/retention/erasedTokens.ts';
import type { Store } from '../openStore.ts';
import { schoolsOf, type PupilRecord } from '../pupils.ts';

/** Everything by which the records of one child are found, gathered before the first is destroyed. */
export interface Subject {
  readonly pupils: readonly PupilRecord[];
  /** Of the child's record and of those merged into it. */
  readonly ids: readonly string[];
  readonly upns: readonly Upn[];
  readonly schoolUrns: readonly Urn[];
  readonly names: MaskedChild;
  /** Incidents of this child alone. */
  readonly ownIncidents: readonly IncidentPlace[];
  /** Incidents that are somebody else's too: they stay, without this child. */
  readonly sharedIncidentIds: readonly string[];
  /** Those of both whose subject the child is. */
  readonly subjectOf: readonly string[];
  /** Fingerprints of how schools told of the child. */
  readonly told: readonly string[];
}

interface IncidentPlace {
  readonly _id: string;
  readonly sourceId: string;
  readonly externalId: string;
}

/**
 * Gathers what is left of a child.
 * @param ids of the child's records; those merged into them are found as well
 */
export async function loadSubject(store: Store, ids: readonly string[]): Promise<Subject> {
  const merged = await store.pupils
    .find({ 'merged.into': { $in: [...ids] } }, { _id: 1 })
    .lean<{ _id: string }[]>();
  const all = [...new Set([...ids, ...merged.map(({ _id }) => _id)])];
  const pupils = await store.pupils.find({ _id: { $in: all } }).lean<PupilRecord[]>();
  const upns = [
    ...new Set(pupils.flatMap((pupil) => [...(pupil.upns ?? []), ...(pupil.merged?.was.upns ?? [])])),
  ];
  const schoolUrns = [
    ...new Set(
      pupils.flatMap((pupil) => [
        ...schoolsOf(pupil),
        ...(pupil.merged?.was.memberships ?? []).map(({ schoolUrn }) => schoolUrn),
      ]),
    ),
  ];
  const incidents = await incidentsOf(store, all, upns);
  const decisions = await store.matchDecisions
    .find({ pupilId: { $in: all } }, { told: 1 })
    .lean<{ told: string[] }[]>();
  return {
    ...{ pupils, ids: all, upns, schoolUrns },
    names: {
      forenames: unique(pupils.flatMap(({ forename, preferredName }) => [forename, preferredName])),
      surnames: unique(pupils.flatMap(({ surname, formerSurnames = [] }) => [surname, ...formerSurnames])),
      upns,
    },
    ...incidents,
    told: [...new Set([...incidents.told, ...decisions.flatMap(({ told }) => told)])],
  };
}

function unique(names: readonly (string | undefined)[]): string[] {
  return [
    ...new Set(names.filter((name) => name !== undefined && name.trim() !== '').map((name) => name ?? '')),
  ];
}

type IncidentLine = IncidentPlace & { pupilId: string; linkedUpns: Upn[]; told?: string };

async function incidentsOf(store: Store, ids: readonly string[], upns: readonly Upn[]) {
  const wanted = { sourceId: 1, externalId: 1, pupilId: 1, linkedUpns: 1, told: 1 };
  const [own, elsewhere] = await Promise.all([
    store.incidents.find({ pupilId: { $in: [...ids] } }, wanted).lean<IncidentLine[]>(),
    Promise.all(
      [
        { linkedUpns: { $in: [...upns] } },
        { 'revisions.pupilId': { $in: [...ids] } },
        { 'revisions.linkedUpns': { $in: [...upns] } },
      ].map((filter) => store.incidents.find(filter as never, wanted).lean<IncidentLine[]>()),
    ),
  ]);
  const others = own.flatMap(({ linkedUpns }) => linkedUpns).filter((upn) => !upns.includes(upn));
  const known = await store.pupils.find({ upns: { $in: others } }, { upns: 1 }).lean<{ upns: Upn[] }[]>();
  const linked = new Set(known.flatMap((pupil) => pupil.upns));
  const isShared = ({ pupilId, linkedUpns }: IncidentLine): boolean =>
    !ids.includes(pupilId) || linkedUpns.some((upn) => linked.has(upn));
  const all = [...new Map([...own, ...elsewhere.flat()].map((one) => [one._id, one])).values()];
  return {
    ownIncidents: all.filter((one) => !isShared(one)),
    sharedIncidentIds: all.filter(isShared).map(({ _id }) => _id),
    told: own.flatMap(({ told }) => (told === undefined ? [] : [told])),
    subjectOf: own.map(({ _id }) => _id),
  };
}

/** What the child's rows would be known by, should they be sent once more. */
export function tokensOf({ pupils, upns, subjectOf }: Subject): ErasedToken[] {
  const identities = pupils.flatMap(
    ({ forename, preferredName, surname, formerSurnames = [], dateOfBirth }) =>
      [forename, ...(preferredName === undefined ? [] : [preferredName])].flatMap((first) =>
        [surname, ...formerSurnames].map((last) => ({
          ...{ forename: first, surname: last },
          ...(dateOfBirth === undefined ? {} : { dateOfBirth }),
        })),
      ),
  );
  return [
    ...upns.flatMap((upn) => tokensOfIdentity({ upn })),
    ...identities.flatMap(tokensOfIdentity),
    ...subjectOf.map(tokenOfIncident),
  ];
}
