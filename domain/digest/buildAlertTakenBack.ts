import { buildAlertView, type AlertFacts } from './buildAlert.ts';
import type { DigestDetail, PersonName } from './digestFacts.ts';
import type { DigestView, LineView } from './digestView.ts';
import { writeWho } from './childView.ts';
import { writeCountOf } from './sentences/writeCount.ts';
import { writeInstant } from './sentences/writeDate.ts';

/** An alert that was sent of an entry which was another child's. */
export interface TakenBackAlert {
  readonly name: PersonName;
  readonly yearGroup?: string;
  /** When the alert was sent. */
  readonly sentAt?: Date;
  /** What the person who put the entry right said of it. */
  readonly why: string;
}

/**
 * Tells those who were alerted about the wrong child, in the digest's own shape. Where only initials may be shown it
 * holds nothing a person wrote. The child the entry is about is alerted of by a message of its own where it is still new.
 */
export function buildAlertTakenBack(
  facts: Pick<AlertFacts, 'school' | 'detail' | 'generatedAt' | 'link'>,
  alerts: readonly TakenBackAlert[],
): DigestView {
  return buildAlertView(facts, {
    what: writeCountOf(alerts.length, 'alert is taken back', 'alerts are taken back'),
    preheader: 'The entry it told of has been put on another child’s file.',
    title: 'An alert you were sent was about another child',
    why: 'An entry was on the wrong child’s file when you were told of it, and has been put on another’s. If you have acted on it, please see what has to be put right. Where the entry is still new, you are told of the child it is about in a message of its own.',
    whom: 'Whom it is not about',
    lines: alerts.map((alert) => buildLine(alert, facts.detail)),
    closing: 'What was on the file and why it was moved is kept with the entry.',
  });
}

function buildLine({ name, yearGroup, sentAt, why }: TakenBackAlert, detail: DigestDetail): LineView {
  const when = sentAt === undefined ? '' : ` of ${writeInstant(sentAt)}`;
  const what = `The alert${when} is taken back.`;
  if (detail === 'initials') return { who: name.initials, what };
  const child = yearGroup === undefined ? { name } : { name, yearGroup };
  return { who: writeWho(child), what: why === '' ? what : `${what} ‘${why}’` };
}
