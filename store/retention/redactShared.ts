/**
 * Takes a child out of what stays for others: notes that name several children, held rows and questions about others,
 * brothers' and sisters' households. Each can be run again: what is out already is not there to be found.
 */
import { createHash } from 'node:crypto';
import type { Upn } from '../../domain/identifiers.ts';
import { maskNames, maskNamesWithin } from '../../domain/retention/maskNames.ts';
import type { HeldRowRecord } from '../heldRows.ts';
import type { IncidentContent, IncidentRecord } from '../incidents.ts';
import { listIncidentsByIds } from '../incidents.ts';
import { NOBODY } from '../moveRecords.ts';
import type { Store } from '../openStore.ts';
import type { PupilRecord } from '../pupils.ts';
import { filedForSearch } from '../recordIncident.ts';
import type { Subject } from './subject.ts';

/**
 * Takes the child out of everything that is somebody else's too, but for digests and raw deliveries.
 * @param others brothers, sisters, and children of the same notes
 */
export async function redactShared(store: Store, subject: Subject, others: readonly string[]): Promise<void> {
  await redactIncidents(store, subject);
  await redactHeldRows(store, subject);
  await store.matchDecisions.collection.updateMany({ 'before.pupilId': { $in: [...subject.ids] } }, {
    $pull: { before: { pupilId: { $in: [...subject.ids] } } },
  } as never);
  await redactHouseholds(store, subject);
  await redactRequests(store, subject, others);
  await store.people.updateMany(
    { pupilIds: { $in: [...subject.ids] } },
    { $pull: { pupilIds: { $in: [...subject.ids] } } },
  );
  // Proposals that came to nothing keep who and when, and lose the words.
  await store.erasures.updateMany(
    { pupilIds: { $in: [...subject.ids] }, state: { $in: ['declined', 'stopped'] } },
    { $unset: { reason: '', 'ended.why': '' } },
  );
  await store.digestPreviews.deleteMany({ schoolUrns: { $in: [...subject.schoolUrns] } });
}

async function redactIncidents(store: Store, subject: Subject): Promise<void> {
  for (const incident of await listIncidentsByIds(store, subject.sharedIncidentIds)) {
    const stay = await namesOfOthers(store, subject, incident);
    const mask = (text: string): string => maskNames(text, subject.names, stay);
    const content = withoutChild(incident, subject, mask);
    const { revisions, moves = [], corrections = [] } = incident;
    await store.incidents.collection.updateOne({ _id: incident._id as never, revision: incident.revision }, {
      $set: {
        ...content,
        ...filedForSearch({ ...incident, ...content }),
        revisions: revisions.map((revision) => ({ ...revision, ...withoutChild(revision, subject, mask) })),
        ...(moves.length === 0 ? {} : { moves: moves.map((move) => ({ ...move, why: mask(move.why) })) }),
        ...(corrections.length === 0
          ? {}
          : {
              corrections: corrections.map((one) =>
                one.reason === undefined ? one : { ...one, reason: mask(one.reason) },
              ),
            }),
      },
      ...(subject.ids.includes(incident.pupilId)
        ? { $unset: { told: '', matchWhy: '', filedUnder: '' } }
        : {}),
    } as never);
  }
}

/** The words keep their places and their fingerprint, so that the same row sent again changes nothing. */
function withoutChild(
  { pupilId, linkedUpns, narrative, actions }: IncidentContent,
  { ids, upns }: Subject,
  mask: (text: string) => string,
): Pick<IncidentContent, 'pupilId' | 'linkedUpns' | 'narrative' | 'actions'> {
  return {
    pupilId: ids.includes(pupilId) ? NOBODY : pupilId,
    linkedUpns: linkedUpns.filter((upn) => !upns.includes(upn)),
    narrative: mask(narrative),
    actions: actions.map((action) => ({ ...action, what: mask(action.what) })),
  };
}

/** Names, in lower case, of the other children in an incident. */
async function namesOfOthers(
  store: Store,
  { ids, upns }: Subject,
  incident: IncidentRecord,
): Promise<ReadonlySet<string>> {
  const linked = incident.linkedUpns.filter((upn: Upn) => !upns.includes(upn));
  const others = await store.pupils
    .find({ $or: [{ _id: incident.pupilId }, { upns: { $in: linked } }] })
    .lean<PupilRecord[]>();
  return new Set(
    others
      .filter(({ _id }) => !ids.includes(_id))
      .flatMap(({ forename, preferredName, surname, formerSurnames = [] }) => [
        ...[forename, surname, ...formerSurnames],
        ...(preferredName === undefined ? [] : [preferredName]),
      ])
      .map((name) => name.toLowerCase()),
  );
}

/** Rows about others that might have been about this child, or that are linked to them. */
async function redactHeldRows(store: Store, { ids, upns, names }: Subject): Promise<void> {
  await store.heldRows.collection.updateMany({ 'candidates.pupilId': { $in: [...ids] } }, {
    $pull: { candidates: { pupilId: { $in: [...ids] } } },
  } as never);
  const linking = await store.heldRows
    .find({ 'value.row.linkedUpns': { $in: [...upns] } } as never)
    .lean<HeldRowRecord[]>();
  for (const { _id, value } of linking) {
    if (value.kind !== 'incidents' || value.row.withdrawn) continue;
    const { linkedUpns, narrative, actions } = value.row;
    const row = {
      ...value.row,
      linkedUpns: linkedUpns.filter((upn) => !upns.includes(upn)),
      narrative: maskNames(narrative, names),
      actions: actions.map((action) => ({ ...action, what: maskNames(action.what, names) })),
    };
    await store.heldRows.updateOne({ _id }, { $set: { 'value.row': row } as never });
  }
}

/** Brothers and sisters stay together: a key made of the child's number becomes one that says nothing. */
async function redactHouseholds(store: Store, { ids, upns, names }: Subject): Promise<void> {
  for (const upn of upns) {
    const key = `sibling:${upn}`;
    const opaque = `sibling:erased:${createHash('sha256').update(ids.join()).digest('hex').slice(0, 24)}`;
    const others = { households: key, _id: { $nin: [...ids] } };
    await store.pupils.updateMany(others, { $addToSet: { households: opaque }, $inc: { revision: 1 } });
    await store.pupils.updateMany(others, { $pull: { households: key } });
  }
  const inAnswers = { pupilIds: { $in: [...ids] } };
  const answers = await store.householdAnswers
    .find(inAnswers, { why: 1 })
    .lean<{ _id: string; why?: string }[]>();
  for (const { _id, why } of answers) {
    await store.householdAnswers.collection.updateOne(
      { _id: _id as never },
      {
        $pull: { pupilIds: { $in: [...ids] }, together: { $in: [...ids] } } as never,
        ...(why === undefined ? {} : { $set: { why: maskNames(why, names) } }),
      },
    );
  }
  await store.householdAnswers.deleteMany({ pupilIds: { $size: 0 } });
}

/** What was decided on others' requests for access, where the child may have been one of the third parties. */
async function redactRequests(store: Store, { names }: Subject, others: readonly string[]): Promise<void> {
  for (const { collection } of [store.subjectRequests, store.entryReviews]) {
    for await (const found of collection.find({ pupilId: { $in: [...others] } })) {
      const { _id, ...words } = found;
      const masked = maskNamesWithin(words, names);
      if (JSON.stringify(masked) !== JSON.stringify(words))
        await collection.updateOne({ _id }, { $set: masked });
    }
  }
}
