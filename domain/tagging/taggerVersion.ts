/**
 * Version of everything that decides a tag: lexicon, rules, severity judgement and model. An incident keeps the
 * version that tagged it. Bump the last number for a change of words in the lexicon, the middle one for a change
 * of rules, severity or model that can alter existing tags, the first for a change of the taxonomy. Any change
 * that can alter any output needs a bump: that is how a deployment knows what to tag again.
 */
export const TAGGER_VERSION = '1.11.0';
