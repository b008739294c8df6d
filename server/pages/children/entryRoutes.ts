import { randomUUID } from 'node:crypto';
import { TAXONOMY } from '../../../domain/concernDefinitions.ts';
import { THEME_TITLES } from '../../../domain/concern/themes.ts';
import type { Severity } from '../../../domain/severity.ts';
import type { Correction } from '../../../domain/tagging/applyCorrections.ts';
import { CONCERN_CATEGORIES, type ConcernCategory, type Theme } from '../../../domain/taxonomy.ts';
import type { ChronologyEntry } from '../../../domain/chronology/chronologyEntry.ts';
import { getChronology } from '../../../store/chronology.ts';
import { recordCorrection as recordWeighing } from '../../../store/corrections.ts';
import { recordCorrection as recordTagCorrection } from '../../../store/incidentCorrections.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import { enqueueChronology, enqueueTagging } from '../../../workers/queues.ts';
import { NOT_FOUND } from '../../problem.ts';
import { formFields } from '../formFields.ts';
import type { Field, Problems } from '../formView.ts';
import { childPage, type Answer, type PageAnswer, type PageRoute, type Visit } from '../page.ts';
import { childFormPage } from './childForm.ts';
import { linkToOtherChild } from './otherChildRoutes.ts';

const PATH = '/children/:pupilId/entries/:entryId';
const THEMES_PATH = '/children/:pupilId/themes';

const SEVERITIES: Readonly<Record<string, Severity>> = { 1: 1, 2: 2, 3: 3, 4: 4 };
const SEVERITY_OPTIONS = [
  ['', 'Choose'],
  ['1', '1: low, log and watch'],
  ['2', '2: moderate, for the DSL’s attention'],
  ['3', '3: high, likely a referral'],
  ['4', '4: immediate risk'],
] as const;
const FACTORS = { leave: 0, half: 0.5, usual: 1, double: 2 } as const;

/** Putting right what was read in an entry, how it weighs, and themes that are over. */
export const entryRoutes: readonly PageRoute[] = [
  childPage(
    { method: 'get', path: PATH, kind: 'view', allow: 'correct', audit: 'viewed-child' },
    async (visit, { pupil }) => correctionPage(pupil, await entryOf(visit), {}),
  ),
  childPage(
    { method: 'post', path: PATH, kind: 'change', allow: 'correct', audit: 'corrected' },
    async (visit, { pupil }) => correct(visit, pupil, await entryOf(visit)),
  ),
  childPage(
    { method: 'get', path: THEMES_PATH, kind: 'view', allow: 'correct', audit: 'viewed-child' },
    (_, { pupil }) => Promise.resolve(themePage(pupil, {})),
  ),
  childPage(
    { method: 'post', path: THEMES_PATH, kind: 'change', allow: 'correct', audit: 'corrected' },
    async (visit, { pupil }) => {
      const fields = formFields(visit.request);
      const theme = (Object.keys(THEME_TITLES) as Theme[]).find((one) => one === fields['theme']);
      if (theme === undefined) return themePage(pupil, fields, { theme: 'Choose a theme' });
      return weigh(visit, pupil, { kind: 'theme-closed', theme }, themePage);
    },
  ),
];

async function entryOf(visit: Visit): Promise<ChronologyEntry> {
  const told = await getChronology(visit.store, visit.scope, visit.param('pupilId'), visit.now);
  const entry = told?.chronology.entries.find(
    ({ id, kind }) => kind === 'incident' && id === visit.param('entryId'),
  );
  if (!entry) throw NOT_FOUND;
  return entry;
}

function concernsOf(entry: ChronologyEntry): ConcernCategory[] {
  const tags = entry.incident?.tagging.tags ?? [];
  return [...new Set(tags.filter(({ polarity }) => polarity === 'asserted').map(({ category }) => category))];
}

function correctionPage(
  pupil: PupilRecord,
  entry: ChronologyEntry,
  values: Readonly<Record<string, string>>,
  problems: Problems = {},
): PageAnswer {
  const standing = concernsOf(entry);
  const titles = (categories: readonly ConcernCategory[]) =>
    categories.map((category) => [category, TAXONOMY[category].title] as const);
  const fields: Field[] = [
    {
      name: 'what',
      label: 'What is to be put right?',
      kind: 'radios',
      options: [
        ...(standing.length === 0
          ? []
          : ([
              ['remove', 'A concern was read that is not there'],
              ['set-severity', 'A concern is more or less serious than it was read'],
            ] as const)),
        ['add', 'A concern was missed'],
        ['weigh', 'The entry should count for more or less'],
      ],
    },
    {
      name: 'category',
      label: 'Which concern',
      kind: 'select',
      options: [
        ['', 'Choose'],
        ...titles(standing).map(([value, title]) => [value, `${title} (read in the entry)`] as const),
        ...titles(CONCERN_CATEGORIES.filter((category) => !standing.includes(category))),
      ],
    },
    {
      name: 'severity',
      label: 'How serious (unless it is not there)',
      kind: 'select',
      options: SEVERITY_OPTIONS,
    },
    {
      name: 'weight',
      label: 'How much the entry counts (if that is to be put right)',
      kind: 'select',
      options: [
        ['', 'Choose'],
        ['leave', 'Not at all: leave it out'],
        ['half', 'Half as much'],
        ['usual', 'As usual'],
        ['double', 'Twice as much'],
      ],
    },
    {
      name: 'reason',
      label: 'Why',
      kind: 'area',
      hint: 'Kept with your name. The entry itself is never changed.',
    },
  ];
  return childFormPage(pupil, {
    title: 'Put right how an entry is read',
    action: `/children/${pupil._id}/entries/${entry.id}`,
    fields,
    values: {
      requestId: randomUUID(),
      what: standing.length === 0 ? 'add' : '',
      category: standing[0] ?? '',
      ...values,
    },
    problems,
    intro: [entry.title, entry.incident?.narrative ?? ''],
    submit: 'Put it right',
    links: [linkToOtherChild(pupil._id, entry.id)],
  });
}

async function correct(visit: Visit, pupil: PupilRecord, entry: ChronologyEntry): Promise<Answer> {
  const fields = formFields(visit.request);
  const refuse = (problems: Problems): PageAnswer => correctionPage(pupil, entry, fields, problems);
  if (fields['what'] === 'weigh') {
    const factor = Object.entries(FACTORS).find(([name]) => name === fields['weight'])?.[1];
    if (factor === undefined) return refuse({ weight: 'Choose how much it counts' });
    return weigh(visit, pupil, { kind: 'entry-weight', entryId: entry.id, factor }, (_, values, problems) =>
      correctionPage(pupil, entry, values, problems),
    );
  }
  const correction = readCorrection(visit, fields);
  if ('problems' in correction) return refuse(correction.problems);
  const corrected = await recordTagCorrection(visit.store, visit.scope, { incidentId: entry.id, correction });
  if (!corrected)
    return refuse({ what: 'Another school logged this entry: only they can change what is read in it' });
  await enqueueTagging(visit.context.queues, [entry.id], randomUUID());
  return {
    kind: 'redirect',
    to: `/children/${pupil._id}#entries`,
    notice: 'It is put right, and stays so whatever is read in the entry later.',
    about: { incidentId: entry.id, what: correction.kind },
  };
}

function readCorrection(
  { viewer, now }: Visit,
  fields: Readonly<Record<string, string>>,
): Correction | { readonly problems: Problems } {
  const category = CONCERN_CATEGORIES.find((one) => one === fields['category']);
  const severity = SEVERITIES[fields['severity'] ?? ''];
  const { what, reason = '' } = fields;
  const problems: Problems = {
    ...(what === 'remove' || what === 'add' || what === 'set-severity'
      ? {}
      : { what: 'Choose what is to be put right' }),
    ...(category === undefined ? { category: 'Choose the concern' } : {}),
    ...(severity === undefined && what !== 'remove' ? { severity: 'Choose how serious it is' } : {}),
    ...(reason.trim() === '' ? { reason: 'Say why' } : {}),
  };
  if (Object.keys(problems).length > 0 || category === undefined) return { problems };
  const by = { by: viewer.personId, byName: viewer.name, at: now, reason: reason.trim() };
  if (what === 'remove' || severity === undefined) return { ...by, kind: 'remove', category };
  return { ...by, kind: what === 'add' ? 'add' : 'set-severity', category, severity };
}

async function weigh(
  visit: Visit,
  pupil: PupilRecord,
  content: Parameters<typeof recordWeighing>[2]['content'],
  again: (pupil: PupilRecord, values: Readonly<Record<string, string>>, problems: Problems) => PageAnswer,
): Promise<Answer> {
  const fields = formFields(visit.request);
  const corrected = await recordWeighing(visit.store, visit.scope, {
    pupilId: pupil._id,
    content,
    reason: fields['reason'] ?? '',
    at: visit.now,
    ...(fields['requestId'] === undefined ? {} : { requestId: fields['requestId'] }),
  });
  switch (corrected.kind) {
    case 'not-found':
      throw NOT_FOUND;
    case 'reason-needed':
      return again(pupil, fields, { reason: 'Say why' });
    case 'factor-out-of-range':
      return again(pupil, fields, { weight: 'Choose how much it counts' });
    case 'corrected':
      await enqueueChronology(visit.context.queues, [pupil._id], randomUUID());
      return {
        kind: 'redirect',
        to: `/children/${pupil._id}#score`,
        notice: 'It is weighed so from now on; earlier dates stay as they were.',
        about: { what: content.kind },
      };
  }
}

function themePage(
  pupil: PupilRecord,
  values: Readonly<Record<string, string>>,
  problems: Problems = {},
): PageAnswer {
  return childFormPage(pupil, {
    title: 'A theme is resolved',
    action: `/children/${pupil._id}/themes`,
    fields: [
      {
        name: 'theme',
        label: 'Which theme',
        kind: 'radios',
        options: Object.entries(THEME_TITLES),
      },
      { name: 'reason', label: 'Why it is resolved', kind: 'area', hint: 'Kept with your name.' },
    ],
    values: { requestId: randomUUID(), ...values },
    problems,
    intro: ['What was logged under it up to now no longer counts towards the score. What comes after does.'],
    submit: 'Record it',
  });
}
