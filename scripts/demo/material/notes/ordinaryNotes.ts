import type { NoteTheme } from '../../ordinaryNote.ts';
import { BEHAVIOUR_NOTES } from './behaviour.ts';
import { FRIENDSHIP_NOTES } from './friendship.ts';
import { HEALTH_NOTES } from './health.ts';
import { HOME_NOTES } from './homeAndFamily.ts';
import { SCHOOL_WORK_NOTES } from './schoolWork.ts';
import { SPECIAL_SCHOOL_NOTES } from './specialSchool.ts';

/** Everything the schools of the demo jot down on an ordinary day. */
export const ORDINARY_NOTES: readonly NoteTheme[] = [
  ...FRIENDSHIP_NOTES,
  ...HOME_NOTES,
  ...SCHOOL_WORK_NOTES,
  ...HEALTH_NOTES,
  ...BEHAVIOUR_NOTES,
  ...SPECIAL_SCHOOL_NOTES,
];
