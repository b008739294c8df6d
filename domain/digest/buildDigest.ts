import { buildChildLine, buildChildView } from './childView.ts';
import { countDigest } from './digestCounts.ts';
import type { DigestFacts } from './digestFacts.ts';
import type { DigestView, DiscussView, FullSections, LinesView } from './digestView.ts';
import { DEFAULT_WORDING, type DigestWording } from './digestWording.ts';
import { buildFallenLine } from './fallenLine.ts';
import { buildHeldBackView } from './heldBackView.ts';
import { buildImprovementsView } from './improvementsView.ts';
import { buildInitialsSections } from './initialsView.ts';
import { buildNewcomersView } from './newcomersView.ts';
import { buildNumberRows } from './numbersView.ts';
import { writeDateRange, writeInstant } from './sentences/writeDate.ts';
import { chooseForDetail, placeChildren, type Change, type PlacedChild } from './standing.ts';
import { buildUnseenView } from './unseenView.ts';
import { nothingArrived, writeSubject, writeWhatChanged } from './whatChanged.ts';

const CLOSING = [
  'This list suggests an order for a conversation; you decide. The points only sort it: they add up how much was recorded, how lately and how widely, and predict nothing.',
  'A child who is not here is not thereby safe: we see only what staff recorded and what the registers sent.',
] as const;

/**
 * Turns one reader's facts for one week into a finished digest: every sentence, number and order decided, the same
 * for the same facts. Where only initials may be shown the view holds nothing else, so no template can leak it.
 */
export function buildDigest(facts: DigestFacts, wording: DigestWording = DEFAULT_WORDING): DigestView {
  const placed = placeChildren(facts);
  const counts = countDigest(facts, placed);
  const { headings, title } = wording;
  return {
    subject: writeSubject(facts, counts, title),
    preheader: 'What changed, whom to discuss and what did not arrive: about five minutes.',
    title,
    schoolName: facts.school.name,
    weekLine: `Week of ${writeDateRange(facts.weekStart, facts.weekEnd)}`,
    forLine: `For ${facts.reader.name}, designated safeguarding lead. Written on ${writeInstant(facts.generatedAt)}.`,
    whatChanged: {
      heading: headings.whatChanged,
      paragraph: writeWhatChanged(facts, counts, headings.heldBack),
    },
    full: facts.detail === 'full' ? buildFullSections(facts, placed, wording) : null,
    initials:
      facts.detail === 'initials'
        ? buildInitialsSections(placed, facts, { counts, heading: headings.discuss })
        : null,
    heldBack: buildHeldBackView(facts, headings.heldBack),
    numbers: { heading: headings.numbers, rows: buildNumberRows(facts, counts) },
    closing: CLOSING,
    link: facts.link !== undefined && /^https?:\/\//.test(facts.link) ? facts.link : null,
  };
}

function buildFullSections(
  facts: DigestFacts,
  placed: readonly PlacedChild[],
  { headings, limits }: DigestWording,
): FullSections {
  return {
    discuss: buildDiscussView(facts, placed, { headings, limits }),
    unseen: buildUnseenView(placed, facts, headings.unseen),
    newAtSchool: buildNewcomersView(facts, headings.newAtSchool),
    improvements: buildImprovementsView(facts, headings.improvements, limits),
  };
}

function buildDiscussView(
  facts: DigestFacts,
  placed: readonly PlacedChild[],
  { headings, limits }: Pick<DigestWording, 'headings' | 'limits'>,
): DiscussView {
  const { detail, brief } = chooseForDetail(placed, limits.childrenInDetail);
  const withChange = (change: Change): PlacedChild[] => placed.filter((one) => one.change === change);
  const list = (heading: string, children: readonly PlacedChild[]): LinesView => ({
    heading,
    note: null,
    lines: children.map((one) =>
      one.change === 'fallen' ? buildFallenLine(one, facts) : buildChildLine(one, facts),
    ),
  });
  return {
    heading: headings.discuss,
    nobody: detail.length > 0 ? null : nobodySentence(facts),
    children: detail.map((one) => buildChildView(one, facts, limits)),
    lists: [
      list('Also to discuss', brief),
      list('Lower than last time', withChange('fallen')),
      list('Still on watch, no change', withChange('watched')),
    ].filter(({ lines }) => lines.length > 0),
  };
}

function nobodySentence(facts: DigestFacts): string {
  return nothingArrived(facts)
    ? 'Nobody can be put forward from this week, because nothing arrived.'
    : 'Nobody is new to the list, has moved up or remains high.';
}
