import { buildFields, problemLinks, type PageForm, type Problems } from '../formView.ts';
import type { Link, PageAnswer } from '../page.ts';

export const RETENTION_CRUMB: Link = { text: 'Keeping and erasing', href: '/retention' };

export interface TableOf {
  readonly heading: string;
  readonly intro?: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly head: string;
    readonly href?: string;
    readonly cells: readonly string[];
  }[];
}

export interface RetentionForm extends PageForm {
  /** Set for what cannot be undone. */
  readonly destroys?: true;
}

/** What a page about keeping and erasing shows. */
export interface RetentionPage {
  readonly title: string;
  readonly caption?: string;
  readonly crumbs?: readonly Link[];
  readonly warnings?: readonly string[];
  readonly paragraphs?: readonly string[];
  readonly facts?: readonly { readonly what: string; readonly value: string }[];
  readonly links?: readonly Link[];
  readonly tables?: readonly TableOf[];
  readonly forms?: readonly RetentionForm[];
  readonly values?: Readonly<Record<string, string>>;
  readonly problems?: Problems;
  readonly about?: PageAnswer['about'];
}

/** The page, with what was filled in and what is wrong with it. */
export function retentionPage(given: RetentionPage): PageAnswer {
  const { title, tables = [], forms = [], values = {}, problems = {} } = given;
  return {
    kind: 'page',
    template: 'retention/page',
    title,
    crumbs: given.crumbs ?? [RETENTION_CRUMB],
    errors: problemLinks(problems),
    view: {
      caption: given.caption ?? null,
      warnings: given.warnings ?? [],
      paragraphs: given.paragraphs ?? [],
      facts: given.facts ?? [],
      links: given.links ?? [],
      tables: tables.map(({ heading, intro, columns, rows }) => ({
        ...{ heading, intro: intro ?? null, columns },
        rows: rows.map(({ head, href, cells }) => ({ head, href: href ?? null, cells })),
      })),
      forms: forms.map(({ title: heading, intro, action, fields, submit, hidden = {}, destroys }) => ({
        heading,
        intro: intro ?? null,
        action,
        fields: buildFields(fields, values, problems),
        hidden: Object.entries(hidden).map(([name, value]) => ({ name, value })),
        submit,
        destroys: destroys ?? false,
      })),
    },
    ...(given.about === undefined ? {} : { about: given.about }),
  };
}
