/** The two parts of `natural` used here, imported by deep path: loading the whole package costs a second. */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const stemmer: { readonly stem: (word: string) => string };
  export default stemmer;
}
declare module 'natural/lib/natural/brill_pos_tagger/data/English/lexicon_from_posjs.json' {
  const lexicon: Readonly<Record<string, readonly string[]>>;
  export default lexicon;
}
