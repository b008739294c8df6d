import { londonInstant, parseLocalDate, type LocalDate } from '../../../domain/localDate.ts';
import {
  NO_FILTERS,
  parseTimelineFilters,
  type TimelineFilters,
} from '../../../domain/timeline/timelineFilters.ts';
import type { Visit } from '../page.ts';

/**
 * How somebody looks at a child's timeline: kept with their session and not in the address, since the words somebody
 * looks for in a child's record are personal data.
 */
export interface TimelineState {
  readonly pupilId: string;
  readonly filters: TimelineFilters;
  /** A day before today, or absent. */
  readonly asOf?: LocalDate;
  readonly merged: boolean;
}

declare module 'express-session' {
  interface SessionData {
    /** Of the child looked at last. */
    timeline: TimelineState;
  }
}

/** How this child is being looked at; another child begins afresh. */
export function timelineState({ request, param }: Pick<Visit, 'request' | 'param'>): TimelineState {
  const pupilId = param('pupilId');
  const held = request.session.timeline;
  return held?.pupilId === pupilId ? held : { pupilId, filters: NO_FILTERS, merged: false };
}

/** The instant looked back to: the end of a day before today, or now. */
export function instantOf({ asOf }: TimelineState, { now, scope }: Pick<Visit, 'now' | 'scope'>): Date {
  return asOf === undefined || asOf >= scope.today ? now : londonInstant(asOf, '23:59:59');
}

/** What a form of the page changes. */
export function changeState(
  state: TimelineState,
  fields: Readonly<Record<string, string>>,
  today: LocalDate,
): TimelineState {
  const { asOf: _, ...now } = state;
  switch (fields['set']) {
    case 'filters':
      return { ...state, filters: fields['clear'] === 'yes' ? NO_FILTERS : parseTimelineFilters(fields) };
    case 'as-of': {
      const asOf = parseLocalDate(fields['asOf'] ?? '');
      return asOf === undefined || asOf >= today ? now : { ...now, asOf };
    }
    case 'now':
      return now;
    case 'merge':
      return { ...state, merged: true };
    case 'part':
      return { ...state, merged: false };
    default:
      return state;
  }
}
