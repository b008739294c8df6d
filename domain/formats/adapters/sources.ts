import type { Kind } from '../rows.ts';
import { genericContacts, genericIncidents, genericMarks, genericPupils } from './genericAdapters.ts';
import type { SheetAdapter } from './sheetAdapter.ts';

/** The systems whose exports are read; `generic` is the documented form any system can write. */
export const SOURCE_NAMES = ['generic'] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];

type Adapters = { readonly [K in Kind]: readonly SheetAdapter<K>[] };

const GENERIC: Adapters = {
  incidents: [genericIncidents],
  attendance: [genericMarks],
  pupils: [genericPupils],
  contacts: [genericContacts],
};

const ADAPTERS: Readonly<Record<SourceName, Adapters>> = { generic: GENERIC };

/** The source of that name in any case, or undefined when there is none; no name means `generic`. */
export function sourceNamed(name: string | undefined): SourceName | undefined {
  const wanted = (name ?? 'generic').trim().toLowerCase();
  return SOURCE_NAMES.find((known) => known === wanted);
}

/** The adapters that can read a source's tables of one kind, the likeliest first. */
export function adaptersOf<K extends Kind>(source: SourceName, kind: K): readonly SheetAdapter<K>[] {
  return ADAPTERS[source][kind];
}
