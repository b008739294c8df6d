import type { NoteTheme } from '../../ordinaryNote.ts';
import { FRIENDSHIP_NOTES } from './friendship.ts';

/** Everything the schools of the demo jot down on an ordinary day. */
export const ORDINARY_NOTES: readonly NoteTheme[] = [...FRIENDSHIP_NOTES];
