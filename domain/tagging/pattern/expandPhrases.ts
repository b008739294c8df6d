import { COMPOUNDS } from '../lexicon/compounds.ts';
import { SPELLING_VARIANTS } from '../lexicon/spellingVariants.ts';

/** Names that the reader of texts makes of several words itself. */
const JOINED = new Set([
  ...COMPOUNDS.map((line) => line.split(/\s*=/)[0] ?? ''),
  ...Object.values(SPELLING_VARIANTS).filter((word) => word.includes('_')),
]);

const MOST_FORMS = 64;

/**
 * Takes a pattern as written; returns it once for each choice that is a phrase of several words
 * ("waited|stood_about long" gives "waited long" and "stood about long"), so that a phrase can stand
 * among single words.
 */
export function expandPhrases(written: string): string[] {
  let forms = [''];
  for (const token of written.split(/\s+/)) {
    const choices = token.replace(/^!/, '').split('|');
    const phrases = choices.filter(
      (choice) => choice.includes('_') && !JOINED.has(bare(choice)) && !choice.startsWith('@'),
    );
    const kept = choices.filter((choice) => !phrases.includes(choice)).join('|');
    const single = token.startsWith('!') && kept !== '' ? `!${kept}` : kept;
    const optional = token.endsWith('?') ? '?' : '';
    const negative = token.startsWith('!');
    const ways = [
      ...(single === '' || single === '!' ? [] : [single]),
      ...(negative ? [] : phrases.map((phrase) => bare(phrase).replaceAll('_', ' '))),
      ...(optional !== '' && single === '' ? [''] : []),
    ];
    if (ways.length === 0) continue;
    forms = forms.flatMap((form) => ways.map((way) => `${form} ${way}`)).slice(0, MOST_FORMS);
  }
  return forms.map((form) => form.trim().replace(/\s+/g, ' ')).filter((form) => form !== '');
}

function bare(choice: string): string {
  return choice.replace(/^[!=]/, '').replace(/\?$/, '');
}
