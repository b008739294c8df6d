import type { Found, ThirdPartyKind } from './findThirdParties.ts';

/** Shapes of what leads to a person. Wide on purpose: a number that is none costs the reviewer one tick. */
const SHAPES: readonly (readonly [ThirdPartyKind, RegExp])[] = [
  ['e-mail', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<=^|\s)@\w{3,}/g],
  ['e-mail', /\b(?:https?:\/\/|www\.)\S+/gi],
  ['number', /\b[A-Z]\d{11}[A-Z0-9]\b/g],
  // Nine digits or more, however they are parted; a date has eight.
  ['telephone', /(?<![\w£])(?:\+|\(?0)(?:[\s().-]*\d){8,14}(?!\w)/g],
  ['address', /\b(?:flat|apartment|room|unit) \d+[a-z]?\b(?:,? \d+[a-z]?)?/gi],
  [
    'address',
    /\b\d{1,4}[A-Za-z]?,? (?:\p{Lu}[\p{L}'’-]+ ){1,3}(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Close|Drive|Dr|Court|Ct|Way|Crescent|Terrace|Place|Gardens|Grove|Row|Hill|Park|Square|Walk|Mews|Rise|View|House)\b/gu,
  ],
  [
    'address',
    /\b(?:\p{Lu}[\p{L}'’-]+ ){1,3}(?:Street|Road|Lane|Avenue|Close|Drive|Crescent|Terrace|Gardens|Grove|Mews)\b/gu,
  ],
  ['address', /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/g],
];

/** Telephone numbers, addresses of all kinds, and pupil numbers but the child's own. */
export function findNumbersAndPlaces(text: string, upns: ReadonlySet<string>): Found[] {
  return SHAPES.flatMap(([kind, shape]) =>
    [...text.matchAll(shape)].flatMap(({ 0: match, index: start }) =>
      kind === 'number' && upns.has(match) ? [] : [{ start, end: start + match.trimEnd().length, kind }],
    ),
  );
}
