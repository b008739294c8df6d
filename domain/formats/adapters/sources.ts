import type { Kind } from '../rows.ts';
import { cpomsIncidents } from './cpoms.ts';
import { genericContacts, genericIncidents, genericPupils } from './genericAdapters.ts';
import { myConcernIncidents } from './myconcern.ts';
import { registerGrid } from './registerGrid.ts';
import { registerRows } from './registerRows.ts';
import { registerRun } from './registerRun.ts';
import type { SheetAdapter } from './sheetAdapter.ts';

/** The systems whose exports are read; `generic` is the documented form any system can write. */
export const SOURCE_NAMES = ['generic', 'cpoms', 'myconcern', 'sims', 'arbor', 'bromcom'] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];

type Adapters = { readonly [K in Kind]: readonly SheetAdapter<K>[] };

const GENERIC: Adapters = {
  incidents: [genericIncidents],
  attendance: [registerRows, registerGrid, registerRun],
  pupils: [genericPupils],
  contacts: [genericContacts],
};

/**
 * The three registers' systems write the same three shapes under drifting names, so each shape is known by
 * its columns whichever system is named.
 */
const ADAPTERS: Readonly<Record<SourceName, Adapters>> = {
  generic: GENERIC,
  cpoms: { ...GENERIC, incidents: [cpomsIncidents] },
  myconcern: { ...GENERIC, incidents: [myConcernIncidents] },
  sims: GENERIC,
  arbor: GENERIC,
  bromcom: GENERIC,
};

/** The source of that name in any case, or undefined when there is none; no name means `generic`. */
export function sourceNamed(name: string | undefined): SourceName | undefined {
  const wanted = (name ?? 'generic').trim().toLowerCase();
  return SOURCE_NAMES.find((known) => known === wanted);
}

/** The adapters that can read a source's tables of one kind, the likeliest first. */
export function adaptersOf<K extends Kind>(source: SourceName, kind: K): readonly SheetAdapter<K>[] {
  return ADAPTERS[source][kind];
}

/** Whether a table's cells are a header that a source's exports of a kind begin with. */
export function knowsHeader(source: SourceName, kind: Kind): (cells: readonly string[]) => boolean {
  return (cells) => adaptersOf(source, kind).some((adapter) => adapter.open(cells, {}).ok);
}
