/** Words that deny what follows them, by stem. */
export const NEGATORS: ReadonlySet<string> = new Set(
  `no not never none nil without neither nor deni didnt doesnt dont isnt wasnt werent hasnt hadnt havent arent cant couldnt
   wouldnt shouldnt unlik neg`.split(/\s+/),
);

/** Nouns whose absence says nothing about the rest of the sentence: "no explanation for the bruise". */
const EMPTY_DENIALS: ReadonlySet<string> = new Set(
  `explan reason idea answer respons repli on onli just longer doubt matter way sure know want abl tell told contact show
   commun realli much long well even yet fulli feel like elabor sai disclos sleep explain go attend come let allow stop
   understand care help get enough good eat listen respond return engag manag cope bring wear breakfast lunch food coat monei
   electr heat bed friend collect pick unusu surprising problem uncommon alwai accept follow agre easy happi safe uncommon`.split(
    /\s+/,
  ),
);

/** What "nothing" must be followed by to deny: "nothing to suggest neglect", but not "nothing to eat". */
const DENYING_NOTHING: ReadonlySet<string> = new Set(
  'suggest indic disclos see seen report found observ untoward worri sinist'.split(' '),
);

/** Takes the words of a text and a place in it; returns whether the word there denies what follows it. */
export function deniesWhatFollows(words: readonly { readonly stem: string }[], at: number): boolean {
  const next = words[at + 1]?.stem ?? '';
  if (words[at]?.stem === 'nothing')
    return DENYING_NOTHING.has(next === 'to' ? (words[at + 2]?.stem ?? '') : next);
  return NEGATORS.has(words[at]?.stem ?? '') && !EMPTY_DENIALS.has(next);
}

/** What, said after a sign, takes it back: "bruising not seen", "bullying was ruled out", "self-harm: nil". */
export const DENIED_AFTER: ReadonlySet<string> = new Set(
  'none nil deni unfound unsubstanti absent disprov malici'.split(' '),
);

/** Words that, with "not" before them, deny a sign named earlier in the sentence. */
export const NOT_SEEN: ReadonlySet<string> = new Set(
  'see observ note report disclos evid present identifi suspect issu concern visibl appar found indic confirm rais problem true factor'.split(
    ' ',
  ),
);

/** Where a denial stops. */
export const CONTRASTS: ReadonlySet<string> = new Set(
  'but howev although though except becaus despit until after befor when whilst while yet otherwis unless since instead then until which who'.split(
    ' ',
  ),
);

/** Ends of "No … observed": they show that the denial runs over the commas of a list. */
export const LIST_ENDS: ReadonlySet<string> = new Set(
  'observ note report identifi see rais disclos found evid present record express suspect indic concern made share'.split(
    ' ',
  ),
);
