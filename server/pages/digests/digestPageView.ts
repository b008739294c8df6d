import type { DigestComparison } from '../../../domain/digest/compareDigests.ts';
import { anchorOf } from '../../../domain/timeline/entryView.ts';
import { joinWords } from '../../../domain/digest/sentences/joinWords.ts';
import { writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
import { mayBeSentAgain } from '../../../domain/digest/digestState.ts';
import type { DigestView } from '../../../domain/digest/digestView.ts';
import type { DigestRecord } from '../../../store/digests.ts';
import { stateOf, weekName } from './digestListView.ts';

const TONES: Readonly<Record<string, string>> = {
  new: 'blue',
  risen: 'orange',
  same: 'grey',
  none: 'grey',
  watch: 'yellow',
  concern: 'orange',
  urgent: 'red',
};

/** A digest's words with the links and colours of the page. */
export function viewOnPage(view: DigestView): object {
  return {
    about: view.about,
    weekLine: view.weekLine,
    forLine: view.forLine,
    closing: view.closing,
    sections: view.sections.map((section) =>
      section.kind === 'children'
        ? {
            ...section,
            children: section.children.map((child) => ({
              ...child,
              href: `/children/${child.pupilId}`,
              entries: child.entries.map((entry) => ({
                ...entry,
                href: `/children/${child.pupilId}${entry.entryId === undefined ? '' : `#${anchorOf(entry.entryId)}`}`,
              })),
              change: { ...child.change, tone: TONES[child.change.tone] ?? 'grey' },
              level: { ...child.level, tone: TONES[child.level.tone] ?? 'grey' },
            })),
          }
        : section,
    ),
  };
}

/** A digest as it was written, how it was sent, and what is different from the one before. */
export function digestPageView(
  digest: DigestRecord,
  {
    earlier,
    maySend,
  }: {
    readonly earlier: (DigestComparison & { readonly week: string }) | null;
    readonly maySend: boolean;
  },
): object {
  const { view } = digest;
  return {
    ...viewOnPage(view),
    pdf: `/digests/${digest._id}/digest.pdf`,
    resend: `/digests/${digest._id}/resend`,
    maySendAgain: maySend && !digest.redacted && mayBeSentAgain(digest.state),
    sending: sendingLines(digest),
    state: stateOf(digest),
    comparison: earlier === null ? null : comparisonView(view, earlier),
  };
}

function sendingLines(digest: DigestRecord): string[] {
  const mailed = digest.detail === 'initials' ? 'initials and counts only' : 'the full text';
  return [
    `For ${digest.to}, as ${mailed}.`,
    digest.sentAt === undefined ? '' : `Taken by the mail system on ${writeInstant(digest.sentAt)}.`,
    ...digest.resends.map(({ at, by }) => `Sent once more on ${writeInstant(at)}, asked for by ${by}.`),
  ].filter((line) => line !== '');
}

function comparisonView(
  { sections }: DigestView,
  { came, went, stayed, figures, week }: DigestComparison & { readonly week: string },
): object {
  return {
    tellsOfChildren: sections.some(({ kind }) => kind === 'children'),
    heading: `Beside the digest for the week of ${weekName(week)}`,
    figures,
    came:
      came.length === 0
        ? 'Nobody is told of at length here who was not then.'
        : `Told of at length here and not then: ${joinWords(came)}.`,
    went:
      went.length === 0
        ? 'Everybody who was told of at length then is here too.'
        : `Told of at length then and not here: ${joinWords(went)}.`,
    stayed,
  };
}
