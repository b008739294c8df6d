/**
 * Cuts a narrative into words with their places in it. `natural`'s own tokenisers give no offsets and break
 * "don't" and "3.5", and evidence must be shown in the text as written, so the cutting is done here in one
 * pass over the characters: linear in the length of the text whatever it holds.
 */
export interface Word {
  /** Lower case, apostrophes removed, possessive 's dropped: "Mum's" is "mum", "didn't" is "didnt". */
  readonly form: string;
  readonly start: number;
  readonly end: number;
  /** Sentence number, from 0. */
  readonly sentence: number;
  /** Clause number, from 0, rising through the whole text; commas, dashes and brackets end a clause. */
  readonly clause: number;
  /** Inside quotation marks: somebody's own words. */
  readonly quoted: boolean;
  /** Starts with a capital that is not the sentence's first: probably a name or an abbreviation. */
  readonly capitalised: boolean;
}

/** Words after which a full stop does not end a sentence. */
const ABBREVIATED = new Set(
  'mr mrs ms dr st approx appt eg ie etc vs no nos am pm a.m p.m e.g i.e tel ext yr yrs dept min mins hr hrs'.split(
    ' ',
  ),
);

const LONGEST_SENTENCE = 120;

const WORD = /[\p{L}\p{M}\p{N}]/u;
const NOT_ASCII_SAFE = 0x7f;

function isWordCharacter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code <= NOT_ASCII_SAFE)
    return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
  // Each half of a surrogate pair that is not a letter by itself is treated as punctuation.
  return code !== 0x2019 && code !== 0x2018 && WORD.test(text.charAt(at));
}

function isApostrophe(code: number): boolean {
  return code === 39 || code === 0x2019 || code === 0x60 || code === 0xb4;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Drops apostrophes and a possessive ending. */
function formOf(raw: string): string {
  const lower = raw.toLowerCase();
  const plain = lower.replace(/['’`´]/g, '');
  if (plain.length === lower.length) return lower;
  return /['’`´]s$/.test(lower) ? plain.slice(0, -1) : plain;
}

/**
 * Takes a narrative; returns its words in order. Offsets are UTF-16 code units. Numbers keep their decimal
 * point, time colon, date stroke, percent and pound sign: "3.5", "20:15", "88%", "£30" are one word each.
 */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  let sentence = 0;
  let clause = 0;
  let quoted = false;
  let sentenceStart = true;
  let at = 0;
  let sentenceWords = 0;
  while (at < text.length) {
    if (isWordCharacter(text, at)) {
      // Unpunctuated text is cut all the same, so that nothing is compared across thousands of words.
      if (sentenceWords >= LONGEST_SENTENCE) {
        sentence += 1;
        clause += 1;
        sentenceWords = 0;
      }
      sentenceWords += 1;
      const start = at;
      at = endOfWord(text, at);
      const first = text.charAt(start);
      words.push({
        form: formOf(text.slice(start, at)),
        start,
        end: at,
        sentence,
        clause,
        quoted,
        capitalised: !sentenceStart && first !== first.toLowerCase(),
      });
      sentenceStart = false;
      continue;
    }
    const code = text.charCodeAt(at);
    const previous = words[words.length - 1];
    if (code === 46 || code === 33 || code === 63 || code === 10 || code === 0x2026) {
      const abbreviation =
        code === 46 && previous?.end === at && (ABBREVIATED.has(previous.form) || endsInitials(text, at));
      if (!abbreviation && !sentenceStart) {
        sentence += 1;
        clause += 1;
        sentenceStart = true;
        sentenceWords = 0;
      }
    } else if (code === 44 || code === 59 || code === 58 || code === 40 || code === 41) {
      clause += 1;
    } else if (code === 0x2014 || code === 0x2013 || (code === 45 && text.charCodeAt(at + 1) === 32)) {
      clause += 1;
    } else if (code === 34 || code === 0x201c || code === 0x201d || code === 0x2018 || isApostrophe(code)) {
      quoted = quotedAfter(text, at, quoted);
    }
    at += 1;
  }
  return words;
}

/** A single capital and a stop, as in initials "J.K.", unless a new sentence clearly follows. */
function endsInitials(text: string, at: number): boolean {
  const letter = text.charCodeAt(at - 1);
  const before = text.charCodeAt(at - 2);
  const capital = letter >= 65 && letter <= 90;
  return capital && before === 46;
}

function quotedAfter(text: string, at: number, quoted: boolean): boolean {
  const code = text.charCodeAt(at);
  if (code === 0x201c || code === 0x2018) return true;
  if (code === 0x201d) return false;
  if (code === 34) return !quoted;
  // A lone apostrophe opens before a word and closes after one.
  const opensWord = at + 1 < text.length && isWordCharacter(text, at + 1);
  const closesWord = at > 0 && !/\s/.test(text.charAt(at - 1));
  return opensWord && !closesWord ? true : closesWord ? false : quoted;
}

function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    if (isWordCharacter(text, at)) {
      at += 1;
      continue;
    }
    const code = text.charCodeAt(at);
    const next = at + 1 < text.length && isWordCharacter(text, at + 1);
    const betweenDigits = isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1));
    if (isApostrophe(code) && next) at += 1;
    else if ((code === 46 || code === 58 || code === 47 || code === 44) && next && betweenDigits) at += 1;
    else if (code === 37 && isDigit(text.charCodeAt(at - 1))) return at + 1;
    else return at;
  }
  return at;
}
