import type { Link } from './page.ts';

/** One field of a form as its template shows it; exactly one of the `is…` is true. */
export interface FieldView {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  readonly error: string | null;
  readonly value: string;
  /** Of an input: `text`, `date`, `datetime-local`. */
  readonly type: string;
  readonly isInput: boolean;
  readonly isArea: boolean;
  readonly isSelect: boolean;
  readonly isRadios: boolean;
  /** Each option is a field of its own, `name-value`, that says `yes`. */
  readonly isCheckboxes: boolean;
  readonly options: readonly FieldOption[];
}

export interface FieldOption {
  readonly id: string;
  readonly value: string;
  readonly text: string;
  readonly hint: string | null;
  readonly selected: boolean;
}

/** A field as a form declares it. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind: 'text' | 'date' | 'datetime-local' | 'area' | 'select' | 'radios' | 'checkboxes' | 'file';
  readonly options?: readonly (readonly [value: string, text: string, hint?: string])[];
}

/** A form as a page declares it, under a heading of its own. */
export interface PageForm {
  readonly title: string;
  readonly intro?: string;
  readonly action: string;
  readonly fields: readonly Field[];
  readonly submit: string;
  /** Names of hidden fields with their values. */
  readonly hidden?: Readonly<Record<string, string>>;
}

export type Problems = Readonly<Record<string, string>>;

/** What was filled in, or everything that is wrong with it, by field. */
export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: Problems };

/** The fields of a form with what was filled in and what is wrong with it. */
export function buildFields(
  fields: readonly Field[],
  values: Readonly<Record<string, string>>,
  problems: Problems,
): FieldView[] {
  return fields.map(({ name, label, hint, kind, options = [] }) => {
    const value = values[name] ?? '';
    return {
      id: idOf(name),
      name,
      label,
      hint: hint ?? null,
      error: problems[name] ?? null,
      value,
      type: kind,
      isInput: kind === 'text' || kind === 'date' || kind === 'datetime-local' || kind === 'file',
      isArea: kind === 'area',
      isSelect: kind === 'select',
      isRadios: kind === 'radios',
      isCheckboxes: kind === 'checkboxes',
      options: options.map(([option, text, explanation], i) => ({
        id: i === 0 && (kind === 'radios' || kind === 'checkboxes') ? idOf(name) : `${idOf(name)}-${i + 1}`,
        value: option,
        text,
        hint: explanation ?? null,
        selected: kind === 'checkboxes' ? values[`${name}-${option}`] === 'yes' : option === value,
      })),
    };
  });
}

/** What is wrong, for the summary at the head of the page, each leading to its field. */
export function problemLinks(problems: Problems): Link[] {
  return Object.entries(problems).map(([name, text]) => ({ text, href: `#${idOf(name)}` }));
}

function idOf(name: string): string {
  return `field-${name}`;
}
