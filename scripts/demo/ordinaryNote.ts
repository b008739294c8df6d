import type { Phase } from './locality.ts';

/**
 * A kind of everyday note, written with slots for who, what and where: `{name}` the child, `{other}` another
 * child of the same year group, `{he}` `{him}` `{his}` `{himself}` `{He}` the child's pronouns, and one for each list of
 * material/slots.ts, such as `{adult}`.
 */
export interface NoteTheme {
  /** What each school's log calls it; a school that is not named does not log this kind. */
  readonly categories: Readonly<Partial<Record<Phase, string>>>;
  /** How common the kind is beside the others. */
  readonly weight: number;
  /** Oldest and youngest year groups it fits; 0 is Reception. */
  readonly years?: { readonly from: number; readonly to: number };
  readonly notes: readonly string[];
}
