import { groupBy } from '../groupBy.ts';

/** A child as far as its address goes. */
export interface AtAddress {
  readonly pupilId: string;
  readonly addressKey: string;
  /** Keys shared by those who are known to live together. */
  readonly households: readonly string[];
}

/** What a person said of the children of one address: which of them live together. */
export interface AddressAnswer {
  readonly addressKey: string;
  /** Whom they were asked about. */
  readonly pupilIds: readonly string[];
  readonly together: readonly string[];
  /** The household key that those who live together were given. */
  readonly key: string;
}

/** Children of one address of whom nobody has said whether they live together. */
export interface HouseholdSuggestion {
  readonly addressKey: string;
  readonly pupilIds: readonly string[];
}

/** More children than this at one address are a home, a refuge or a block of flats, not a family. */
const MOST_AT_AN_ADDRESS = 10;

/**
 * Children who share an address and may be one household: a question to a person, which counts for nothing until
 * answered. Those who are known to live together are not asked about, nor those about whom somebody has answered, unless
 * another child has come to the address since.
 */
export function suggestHouseholds(
  children: readonly AtAddress[],
  answers: readonly AddressAnswer[],
): HouseholdSuggestion[] {
  const answered = groupBy(answers, ({ addressKey }) => addressKey);
  return [...groupBy(children, ({ addressKey }) => addressKey)].flatMap(([addressKey, here]) => {
    if (here.length < 2 || here.length > MOST_AT_AN_ADDRESS || areOneHousehold(here)) return [];
    const known = (answered.get(addressKey) ?? []).some(
      (answer) =>
        here.every(({ pupilId }) => answer.pupilIds.includes(pupilId)) &&
        here.every(
          ({ pupilId, households }) => !answer.together.includes(pupilId) || households.includes(answer.key),
        ),
    );
    return known ? [] : [{ addressKey, pupilIds: here.map(({ pupilId }) => pupilId).sort() }];
  });
}

/** True when each is joined to the first by households they share, one after another. */
function areOneHousehold(children: readonly AtAddress[]): boolean {
  const [first, ...others] = children;
  const reached = new Set(first?.households);
  let left = others;
  for (let before = -1; before !== left.length;) {
    before = left.length;
    for (const { households } of left)
      if (households.some((key) => reached.has(key))) for (const key of households) reached.add(key);
    left = left.filter(({ households }) => !households.some((key) => reached.has(key)));
  }
  return left.length === 0;
}
