import { REQUIRE_HELPER } from './requireVariables.ts';

/** The helpers templates may use. They write; they decide nothing. */
export const HELPERS = {
  /** Hands its value on; throws, naming the variable, when the view has none of that name. `null` is a value. */
  [REQUIRE_HELPER](name: string, value: unknown): unknown {
    if (value === undefined) throw new MissingVariable(name);
    return value;
  },
  /** A heading of the text form, a rule of `mark` as long as itself below it: `{{underline heading '='}}`. */
  underline(text: string, mark: string): string {
    return `${text}\n${mark.repeat([...text].length)}`;
  },
  /** Name of the partial of a form that writes a kind of section: `{{> (within 'html' kind)}}`. */
  within(form: string, partial: string): string {
    return `${form}/${partial}`;
  },
} as const;

/** A template names something that its view does not have. */
export class MissingVariable extends Error {
  constructor(name: string) {
    super(`"${name}" not defined in the view`);
    this.name = 'MissingVariable';
  }
}
