import type { Story } from '../../story.ts';
import { CHATTY_RECORDER } from './chattyRecorder.ts';
import { CHILD_UNSEEN } from './childUnseen.ts';
import { EXPLOITATION_DRIFT } from './exploitationDrift.ts';
import { GETTING_BETTER } from './gettingBetter.ts';
import { HOUSEHOLD_OF_TWO_SCHOOLS } from './householdOfTwoSchools.ts';
import { MID_YEAR_MOVER } from './midYearMover.ts';
import { ONE_OFF_SCARE } from './oneOffScare.ts';
import { SCHOOL_ANXIETY } from './schoolAnxiety.ts';
import { SETTLED_BEHAVIOUR } from './settledBehaviour.ts';
import { SLOW_NEGLECT } from './slowNeglect.ts';

/** The hand-written stories of the demo. */
export const STORIES: readonly Story[] = [
  SLOW_NEGLECT,
  EXPLOITATION_DRIFT,
  HOUSEHOLD_OF_TWO_SCHOOLS,
  MID_YEAR_MOVER,
  CHILD_UNSEEN,
  ONE_OFF_SCARE,
  CHATTY_RECORDER,
  SETTLED_BEHAVIOUR,
  GETTING_BETTER,
  SCHOOL_ANXIETY,
];
