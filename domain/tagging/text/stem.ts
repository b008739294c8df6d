import porter from 'natural/lib/natural/stemmers/porter_stemmer.js';
import { SPELLING_VARIANTS } from '../lexicon/spellingVariants.ts';

/** Words the Porter stemmer would fold together although they mean different things here. */
const KEPT_WHOLE = new Set(
  `news caring carer carers organ meaning being during nothing anything something everything evening morning
   wedding building lying dying police policy policies policing hospital hospitality university universe
   united united left boarding housing does goes has his this was as ours hers theirs yes bus us is its
   children addition additional additions parties party community communications passing passed pass
   address use user general generous nails nail nans animal anim`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/**
 * Takes a word form as `readWords` gives it; returns its stem: British spelling, text-speak written out,
 * Porter's algorithm (M. F. Porter, 1980) but for a few words it would confuse.
 */
export function stemOf(form: string): string {
  const written = SPELLING_VARIANTS[form] ?? form;
  if (KEPT_WHOLE.has(written) || written.length < 3 || written.includes('_')) return written;
  const british = written
    .replace(/ior(s|al|ally|ed|ing)?$/, (ending, rest: string | undefined) =>
      written.startsWith('behav') ? `iour${rest ?? ''}` : ending,
    )
    .replace(/(.{3,})iz(e|es|ed|ing|ation|ations)$/, '$1is$2');
  return porter.stem(british);
}
