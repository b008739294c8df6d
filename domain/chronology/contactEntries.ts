import type { ContactEntry } from '../concern/history.ts';
import { londonDate } from '../localDate.ts';
import type { ChronologyEntry } from './chronologyEntry.ts';

const METHODS = { visit: 'Visit', call: 'Telephone call', video: 'Video call', meeting: 'Meeting' } as const;

/** A contact as the chronology tells it; seen in person is good news, a call is contact and not sight. */
export function contactEntry(contact: ContactEntry, index: number): ChronologyEntry {
  const { at, method, seen, by, note, schoolUrn } = contact;
  const inPerson = method === 'visit' || method === 'meeting';
  return {
    id: `contact:${at.toISOString()}:${index}`,
    date: londonDate(at),
    kind: 'contact',
    title: `${METHODS[method]}${by === undefined ? '' : ` by ${by}`}, child ${seen ? 'seen' : 'not seen'}`,
    effect: seen && inPerson ? 'protective' : 'neutral',
    weight: 0,
    source: { kind: 'contact', ...(schoolUrn === undefined ? {} : { schoolUrn }) },
    reasons: seen && !inPerson ? ['Contact, not sight: nobody was with the child in person'] : [],
    ...(by === undefined ? {} : { by }),
    ...(note === undefined ? {} : { text: note }),
  };
}
