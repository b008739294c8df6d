import type { DigestComparison } from '../../../domain/digest/compareDigests.ts';
import { joinWords } from '../../../domain/digest/sentences/joinWords.ts';
import { writeInstant } from '../../../domain/digest/sentences/writeDate.ts';
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

/** A digest as it was written, how it was sent, and what is different from the one before. */
export function digestPageView(
  digest: DigestRecord,
  earlier: (DigestComparison & { readonly week: string }) | null,
): object {
  const { view } = digest;
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
              change: { ...child.change, tone: TONES[child.change.tone] ?? 'grey' },
              level: { ...child.level, tone: TONES[child.level.tone] ?? 'grey' },
            })),
          }
        : section,
    ),
    pdf: `/digests/${digest._id}/digest.pdf`,
    resend: `/digests/${digest._id}/resend`,
    maySendAgain: digest.state === 'sent' || digest.state === 'refused' || digest.state === 'passed-over',
    sending: sendingLines(digest),
    state: stateOf(digest),
    comparison: earlier === null ? null : comparisonView(earlier),
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

function comparisonView({ came, went, stayed, week }: DigestComparison & { readonly week: string }): object {
  return {
    heading: `Beside the digest for the week of ${weekName(week)}`,
    came:
      came.length === 0
        ? 'Nobody is told of at length who was not then.'
        : `Not there then: ${joinWords(came)}.`,
    went:
      went.length === 0
        ? 'Nobody is missing who was told of at length then.'
        : `There then and not now: ${joinWords(went)}.`,
    stayed,
  };
}
