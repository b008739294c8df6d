import { judgementConstants } from '../concern/constants.ts';
import { buildDiscuss, nameFrom } from './discussView.ts';
import { countDigest, type DigestCounts } from './digestCounts.ts';
import type { DigestFacts } from './digestFacts.ts';
import type { DigestSection, DigestView, SectionBody, SectionName } from './digestView.ts';
import { DEFAULT_WORDING, type DigestWording } from './digestWording.ts';
import { buildHeldBack } from './heldBackView.ts';
import { buildImprovements } from './improvementsView.ts';
import { buildInitials } from './initialsView.ts';
import { buildNewcomers } from './newcomersView.ts';
import { buildNumbers } from './numbersView.ts';
import { buildFrame } from './sentences/writeReader.ts';
import { placeChildren, type PlacedChild } from './standing.ts';
import { buildUnseen } from './unseenView.ts';
import { writeSubject, writeWhatChanged } from './whatChanged.ts';

const { watchScore, concernScore, urgentScore } = judgementConstants();
const NOT_THEREBY_SAFE =
  'A child who is not here is not thereby safe: we see only what staff recorded and what the registers sent.';

/** What the list is and is not; under every digest that has one. */
export const CLOSING: readonly string[] = [
  'This list suggests an order for a conversation; you decide.',
  NOT_THEREBY_SAFE,
];

/** The same where points are shown: what they are, and from how many a level is reached. */
const CLOSING_WITH_POINTS: readonly string[] = [
  `This list suggests an order; you decide. The points only sort it: they add up how much was recorded, how lately and how widely, and predict nothing. From ${watchScore.toFixed(1)} a child is on watch, from ${concernScore.toFixed(1)} at concern, from ${urgentScore.toFixed(1)} at urgent; one grave entry can do as much.`,
  NOT_THEREBY_SAFE,
];

/**
 * Turns one reader's facts for one week into a finished digest: every sentence, number and order decided, the same
 * for the same facts. Where only initials may be shown the view holds nothing else, so no template can leak it.
 */
export function buildDigest(facts: DigestFacts, wording: DigestWording = DEFAULT_WORDING): DigestView {
  const placed = placeChildren(facts);
  const counts = countDigest(facts, placed);
  const { title } = wording;
  return {
    subject: writeSubject(facts, counts, title),
    preheader: 'What changed, whom to discuss and what did not arrive: about five minutes.',
    title,
    ...buildFrame(facts, facts.school.name),
    sections: buildSections({ facts, placed, counts, wording }),
    closing: facts.detail === 'full' ? CLOSING_WITH_POINTS : CLOSING,
  };
}

interface Material {
  readonly facts: DigestFacts;
  readonly placed: readonly PlacedChild[];
  readonly counts: DigestCounts;
  readonly wording: DigestWording;
}

/** Parts told by name; where only initials may be shown the list of initials stands for them all. */
const BY_NAME: ReadonlySet<SectionName> = new Set(['unseen', 'newAtSchool', 'improvements']);

function buildSections(material: Material): DigestSection[] {
  const { facts, wording } = material;
  return wording.order.flatMap((name) => {
    if (facts.detail === 'initials' && BY_NAME.has(name)) return [];
    const body = buildBody(name, material);
    return body === undefined ? [] : [{ name, heading: wording.headings[name], ...body }];
  });
}

function buildBody(name: SectionName, { facts, placed, counts, wording }: Material): SectionBody | undefined {
  const { headings, limits } = wording;
  switch (name) {
    case 'whatChanged':
      return { kind: 'lead', paragraph: writeWhatChanged(facts, counts, headings.heldBack) };
    case 'discuss':
      return facts.detail === 'initials'
        ? { kind: 'table', ...buildInitials(nameFrom(placed, limits), facts, counts) }
        : { kind: 'children', ...buildDiscuss(facts, placed, limits) };
    case 'unseen':
      return { kind: 'lines', ...buildUnseen(placed, facts) };
    case 'newAtSchool':
      return { kind: 'lines', ...buildNewcomers(facts) };
    case 'improvements':
      return { kind: 'lines', ...buildImprovements(facts, limits) };
    case 'heldBack':
      return { kind: 'held', ...buildHeldBack(facts) };
    case 'numbers':
      return { kind: 'table', ...buildNumbers(facts, counts) };
    case 'acrossSchools':
    case 'schools':
    case 'need':
      return undefined;
  }
}
