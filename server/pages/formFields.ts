import type { Request } from 'express';

/** The text fields of a form that was sent, by name; what is no text is left out. */
export function formFields(request: Request): Readonly<Record<string, string>> {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}

/** A parameter of the address; empty when there is none of that name. */
export function queryParameter(request: Request, name: string): string {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
}
