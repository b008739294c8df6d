import { namesChild, type MaskedChild } from '../../domain/retention/maskNames.ts';
import { redactDigest, tellsOf, type ChildInDigests } from '../../domain/retention/redactDigest.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { RAW_DELIVERY_DAYS } from '../../domain/retention/retentionRules.ts';
import type { DeliveryState } from '../deliveries.ts';
import type { DigestRecord } from '../digests.ts';
import type { Store } from '../openStore.ts';
import { unpackBody, type PackedBody } from '../packedBody.ts';
import type { Subject } from './subject.ts';

const DEALT_WITH = { $in: ['processed', 'refused'] as DeliveryState[] };
const DAY_MS = 86_400_000;

/** Stands in place of the mail as it was sent. */
const MAIL_GONE =
  'What was sent is no longer kept: a child it told of was erased at the end of retention. The page shows the rest.';

/** Takes the child out of every archived digest of their schools; what others were told of stays as it was. */
export async function redactDigests(store: Store, subject: Subject): Promise<void> {
  const child: ChildInDigests = {
    ...subject.names,
    pupilIds: subject.ids,
    entryIds: [...subject.sharedIncidentIds],
  };
  const digests = store.digests
    .find({ schoolUrns: { $in: [...subject.schoolUrns] } }, { view: 1 })
    .lean<Pick<DigestRecord, '_id' | 'view'>[]>()
    .cursor();
  for await (const { _id, view } of digests) {
    if (!tellsOf(view, child)) continue;
    const html = `<p>${MAIL_GONE}</p>`;
    await store.digests.updateOne(
      { _id },
      { $set: { view: redactDigest(view, child) as never, html, text: MAIL_GONE, redacted: true } },
    );
  }
}

/**
 * Takes away the bodies of dealt-with deliveries that name the child: what they said of others is in the records by
 * now. One that waits or failed is dealt with first; its rows about the child are refused then.
 */
export async function eraseBodies(store: Store, subject: Subject, now: Date): Promise<void> {
  const bodies = store.deliveries
    .find(
      {
        schoolUrn: { $in: [...subject.schoolUrns] },
        state: DEALT_WITH,
        bodyErasedAt: { $exists: false },
      },
      { body: 1, packed: 1 },
    )
    .lean<({ _id: string } & PackedBody)[]>()
    .cursor();
  for await (const { _id, ...kept } of bodies) {
    if (mayName(await unpackBody(kept), subject.names)) await eraseBody(store, { _id }, now);
  }
}

/** The files schools send are in UTF-8, Windows-1252 or UTF-16; names stand in columns of their own. */
function mayName(bytes: Buffer, child: MaskedChild): boolean {
  return (['utf8', 'latin1', 'utf16le'] as const).some((encoding) => {
    const text = bytes.toString(encoding);
    const low = text.toLowerCase();
    const has = (name: string): boolean => low.includes(name.toLowerCase());
    return namesChild(text, child) || (child.forenames.some(has) && child.surnames.some(has));
  });
}

/**
 * Takes away the bodies of a school's deliveries whose time is over; those not dealt with stay until they are.
 * @returns how many
 */
export async function trimBodies(store: Store, schoolUrn: Urn, now: Date): Promise<number> {
  const before = new Date(now.getTime() - RAW_DELIVERY_DAYS * DAY_MS);
  return eraseBody(store, { schoolUrn, receivedAt: { $lt: before }, state: DEALT_WITH }, now);
}

/** What is left is their fingerprints, counts and problems, none of which says anything of a child. */
async function eraseBody(store: Store, which: object, now: Date): Promise<number> {
  const { modifiedCount } = await store.deliveries.updateMany(
    { ...which, bodyErasedAt: { $exists: false } } as never,
    { $set: { body: Buffer.alloc(0), bodyErasedAt: now }, $unset: { packed: '' } },
  );
  return modifiedCount;
}
