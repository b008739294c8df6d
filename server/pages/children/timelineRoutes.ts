import { buildTimeline } from '../../../domain/timeline/buildTimeline.ts';
import { decidePath } from './flagRoutes.ts';
import { formFields } from '../formFields.ts';
import { childPage, type PageRoute, type Visit } from '../page.ts';
import { listOpenTransfers } from '../../../store/transfers.ts';
import { loadTimelineFacts, mayFor } from './timelineFacts.ts';
import { overdueLine } from './transferView.ts';
import { changeState, timelineState } from './timelineState.ts';

const PATH = '/children/:pupilId';

/** A child's timeline, and how it is looked at. */
export const timelineRoutes: readonly PageRoute[] = [
  childPage(
    { method: 'get', path: PATH, kind: 'view', allow: 'see-children', audit: 'viewed-child' },
    async (visit, { pupil }) => {
      const timeline = buildTimeline(await loadTimelineFacts(visit));
      return {
        kind: 'page',
        template: 'children/timeline',
        title: timeline.name,
        crumbs: [{ text: 'This week', href: '/week' }],
        view: {
          ...timeline,
          notes: [...timeline.notes, ...(await lateFile(visit))],
          fileHref: mayFor(visit.viewer, 'share-records', pupil)
            ? `${PATH.replace(':pupilId', pupil._id)}/file`
            : null,
          retentionHref: mayFor(visit.viewer, 'decide-retention', pupil)
            ? `${PATH.replace(':pupilId', pupil._id)}/retention`
            : null,
          accessHref: mayFor(visit.viewer, 'share-records', pupil)
            ? `${PATH.replace(':pupilId', pupil._id)}/subject-access`
            : null,
          flags: timeline.flags.map((flag) => ({
            ...flag,
            decideHref: flag.mayDecide ? decidePath(timeline.pupilId, flag.flagId) : null,
          })),
          entries: timeline.entries && {
            ...timeline.entries,
            list: timeline.entries.list.map((entry) => ({
              ...entry,
              hasFoot: [entry.weight, entry.correctHref, entry.amendHref, entry.undoHref].some(
                (part) => part !== null,
              ),
            })),
          },
          hasHousehold:
            timeline.siblings.length > 0 ||
            timeline.siblingsElsewhere !== null ||
            timeline.elsewhere.length > 0,
          hasCharts: timeline.chart !== null || timeline.calendar !== null,
          mergeForm: mergeForm(timeline),
          todayIso: visit.scope.today,
        },
      };
    },
  ),
  childPage(
    {
      method: 'post',
      path: `${PATH}/view`,
      kind: 'view',
      allow: 'see-children',
      audit: { none: 'changes how the page is looked at, which is audited when it is' },
    },
    (visit) => {
      changeView(visit);
      const pupilId = visit.param('pupilId');
      const set = formFields(visit.request)['set'];
      return Promise.resolve({
        kind: 'redirect',
        to: `/children/${pupilId}${set === 'filters' || set === 'merge' ? '#entries' : ''}`,
      });
    },
  ),
];

function changeView(visit: Visit): void {
  visit.request.session.timeline = changeState(
    timelineState(visit),
    formFields(visit.request),
    visit.scope.today,
  );
}

function mergeForm({
  siblings,
  merged,
  entries,
}: Pick<ReturnType<typeof buildTimeline>, 'siblings' | 'merged' | 'entries'>) {
  if (siblings.length === 0 || entries === null) return null;
  return merged
    ? { set: 'part', text: 'Show this child’s entries alone' }
    : { set: 'merge', text: 'Show brothers’ and sisters’ entries among these' };
}

/** A warning where the child's file is on its way to another school for too long. */
async function lateFile({ store, scope, param }: Visit): Promise<string[]> {
  const line = overdueLine(await listOpenTransfers(store, scope, param('pupilId')));
  return line === undefined ? [] : [line];
}
