import { may, type Action } from './actions.ts';
import type { Role } from './roles.ts';

/** What a personal token may be for, each an action that the person's role must have too, at every request. */
export const API_SCOPES = {
  'read-lists': { action: 'see-flags', title: 'Lists of children, scores with their reasons, and flags' },
  'read-records': { action: 'see-narratives', title: 'Chronologies, with what staff wrote' },
  'read-digests': { action: 'see-digests', title: 'Digests as they were written' },
} as const satisfies Readonly<Record<string, { action: Action; title: string }>>;
export type ApiScope = keyof typeof API_SCOPES;
export const API_SCOPE_NAMES = ['read-lists', 'read-records', 'read-digests'] as const satisfies ApiScope[];

/** The longest a token lasts, days; the person chooses up to it. */
export const TOKEN_DAYS = 90;

/** Scopes that somebody of a role may give a token of theirs; none for roles that see no children. */
export function scopesFor(role: Role): readonly ApiScope[] {
  return API_SCOPE_NAMES.filter((scope) => may(role, API_SCOPES[scope].action));
}
