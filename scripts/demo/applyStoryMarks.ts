import { weekday } from '../../domain/localDate.ts';
import type { DemoMark } from './buildMarks.ts';
import type { DemoPupil } from './demoPupil.ts';
import type { DemoTimeline } from './demoTimeline.ts';
import type { SeededRandom } from './seededRandom.ts';
import type { Story, StoryMarks } from './story.ts';

/** The registers with the stories' children marked as their stories say; a later rule wins over an earlier. */
export function applyStoryMarks(
  timeline: DemoTimeline,
  random: SeededRandom,
  told: {
    readonly marks: readonly DemoMark[];
    readonly pupils: readonly DemoPupil[];
    readonly stories: readonly Story[];
  },
): readonly DemoMark[] {
  const keyOf = new Map(told.pupils.map((pupil) => [pupil.upn, pupil.storyKey]));
  const rulesOf = new Map<string, StoryMarks[]>();
  for (const rule of told.stories.flatMap(({ marks }) => marks)) {
    rulesOf.set(rule.child, [...(rulesOf.get(rule.child) ?? []), rule]);
  }
  const weeksAgo = new Map(
    timeline.weeks.flatMap(({ days }, at) => days.map((day) => [day, timeline.weeks.length - 1 - at])),
  );
  return told.marks.map((mark) => {
    const rules = rulesOf.get(keyOf.get(mark.upn) ?? '') ?? [];
    const ago = weeksAgo.get(mark.date) ?? 0;
    const rule = rules.filter((each) => applies(each, mark, ago) && random.chance(each.share)).at(-1);
    if (rule === undefined) return mark;
    const { upn, date, session } = mark;
    return { upn, date, session, code: rule.code };
  });
}

function applies(rule: StoryMarks, mark: DemoMark, weeksAgo: number): boolean {
  return (
    weeksAgo <= rule.fromWeeksAgo &&
    weeksAgo >= rule.toWeeksAgo &&
    rule.weekdays.includes(weekday(mark.date)) &&
    rule.sessions.includes(mark.session)
  );
}
