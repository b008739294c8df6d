import {
  dayOf,
  FILE_STATES,
  PLANS,
  REFERRED_TO,
  type ChildEvent,
  type ChildEventContent,
} from '../childEvents/childEvent.ts';
import { CONSENT_STATES, SHARING_BASES } from '../childEvents/sharing.ts';
import { londonDate, type LocalDate } from '../localDate.ts';
import type { Effect } from '../severity.ts';
import type { ChronologyEntry, ChronologyKind } from './chronologyEntry.ts';
import { contactEntry } from './contactEntries.ts';
import { writeDate } from '../digest/sentences/writeDate.ts';

/** How one kind of addition reads in the chronology. */
interface Telling {
  readonly kind: ChronologyKind;
  readonly title: string;
  readonly effect: Effect;
  readonly until?: LocalDate;
  readonly outcome?: string;
  readonly actionTaken?: string;
  readonly by?: string;
}

function actionOutcome(
  { dueOn, doneOn, outcome }: Extract<ChildEventContent, { kind: 'action' }>,
  today: LocalDate,
): string {
  if (doneOn !== undefined)
    return `Done on ${writeDate(doneOn)}${outcome === undefined ? '' : `: ${outcome}`}`;
  if (dueOn === undefined) return 'Not done yet';
  return dueOn < today ? `Due on ${writeDate(dueOn)}, not done` : `Due on ${writeDate(dueOn)}`;
}

function since(what: string, on: LocalDate | undefined, none: string): string {
  return on === undefined ? none : `${what} ${writeDate(on)}`;
}

function told(content: ChildEventContent, today: LocalDate): Telling {
  switch (content.kind) {
    case 'note':
      return { kind: 'note', title: 'Note', effect: content.effect };
    case 'action':
      return { kind: 'action', title: 'Action', effect: 'neutral', outcome: actionOutcome(content, today) };
    case 'contact':
      return contactEntry(content, 0);
    case 'referral':
      return {
        kind: 'referral',
        title: `Referred to ${REFERRED_TO[content.to]}`,
        effect: 'neutral',
        outcome: content.outcome ?? 'No outcome recorded',
      };
    case 'plan':
      return {
        kind: 'plan',
        title: `${PLANS[content.plan]} ${content.until === undefined ? 'began' : 'was in place'}`,
        effect: 'neutral',
        ...(content.until === undefined ? {} : { until: content.until }),
        ...(content.until === undefined && content.reviewOn !== undefined
          ? { outcome: `To be reviewed on ${writeDate(content.reviewOn)}` }
          : {}),
      };
    case 'intervention':
      return {
        kind: 'intervention',
        title: 'Intervention',
        effect: 'protective',
        ...(content.until === undefined ? {} : { until: content.until }),
        outcome: content.outcome ?? (content.until === undefined ? 'Going on' : 'No outcome recorded'),
      };
    case 'safeguarding-file':
      return {
        kind: 'move',
        title: `Safeguarding file ${FILE_STATES[content.state]}${content.otherSchool === undefined ? '' : ` (${content.otherSchool})`}`,
        effect: 'neutral',
      };
    case 'earlier-record':
      return {
        kind: 'note',
        title: `At ${content.fromSchool}: ${content.title}`,
        effect: 'neutral',
        ...(content.until === undefined ? {} : { until: content.until }),
        ...(content.outcome === undefined ? {} : { outcome: content.outcome }),
        ...(content.actionTaken === undefined ? {} : { actionTaken: content.actionTaken }),
        by: content.writtenBy ?? content.fromSchool,
      };
    case 'move-reason':
      return { kind: 'move', title: 'Why the child changed school', effect: 'neutral' };
    case 'place-application':
      return {
        kind: 'move',
        title: `Applied for a school place${content.toSchool === undefined ? '' : ` at ${content.toSchool}`}`,
        effect: 'neutral',
        outcome: since('Answered on', content.answeredOn, 'No answer yet'),
      };
    case 'fair-access':
      return {
        kind: 'move',
        title: 'Considered under the Fair Access Protocol',
        effect: 'neutral',
        outcome: since('Place allocated on', content.allocatedOn, 'No place allocated yet'),
      };
    case 'share':
      return {
        kind: 'decision',
        title: content.shared
          ? 'Record shared with another school'
          : 'Decided not to share the record with another school',
        effect: 'neutral',
      };
    case 'disclosure':
      return {
        kind: 'decision',
        title: `${content.shared ? 'Shared' : 'Decided not to share'} information with ${REFERRED_TO[content.agency]}${content.recipient === undefined ? '' : ` (${content.recipient})`}`,
        effect: 'neutral',
        outcome: sharingTold(content),
      };
  }
}

function sharingTold({
  what,
  basis,
  consent,
  whyNotAsked,
}: Extract<ChildEventContent, { kind: 'disclosure' }>): string {
  const asked = `${CONSENT_STATES[consent]}${whyNotAsked === undefined ? '' : `: ${whyNotAsked}`}`;
  return `What: ${what}\nBasis: ${SHARING_BASES[basis]}\nConsent: ${asked}`;
}

/** What a person added, as the chronology tells it on a day. */
export function addedEntry(event: ChildEvent, today: LocalDate): ChronologyEntry {
  const { content, eventId, schoolUrn, by, amended } = event;
  const day = dayOf(content);
  const { kind, title, effect, until, outcome, actionTaken, by: writtenBy } = told(content, today);
  return {
    id: eventId,
    date: day instanceof Date ? londonDate(day) : day,
    ...(until === undefined ? {} : { until }),
    kind,
    title,
    effect,
    weight: 0,
    source: { kind: 'added', eventId, schoolUrn },
    reasons:
      amended === undefined
        ? []
        : [`Amended by ${amended.by.name} on ${writeDate(londonDate(amended.at))}: ${amended.reason}`],
    by: writtenBy ?? by.name,
    ...(actionTaken === undefined ? {} : { actionTaken }),
    ...(content.text === undefined ? {} : { text: content.text }),
    ...(outcome === undefined ? {} : { outcome }),
  };
}
