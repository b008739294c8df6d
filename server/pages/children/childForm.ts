import { randomUUID } from 'node:crypto';
import type { PupilRecord } from '../../../store/pupils.ts';
import { buildFields, problemLinks, type Field, type Problems } from '../formView.ts';
import type { Link, PageAnswer } from '../page.ts';
import { childName } from './describeChild.ts';

/** A form about one child. */
export interface ChildForm {
  readonly title: string;
  readonly action: string;
  readonly fields: readonly Field[];
  readonly values: Readonly<Record<string, string>>;
  readonly problems?: Problems;
  readonly intro?: readonly string[];
  readonly submit: string;
  /** Where else somebody may have meant to go. */
  readonly links?: readonly Link[];
  /** Fields of a second form that takes something back. */
  readonly takeBack?: readonly Field[];
}

/** The page of a form about a child, with what was filled in and what is wrong with it. */
export function childFormPage(pupil: PupilRecord, form: ChildForm): PageAnswer {
  const {
    title,
    action,
    fields,
    values,
    problems = {},
    intro = [],
    submit,
    links = [],
    takeBack = [],
  } = form;
  const name = childName(pupil);
  const back = `/children/${pupil._id}`;
  return {
    kind: 'page',
    template: 'children/form',
    title,
    crumbs: [
      { text: 'This week', href: '/week' },
      { text: name, href: back },
    ],
    errors: problemLinks(problems),
    view: {
      childName: name,
      action,
      intro,
      fields: buildFields(fields, values, problems),
      takeBack: buildFields(takeBack, values, problems),
      submit,
      links,
      back,
      // Sending the form twice does one thing.
      requestId: values['requestId'] ?? randomUUID(),
    },
  };
}
