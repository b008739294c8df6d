import { isExemption, isWhyShown, type ExemptionKey } from '../../../domain/subjectAccess/exemptions.ts';
import { occurrences } from '../../../domain/subjectAccess/findThirdParties.ts';
import type { NameIndex } from '../../../domain/subjectAccess/knownPeople.ts';
import type { Term } from '../../../domain/subjectAccess/request.ts';
import {
  sentencesOf,
  suggestionsFor,
  type Decision,
  type LeftIn,
  type Redaction,
} from '../../../domain/subjectAccess/review.ts';
import { fingerprintOf, type SubjectEntry } from '../../../domain/subjectAccess/subjectEntry.ts';
import type { Problems, Read } from '../formView.ts';

/** Who decides, and when. */
type Signed = Pick<Decision, 'by' | 'at'>;

/** A decision on an entry, and the words that from now on are hidden or left in everywhere. */
export interface ReadDecision {
  readonly decision: Decision;
  readonly terms: readonly Term[];
}

const THIRD_PARTY: ExemptionKey = 'third-party';
/** What stands as the reason where the form's own words are enough. */
const USUAL_REASON = 'Words that tell of other people are taken out; the rest is about the child';
const NOTHING_REASON = 'Nothing in it tells of anybody else';

/**
 * Reads what was decided of an entry. A form that was filled in for other words than the entry has now is refused.
 */
export function readDecision(
  fields: Readonly<Record<string, string>>,
  entry: SubjectEntry,
  index: NameIndex,
  signed: Signed,
): Read<ReadDecision> {
  const fingerprint = fingerprintOf(entry);
  if (fields['fingerprint'] !== fingerprint)
    return { ok: false, problems: { outcome: 'The entry has changed since you opened it: read it again' } };
  const ground = fields['ground'] ?? '';
  const reason = fields['reason']?.trim() ?? '';
  if (fields['outcome'] === 'withhold') {
    const problems: Problems = {
      ...(isExemption(ground) ? {} : { ground: 'Choose what lets it be kept back' }),
      ...(reason === '' ? { reason: 'Say why' } : {}),
    };
    return isExemption(ground) && reason !== ''
      ? {
          ok: true,
          value: { decision: { ...signed, fingerprint, outcome: 'withhold', ground, reason }, terms: [] },
        }
      : { ok: false, problems };
  }
  if (fields['outcome'] !== 'include')
    return { ok: false, problems: { outcome: 'Choose what is to happen' } };
  return readInclusion(fields, entry, index, { ...signed, fingerprint, reason });
}

function readInclusion(
  fields: Readonly<Record<string, string>>,
  entry: SubjectEntry,
  index: NameIndex,
  given: Signed & Pick<Decision, 'fingerprint' | 'reason'>,
): Read<ReadDecision> {
  const suggestions = suggestionsFor(entry, index);
  const ticked = suggestions.filter((_, i) => fields[`mark-${i}`] === 'yes');
  const unticked = suggestions.filter((one) => !ticked.includes(one));
  const sentences = sentencesOf(entry).filter((_, i) => fields[`sentence-${i}`] === 'yes');
  const exact = (fields['exact'] ?? '')
    .split(/\r?\n/)
    .map((words) => words.trim())
    .filter((words) => words !== '');
  const chosen = fields['ground'] ?? '';
  const ground = isExemption(chosen) ? chosen : THIRD_PARTY;
  const why = fields['why'] ?? '';
  const absent = exact.filter((words) => spansOf(entry, words).length === 0);
  const byHand = sentences.length + exact.length > 0;
  const reason = given.reason;
  const problems: Problems = {
    ...(absent.length > 0 ? { exact: `Not in this entry: ${absent.join('; ')}` } : {}),
    ...(unticked.length > 0 && !isWhyShown(why)
      ? { why: 'Say why words that may tell of somebody else are left in' }
      : {}),
    ...((byHand && ground !== THIRD_PARTY) || (unticked.length > 0 && why === 'reasonable')
      ? reason === '' && { reason: 'Say why' }
      : {}),
  };
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const redactions: Redaction[] = [
    ...ticked.flatMap(({ spans }) => spans.map((span) => ({ ...span, ground: THIRD_PARTY }))),
    ...[...sentences, ...exact.flatMap((words) => spansOf(entry, words))].map((span) => ({
      ...span,
      ground,
    })),
  ];
  const leftIn: LeftIn[] = isWhyShown(why) ? unticked.map(({ words }) => ({ words, why })) : [];
  const term = (hide: boolean, words: string): Term => ({
    ...{ words, hide, by: given.by, at: given.at },
    reason: reason === '' ? (hide ? ground : why) : reason,
  });
  const everywhere = fields['where'] === 'everywhere';
  return {
    ok: true,
    value: {
      decision: {
        ...given,
        reason: reason !== '' ? reason : redactions.length > 0 ? USUAL_REASON : NOTHING_REASON,
        ...{ outcome: 'include', redactions, leftIn },
      },
      terms: everywhere
        ? [...exact.map((words) => term(true, words)), ...leftIn.map(({ words }) => term(false, words))]
        : [],
    },
  };
}

function spansOf({ parts }: SubjectEntry, words: string) {
  return parts.flatMap(({ text }, part) => occurrences(text, words).map((span) => ({ part, ...span })));
}
