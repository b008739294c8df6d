import { may, type Action } from '../../domain/access/actions.ts';
import type { Viewer } from '../../domain/access/viewer.ts';

/** An entry of the menu; the first that a role may have is where its sign-in leads. */
interface Entry {
  readonly text: string;
  readonly href: string;
  readonly allow: Action;
}

const ENTRIES: readonly Entry[] = [
  { text: 'This week', href: '/week', allow: 'see-flags' },
  { text: 'Search', href: '/search', allow: 'see-children' },
  { text: 'Administration', href: '/admin', allow: 'manage-people' },
  { text: 'To review', href: '/review', allow: 'see-deliveries' },
  { text: 'Who sees our records', href: '/access', allow: 'decide-access' },
  { text: 'Figures', href: '/figures', allow: 'see-locality' },
  { text: 'Digests', href: '/digests', allow: 'see-digest-archive' },
  { text: 'Retention', href: '/retention', allow: 'see-retention' },
  { text: 'Audit', href: '/audit', allow: 'see-audit' },
];

/** The menu of a viewer, in the order of their work. */
export function navigationFor(
  { role }: Viewer,
  path: string,
): readonly { text: string; href: string; current: boolean }[] {
  return ENTRIES.filter(({ allow }) => may(role, allow)).map(({ text, href }) => ({
    text,
    href,
    current: path === href || path.startsWith(`${href}/`),
  }));
}

/** Where a viewer begins. */
export function startPageOf({ role }: Viewer): string {
  return ENTRIES.find(({ allow }) => may(role, allow))?.href ?? '/account';
}
