import { writeDate } from '../../../domain/digest/sentences/writeDate.ts';
import type { Urn } from '../../../domain/identifiers.ts';
import { parseSearch } from '../../../domain/search/parseSearch.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import { findChildren } from '../../search/findChildren.ts';
import { childName, yearOf } from '../children/describeChild.ts';
import type { Field } from '../formView.ts';
import type { Visit } from '../page.ts';

const FOUND_SHOWN = 10;

/** The field in which a child is looked for; its form is sent to a route of the kind `search`. */
export const FIND_CHILD: Field = {
  name: 'words',
  label: 'Find another child at the school',
  hint: 'A name, a UPN or a date of birth',
  kind: 'text',
};

/** What to say where nothing was typed. */
export const NOTHING_TYPED = 'Enter a name, a UPN or a date of birth';

/** Children of theirs whom some words may mean, best first; with a school, those who are or were there. */
export async function findToChoose(
  { store, scope }: Visit,
  words: string,
  schoolUrn?: Urn,
): Promise<PupilRecord[]> {
  const found = await findChildren(store, scope, parseSearch(words), FOUND_SHOWN * 2);
  return found
    .map(({ pupil }) => pupil)
    .filter(
      ({ memberships }) =>
        schoolUrn === undefined || memberships.some((membership) => membership.schoolUrn === schoolUrn),
    )
    .slice(0, FOUND_SHOWN);
}

/** A child in one line, so that two of one name can be told apart. */
export function oneLine(
  name: string,
  child: Pick<PupilRecord, 'dateOfBirth' | 'yearGroup'> & { readonly upns?: readonly string[] },
): string {
  const born = child.dateOfBirth === undefined ? undefined : `born ${writeDate(child.dateOfBirth)}`;
  const upn = child.upns?.at(-1);
  return [name, yearOf(child), born, upn && `UPN ${upn}`].filter((part) => part !== undefined).join(', ');
}

/** A found child as an option of a form. */
export function childOption(pupil: PupilRecord): readonly [string, string, string] {
  return [pupil._id, oneLine(childName(pupil), pupil), 'Found by your search'];
}
