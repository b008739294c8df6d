import { digestKindOf, type DigestKind } from '../../../domain/digest/digestReader.ts';
import { DEFAULT_WORDING } from '../../../domain/digest/digestWording.ts';
import { hasLevels, MAY_BE_LEFT_OUT } from '../../../domain/digest/readerChoice.ts';
import { parseSchedule, WEEKDAYS, type DigestSchedule } from '../../../domain/digest/schedule.ts';
import { withCapital } from '../../../domain/digest/sentences/joinWords.ts';
import type { ReaderChange, ReaderRecord } from '../../../store/readers.ts';
import { buildFields, problemLinks, type Field, type Problems, type Read } from '../formView.ts';
import type { Link, PageAnswer } from '../page.ts';

type Values = Readonly<Record<string, string>>;

const LEVELS = ['watch', 'concern', 'urgent'] as const;

function kindOf({ role, schoolUrns }: ReaderRecord): DigestKind {
  return digestKindOf(role, schoolUrns.length);
}

function fieldsFor(reader: ReaderRecord): Field[] {
  const kind = kindOf(reader);
  return [
    {
      ...{ name: 'day', label: 'Day', kind: 'select' },
      options: WEEKDAYS.map((day) => [day, withCapital(day)] as const),
    },
    { name: 'time', label: 'Time in London', hint: 'For example, 07:00', kind: 'text' },
    ...(hasLevels(kind) ? [LEVEL] : []),
    {
      ...{ name: 'part', label: 'What it tells besides', kind: 'checkboxes' },
      hint: 'What changed, whom to discuss, what did not arrive or was held back, and an entry serious by itself are always told. The digest says what you leave out.',
      options: MAY_BE_LEFT_OUT[kind].map((name) => [name, DEFAULT_WORDING.headings[name]] as const),
    },
    {
      ...{ name: 'closedWeeks', label: 'Weeks in which the school is closed', kind: 'radios' },
      options: [
        ['news', 'Only when something was recorded'],
        ['send', 'Always'],
      ],
    },
    {
      ...{ name: 'sending', label: 'Digests', kind: 'radios' },
      options: [
        ['on', 'Are sent'],
        ['off', 'Are stopped', 'What was sent stays in the archive.'],
      ],
    },
  ];
}

const LEVEL: Field = {
  ...{ name: 'fromLevel', label: 'Children told by name', kind: 'radios' },
  options: [
    ['school', 'As it is set for everybody'],
    ['watch', 'Everybody on the list'],
    ['concern', 'From concern upwards', 'Those below are counted.'],
    ['urgent', 'Those at urgent alone', 'Those below are counted, unless an entry is serious by itself.'],
  ],
};

/** The form as a reader's settings fill it. @param usual when the deployment sends to those who chose nothing */
export function readerValues(reader: ReaderRecord, usual: DigestSchedule): Values {
  const { weekday, time } = reader.schedule ?? usual;
  const told = MAY_BE_LEFT_OUT[kindOf(reader)].filter((name) => !reader.choice?.leftOut.includes(name));
  return {
    day: WEEKDAYS[weekday - 1] ?? 'monday',
    time,
    fromLevel: reader.choice?.fromLevel ?? 'school',
    ...Object.fromEntries(told.map((name) => [`part-${name}`, 'yes'])),
    closedWeeks: reader.closedWeeks,
    sending: reader.stoppedAt === undefined ? 'on' : 'off',
  };
}

/** What was filled in, or what is wrong with it. */
export function readReaderChange(fields: Values, reader: ReaderRecord): Read<ReaderChange> {
  const schedule = parseSchedule(fields['day'] ?? '', (fields['time'] ?? '').trim());
  if (schedule === undefined)
    return { ok: false, problems: { time: 'Enter a time of day with hours and minutes, like 07:00' } };
  const fromLevel = LEVELS.find((level) => level === fields['fromLevel']);
  const value: ReaderChange = {
    schedule,
    closedWeeks: fields['closedWeeks'] === 'send' ? 'send' : 'news',
    isSent: fields['sending'] !== 'off',
    choice: {
      ...(fromLevel === undefined ? {} : { fromLevel }),
      leftOut: MAY_BE_LEFT_OUT[kindOf(reader)].filter((name) => fields[`part-${name}`] !== 'yes'),
    },
  };
  return { ok: true, value };
}

/** The page of a reader's settings. */
export function readerFormPage(
  reader: ReaderRecord,
  values: Values,
  problems: Problems,
  place: { readonly action: string; readonly back: string; readonly crumbs: readonly Link[] },
): PageAnswer {
  return {
    kind: 'page',
    template: 'digests/reader',
    title: `The digest for ${reader.name}`,
    crumbs: place.crumbs,
    errors: problemLinks(problems),
    view: {
      fields: buildFields(fieldsFor(reader), values, problems),
      action: place.action,
      back: place.back,
    },
    about: { schoolUrns: reader.schoolUrns, what: 'reader' },
  };
}
