import { expect } from 'chai';
import type { DigestSection, DigestView, SectionName } from '../../../../domain/digest/digestView.ts';

export type SectionBodyOf<K extends DigestSection['kind']> = Extract<DigestSection, { kind: K }>;

/** The part of a digest with this name, which must be of this kind. */
export function sectionOf<K extends DigestSection['kind']>(
  view: DigestView,
  name: SectionName,
  kind: K,
): SectionBodyOf<K> {
  const section = view.sections.find((one) => one.name === name);
  expect(section?.kind, name).to.equal(kind);
  return section as SectionBodyOf<K>;
}
