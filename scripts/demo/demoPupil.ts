import { isUpn, upnCheckLetter, type Upn } from '../../domain/identifiers.ts';
import type { LocalDate } from '../../domain/localDate.ts';
import type { Phase } from './locality.ts';
import type { Gender } from './material/names.ts';

/** A made-up child as the generator knows it, before any school writes a row about it. */
export interface DemoPupil {
  readonly upn: Upn;
  readonly forename: string;
  readonly surname: string;
  readonly gender: Gender;
  readonly dateOfBirth: LocalDate;
  /** 0 is Reception. */
  readonly year: number;
  readonly household: DemoHousehold;
  /** Oldest first; more than one for a child who changed school. */
  readonly placements: readonly Placement[];
  readonly needs: Needs;
  /** The part this child has in a hand-written story. */
  readonly storyKey?: string;
}

export interface DemoHousehold {
  readonly id: string;
  /** Stands for the address without being one. */
  readonly addressKey: string;
  readonly surname: string;
  readonly fsm: boolean;
}

/** On a school's roll, first and last day included. */
export interface Placement {
  readonly phase: Phase;
  readonly joined: LocalDate;
  readonly left?: LocalDate;
}

/** What the pupil row says of the child besides names and dates. */
export interface Needs {
  readonly ehcp?: boolean;
  readonly senSupport?: boolean;
  readonly youngCarer?: boolean;
  readonly partTimeTimetable?: boolean;
}

/** The child's place at a school, if it ever had one. */
export function placementAt(pupil: DemoPupil, phase: Phase): Placement | undefined {
  return pupil.placements.find((placement) => placement.phase === phase);
}

/** Whether the child was on the school's roll on a day. */
export function onRoll(pupil: DemoPupil, phase: Phase, day: LocalDate): boolean {
  const placement = placementAt(pupil, phase);
  return placement !== undefined && placement.joined <= day && day <= (placement.left ?? day);
}

/** The UPN with these twelve characters after its check letter; throws RangeError when they cannot be one's. */
export function upnOf(body: string): Upn {
  const upn = upnCheckLetter(body) + body;
  if (!isUpn(upn)) throw new RangeError(`not the body of a UPN: ${body}`);
  return upn;
}
