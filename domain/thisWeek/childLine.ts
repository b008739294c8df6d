/** A child in one line of a list, as it is loaded. */
export interface PupilLine {
  readonly pupilId: string;
  readonly name: string;
  readonly line: string;
}

/** A child in one line of a list, as it is shown. */
export interface ChildLine {
  readonly href: string;
  readonly name: string;
  readonly line: string;
}

export function childLine({ pupilId, name, line }: PupilLine): ChildLine {
  return { href: `/children/${pupilId}`, name, line };
}
