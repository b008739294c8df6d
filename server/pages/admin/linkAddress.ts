import type { Visit } from '../page.ts';

/** The address of a one-time link, under the name people reach this server by. */
export function linkAddress({ context, request }: Visit, token: string): string {
  const base = context.configuration.publicUrl ?? `${request.protocol}://${request.get('host') ?? ''}`;
  return `${base}/join/${token}`;
}

/** A secret or link made by the change before this page: shown on it, and never again. */
export function takeShownOnce({ request }: Visit): { label: string; value: string } | null {
  const shown = request.session.shownOnce ?? null;
  delete request.session.shownOnce;
  return shown;
}
