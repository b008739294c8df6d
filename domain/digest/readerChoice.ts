import type { DigestKind } from './digestReader.ts';
import type { DigestView, SectionName } from './digestView.ts';
import type { DigestLimits, DigestWording } from './digestWording.ts';
import { asSentence, joinWords } from './sentences/joinWords.ts';

/**
 * What a reader wants their own digest to tell. It narrows what the school set, for this reader alone, and the digest
 * says so: what changed, whom to discuss, what did not arrive and an entry serious by itself cannot be left out, since
 * silence could then look like safety.
 */
export interface ReaderChoice {
  /** The lowest level told by name; absent: as the school set it. */
  readonly fromLevel?: DigestLimits['fromLevel'];
  readonly leftOut: readonly SectionName[];
}

export const EVERYTHING: ReaderChoice = { leftOut: [] };

/** The parts of each kind of digest that its reader may leave out. */
export const MAY_BE_LEFT_OUT: Readonly<Record<DigestKind, readonly SectionName[]>> = {
  school: ['unseen', 'newAtSchool', 'improvements', 'numbers'],
  schools: ['acrossSchools', 'numbers'],
  locality: ['need'],
  governors: ['need'],
};

/** True for the kinds that tell of children, and so of levels. */
export function hasLevels(kind: DigestKind): boolean {
  return kind === 'school' || kind === 'schools';
}

/** A school's wording as a reader wants it. */
export function chosenWording(wording: DigestWording, { fromLevel }: ReaderChoice): DigestWording {
  return fromLevel === undefined ? wording : { ...wording, limits: { ...wording.limits, fromLevel } };
}

/** A digest without what its reader left out, and with a line that says what that is. */
export function leaveOut(
  view: DigestView,
  kind: DigestKind,
  { fromLevel, leftOut }: ReaderChoice,
): DigestView {
  const out = view.sections.filter(
    ({ name }) => leftOut.includes(name) && MAY_BE_LEFT_OUT[kind].includes(name),
  );
  const choices = [
    ...(fromLevel === undefined || fromLevel === 'watch' || !hasLevels(kind)
      ? []
      : [`children below ${fromLevel} are counted and not named`]),
    ...(out.length === 0
      ? []
      : [
          `${joinWords(out.map(({ heading }) => `“${heading}”`))} ${out.length === 1 ? 'is' : 'are'} left out`,
        ]),
  ];
  if (choices.length === 0) return view;
  const line = asSentence(`as you chose, ${joinWords(choices)}`);
  return {
    ...view,
    sections: view.sections
      .filter((section) => !out.includes(section))
      .map((section) =>
        section.kind === 'lead' ? { ...section, paragraph: `${section.paragraph} ${line}` } : section,
      ),
  };
}
