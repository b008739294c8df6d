import type { DigestReader } from '../digestReader.ts';
import { DIGEST_ROLE_WORDS } from '../digestReader.ts';
import { writeInstant } from './writeDate.ts';

/** Whom a digest was written for, and when. */
export function writeForLine(reader: Pick<DigestReader, 'name' | 'role'>, generatedAt: Date): string {
  return `For ${reader.name}, ${DIGEST_ROLE_WORDS[reader.role]}. Written on ${writeInstant(generatedAt)}.`;
}

/** The address when it is one a browser may be sent to, otherwise null. */
export function safeLink(link: string | undefined): string | null {
  return link !== undefined && /^https?:\/\//.test(link) ? link : null;
}
