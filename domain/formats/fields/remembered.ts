/** Longer texts are not remembered: an engine may keep a whole body alive for the sake of a piece of it. */
const MAX_CHARACTERS = 12;
const MAX_ANSWERS = 5000;

/**
 * A pure function of a text that remembers its recent answers: a register names the same few days again
 * and again. What it remembers is bounded and changes no answer.
 */
export function remembered<T>(work: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    if (text.length > MAX_CHARACTERS) return work(text);
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = work(text);
    if (answers.size >= MAX_ANSWERS) answers.clear();
    answers.set(text, answer);
    return answer;
  };
}
