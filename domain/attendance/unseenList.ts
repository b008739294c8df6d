import type { Assessment, Level, NoDataReason } from '../concern/assessment.ts';
import type { Characteristics, ContactEntry } from '../concern/history.ts';
import { epochDay, londonDate, type LocalDate } from '../localDate.ts';

/** School days without a sight of the child from which it is worth asking: one school week. */
export const ASKED_ABOUT_FROM = 5;

/** What makes a silence more worrying, in school days it is worth; chosen, and shown with the list's reasons. */
const WORRY: Readonly<
  Record<Exclude<Level, 'none'> | 'childProtectionPlan' | 'lookedAfter' | 'childInNeed' | 'neverSeen', number>
> = {
  urgent: 15,
  concern: 10,
  watch: 3,
  childProtectionPlan: 15,
  lookedAfter: 10,
  childInNeed: 8,
  neverSeen: 5,
};

/** A child nobody has seen lately, or of whom nothing is known. */
export interface UnseenChild {
  readonly pupilId: string;
  readonly state:
    | {
        readonly kind: 'unseen';
        readonly since: LocalDate;
        readonly schoolDays: number;
        readonly everSeen: boolean;
      }
    | { readonly kind: 'no-data'; readonly why: NoDataReason };
  /** Attempts since, newest first: none of them saw the child in person. */
  readonly tried: readonly ContactEntry[];
  readonly level: Level;
  /** By what the list is ordered, in school days. */
  readonly worry: number;
  /** Why this child stands where it does, in plain words. */
  readonly reasons: readonly string[];
}

function reasonsFor(
  { level }: Pick<Assessment, 'level'>,
  characteristics: Characteristics,
  neverSeen: boolean,
): readonly { readonly what: string; readonly days: number }[] {
  return [
    ...(level === 'none' ? [] : [{ what: `on the list at ${level}`, days: WORRY[level] }]),
    ...(characteristics.childProtectionPlan === true
      ? [{ what: 'on a child protection plan', days: WORRY.childProtectionPlan }]
      : []),
    ...(characteristics.lookedAfter === true ? [{ what: 'looked after', days: WORRY.lookedAfter }] : []),
    ...(characteristics.childInNeed === true
      ? [{ what: 'on a child in need plan', days: WORRY.childInNeed }]
      : []),
    ...(neverSeen ? [{ what: 'never seen since joining', days: WORRY.neverSeen }] : []),
  ];
}

/**
 * How a child stands on the list of those nobody has seen; undefined for one who was seen within a school week.
 * @param contacts every contact known of
 */
export function unseenChild(
  assessment: Assessment,
  characteristics: Characteristics,
  contacts: readonly ContactEntry[],
): UnseenChild | undefined {
  const { unseen, pupilId, level } = assessment;
  if (unseen.kind !== 'no-data' && unseen.schoolDaysSince < ASKED_ABOUT_FROM) return undefined;
  const since = unseen.kind === 'seen' ? unseen.on : unseen.kind === 'never-seen' ? unseen.since : undefined;
  const reasons = reasonsFor(assessment, characteristics, unseen.kind === 'never-seen');
  const days = unseen.kind === 'no-data' ? 0 : unseen.schoolDaysSince;
  return {
    pupilId,
    state:
      unseen.kind === 'no-data' || since === undefined
        ? { kind: 'no-data', why: unseen.kind === 'no-data' ? unseen.why : 'register-not-received' }
        : { kind: 'unseen', since, schoolDays: days, everSeen: unseen.kind === 'seen' },
    tried: contacts
      .filter(({ at }) => since === undefined || epochDay(londonDate(at)) > epochDay(since))
      .sort((a, b) => b.at.getTime() - a.at.getTime()),
    level,
    worry: days + reasons.reduce((sum, one) => sum + one.days, 0),
    reasons: reasons.map(({ what }) => what),
  };
}

/** Most worrying first; those of whom nothing is known after those known to be unseen. */
export function inOrderOfWorry(children: readonly UnseenChild[]): readonly UnseenChild[] {
  const rank = ({ state }: UnseenChild): number => (state.kind === 'unseen' ? 0 : 1);
  return [...children].sort(
    (a, b) => rank(a) - rank(b) || b.worry - a.worry || (a.pupilId < b.pupilId ? -1 : 1),
  );
}
