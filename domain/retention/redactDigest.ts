import type { DigestView } from '../digest/digestView.ts';
import { maskNames, maskNamesWithin, namesChild, type MaskedChild } from './maskNames.ts';

/** A child as digests know them. */
export interface ChildInDigests extends MaskedChild {
  readonly pupilIds: readonly string[];
  /** Entries that others are in as well. */
  readonly entryIds: readonly string[];
}

/** True for a digest that tells of the child. */
export function tellsOf(view: DigestView, child: ChildInDigests): boolean {
  const json = JSON.stringify(view);
  return (
    [...child.pupilIds, ...child.entryIds].some((id) => json.includes(`"${id}"`)) || namesChild(json, child)
  );
}

/**
 * A digest without the child: the card and the lines that are theirs go, their name is covered wherever else it
 * stands, and everything about others stays as it was sent. Figures stay: they count nobody by name.
 */
export function redactDigest(view: DigestView, child: ChildInDigests): DigestView {
  const isOther = ({ who }: { readonly who: string }): boolean => !isWho(who, child);
  const sections = view.sections.map((section): DigestView['sections'][number] => {
    switch (section.kind) {
      case 'children':
        return {
          ...section,
          children: section.children
            .filter(({ pupilId }) => !child.pupilIds.includes(pupilId))
            .map((card) => ({
              ...card,
              entries: card.entries.map((entry) =>
                entry.entryId !== undefined && child.entryIds.includes(entry.entryId)
                  ? { ...entry, excerpt: entry.excerpt && maskNames(entry.excerpt, child) }
                  : entry,
              ),
            })),
          lists: section.lists.map((list) => ({ ...list, lines: list.lines.filter(isOther) })),
        };
      case 'lines':
        return { ...section, lines: section.lines.filter(isOther) };
      case 'lead':
      case 'held':
      case 'table':
        return section;
    }
  });
  // Only whole names: a forename alone may be anybody's.
  const stay = new Set([...child.forenames, ...child.surnames].map((name) => name.toLowerCase()));
  return maskNamesWithin({ ...view, sections }, child, stay);
}

function isWho(who: string, { forenames, surnames }: MaskedChild): boolean {
  return forenames.some((forename) =>
    surnames.some((surname) => who === `${forename} ${surname}` || who.startsWith(`${forename} ${surname},`)),
  );
}
