import type { ReaderFacts, SchoolWeekFacts } from '../digestFacts.ts';
import type { DigestReader } from '../digestReader.ts';
import { DIGEST_ROLE_WORDS } from '../digestReader.ts';
import type { DigestView } from '../digestView.ts';
import { writeDateRange, writeInstant } from './writeDate.ts';

/** Whom a digest was written for, and when. */
function writeForLine(reader: Pick<DigestReader, 'name' | 'role'>, generatedAt: Date): string {
  return `For ${reader.name}, ${DIGEST_ROLE_WORDS[reader.role]}. Written on ${writeInstant(generatedAt)}.`;
}

/** What stands at the head and the foot of every kind of digest. */
export function buildFrame(
  facts: ReaderFacts & Pick<SchoolWeekFacts, 'weekStart' | 'weekEnd' | 'generatedAt'>,
  about: string,
): Pick<DigestView, 'about' | 'weekLine' | 'forLine' | 'link'> {
  return {
    about,
    weekLine: `Week of ${writeDateRange(facts.weekStart, facts.weekEnd)}`,
    forLine: writeForLine(facts.reader, facts.generatedAt),
    link: safeLink(facts.link),
  };
}

/** The address when it is one a browser may be sent to, otherwise null. */
export function safeLink(link: string | undefined): string | null {
  return link !== undefined && /^https?:\/\//.test(link) ? link : null;
}
