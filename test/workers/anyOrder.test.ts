import { expect } from 'chai';
import fc from 'fast-check';
import { Registry } from 'prom-client';
import { assessPupil } from '../../domain/concern/assessPupil.ts';
import type { Assessment } from '../../domain/concern/assessment.ts';
import type { Correction, IncidentEntry, PupilHistory } from '../../domain/concern/history.ts';
import type { Upn } from '../../domain/identifiers.ts';
import { tagNarrative } from '../../domain/tagging/tagNarrative.ts';
import type { Theme } from '../../domain/taxonomy.ts';
import { findAssessment } from '../../store/assessments.ts';
import { storedContexts } from '../../store/chronology.ts';
import { recordCorrection, undoCorrection } from '../../store/corrections.ts';
import { loadHistories } from '../../store/loadHistories.ts';
import { markPupilsStale, newPupilId, type PupilRecord } from '../../store/pupils.ts';
import { writePupil } from '../../store/writePupils.ts';
import { incidentId, recordIncidents, withdrawIncident } from '../../store/recordIncident.ts';
import { scopeOf } from '../../store/scope.ts';
import { chronology } from '../../workers/chronology.ts';
import { stageMetrics } from '../../workers/stageMetrics.ts';
import { tag } from '../../workers/tag.ts';
import { aThroughline, OUR_SCHOOL, type TestThroughline } from '../support/aThroughline.ts';
import { aUpn } from '../support/people.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';
import { aViewer } from '../support/viewers.ts';

const START = Date.parse('2026-01-12T12:00:00Z');
const DAY_MS = 86_400_000;
const at = (day: number): Date => new Date(START + day * DAY_MS);
const NARRATIVES = [
  'Came in hungry again and asked for food.',
  'Same dirty clothes all week, smelled unwashed.',
  'Tired and tearful, said mum and dad were fighting last night.',
  'Disclosed that dad punched him in the face last night.',
  'Lovely work in maths today, smiling all morning.',
];
const THEMES: readonly Theme[] = ['harm-at-home', 'family-circumstances'];
const SOURCE = { schoolUrn: OUR_SCHOOL, sourceId: 'source' };

/** What is told of one incident, first to last; days are those of its arrival. */
interface IncidentLife {
  readonly occurredDay: number;
  readonly tellings: readonly { day: number; narrative: number; child: 0 | 1; linked: boolean }[];
  readonly withdrawnDay: number | undefined;
}
interface Putting {
  readonly child: 0 | 1;
  readonly day: number;
  readonly of: { kind: 'entry'; incident: number; factor: number } | { kind: 'theme'; theme: number };
  readonly undoneDay: number | undefined;
}
type Step = () => Promise<void>;

const day = (min: number, max: number) => fc.integer({ min, max });
const life: fc.Arbitrary<IncidentLife> = fc
  .record({
    occurredDay: day(0, 40),
    first: day(0, 30),
    gaps: fc.array(day(1, 10), { maxLength: 2 }),
    narratives: fc.array(fc.nat(NARRATIVES.length - 1), { minLength: 3, maxLength: 3 }),
    children: fc.array(fc.constantFrom(0 as const, 1 as const), { minLength: 3, maxLength: 3 }),
    linked: fc.boolean(),
    withdrawnAfter: fc.option(day(1, 10), { nil: undefined }),
  })
  .map(({ occurredDay, first, gaps, narratives, children, linked, withdrawnAfter }) => {
    let reached = occurredDay + first;
    const tellings = [0, ...gaps].map((gap, i) => {
      reached += gap;
      return { day: reached, narrative: narratives[i] ?? 0, child: children[i] ?? 0, linked };
    });
    return {
      occurredDay,
      tellings,
      withdrawnDay: withdrawnAfter === undefined ? undefined : reached + withdrawnAfter,
    };
  });
const puttingRight: fc.Arbitrary<Putting> = fc.record({
  child: fc.constantFrom(0 as const, 1 as const),
  day: day(5, 80),
  of: fc.oneof(
    fc.record({
      kind: fc.constant('entry' as const),
      incident: fc.nat(4),
      factor: fc.constantFrom(0, 0.5, 2),
    }),
    fc.record({ kind: fc.constant('theme' as const), theme: fc.nat(THEMES.length - 1) }),
  ),
  undoneDay: fc.option(day(81, 95), { nil: undefined }),
});
const NOW_DAY = 100;

describe('a child’s assessment, through the real stages', () => {
  let throughline: TestThroughline;
  let serial = 0;
  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline([]);
  });
  after(() => throughline.drop());

  async function twoChildren(): Promise<readonly [PupilRecord, PupilRecord]> {
    serial++;
    const record = (n: number): PupilRecord => ({
      _id: newPupilId(),
      upns: [aUpn(500_000 + serial * 2 + n) as Upn],
      forename: 'Ottoline',
      surname: `Marrowdale${serial}`,
      memberships: [{ schoolUrn: OUR_SCHOOL }],
      households: [`home:${serial}`],
      characteristics: {},
      matchKeys: [],
      staleCount: 0,
      revision: 0,
    });
    const children = [record(0), record(1)] as const;
    for (const child of children) await writePupil(throughline.store, null, child);
    return children;
  }

  const externalId = (incident: number): string => `${serial}-${incident}`;
  const idOf = (incident: number): string =>
    incidentId(SOURCE.schoolUrn, SOURCE.sourceId, externalId(incident));

  /** The entries an incident gives to one child, worked out from its life and nothing stored. */
  function expectedEntries(
    lives: readonly IncidentLife[],
    children: readonly [PupilRecord, PupilRecord],
    child: 0 | 1,
  ): IncidentEntry[] {
    return lives.flatMap(({ occurredDay, tellings, withdrawnDay }, incident) => {
      // Told again in the same words about the same child is no revision.
      const kept = tellings.filter(
        (one, i) =>
          i === 0 || one.narrative !== tellings[i - 1]?.narrative || one.child !== tellings[i - 1]?.child,
      );
      return kept.flatMap(({ day: told, narrative, child: subject, linked }, i): IncidentEntry[] => {
        if (subject !== child && !linked) return [];
        const until = kept[i + 1]?.day ?? withdrawnDay;
        const text = NARRATIVES[narrative] ?? '';
        return [
          {
            entryId: idOf(incident),
            ...(i === 0 ? {} : { versionId: `${idOf(incident)}#${i + 1}` }),
            schoolUrn: OUR_SCHOOL,
            role: subject === child ? 'subject' : 'linked-unknown',
            occurredAt: at(occurredDay),
            recordedAt: at(told),
            narrative: text,
            tagging: tagNarrative({ text }),
            ...(until === undefined ? {} : { withdrawnAt: at(until) }),
          },
        ];
      });
    });
  }

  function expectedHistory(
    lives: readonly IncidentLife[],
    puttings: readonly Putting[],
    children: readonly [PupilRecord, PupilRecord],
  ): PupilHistory {
    const corrected = (who: 0 | 1): Correction[] =>
      puttings.flatMap(({ child: about, day: on, of, undoneDay }): Correction[] => {
        if (about !== who) return [];
        const said = {
          at: at(on),
          by: 'DSL',
          reason: 'x',
          ...(undoneDay === undefined ? {} : { undoneAt: at(undoneDay) }),
        };
        if (of.kind === 'theme')
          return [{ kind: 'theme-closed', theme: THEMES[of.theme] ?? 'harm-at-home', ...said }];
        return [{ kind: 'entry-weight', entryId: idOf(of.incident), factor: of.factor, ...said }];
      });
    const [child, sibling] = children;
    return {
      pupilId: child._id,
      memberships: child.memberships,
      characteristics: {},
      entries: expectedEntries(lives, children, 0),
      marks: [],
      contacts: [],
      added: [],
      corrections: corrected(0),
      siblings: [
        {
          pupilId: sibling._id,
          memberships: sibling.memberships,
          entries: expectedEntries(lives, children, 1),
          corrections: corrected(1),
        },
      ],
    };
  }

  const told = ({ score, level, contributions, acuteEntryIds }: Assessment) => ({
    score,
    level,
    contributions,
    acute: [...acuteEntryIds].sort(),
  });

  it('is what a full recomputation gives, whatever came late, was revised, withdrawn or put right, in any order', async function () {
    this.timeout(120_000);
    const { store, queues, configuration } = throughline;
    let now = at(NOW_DAY);
    const context = {
      store,
      queues,
      configuration,
      log: () => undefined,
      metrics: stageMetrics(new Registry()),
      now: () => (now = new Date(now.getTime() + 61_000)),
    };
    const scope = scopeOf(aViewer('dsl', { schoolUrns: [OUR_SCHOOL], name: 'DSL' }), now);
    await fc.assert(
      fc.asyncProperty(
        fc.array(life, { minLength: 1, maxLength: 5 }),
        fc.array(puttingRight, { maxLength: 3 }),
        fc.infiniteStream(fc.nat(1000)),
        async (lives, puttings, choices) => {
          const children = await twoChildren();
          const weigh = async (): Promise<void> => {
            await chronology(context, {
              data: { pupilIds: children.map(({ _id }) => _id), traceId: 'test' },
            });
          };
          const read = async (incident: number): Promise<void> => {
            await tag(context, { data: { incidentIds: [idOf(incident)], traceId: 'test' } });
          };
          // Each incident's own tellings come in order; everything else may overtake.
          const queuesOfSteps: Step[][] = lives.map(({ occurredDay, tellings, withdrawnDay }, incident) => [
            ...tellings.map((telling) => async () => {
              const [subject, other] = telling.child === 0 ? children : [children[1], children[0]];
              await recordIncidents(store, [
                {
                  ...SOURCE,
                  externalId: externalId(incident),
                  content: {
                    pupilId: subject._id,
                    linkedUpns: telling.linked ? [...(other.upns ?? [])] : [],
                    occurredAt: at(occurredDay),
                    occurredDateOnly: false,
                    // Schools send when it was first written down, however often it is revised.
                    recordedAt: at(tellings[0]?.day ?? 0),
                    narrative: NARRATIVES[telling.narrative] ?? '',
                    actions: [],
                    contentHash: String(telling.narrative),
                  },
                  receivedAt: at(telling.day),
                  deliveryId: 'test',
                },
              ]);
              await read(incident);
            }),
            ...(withdrawnDay === undefined
              ? []
              : [
                  async () => {
                    await withdrawIncident(
                      store,
                      { ...SOURCE, externalId: externalId(incident) },
                      at(withdrawnDay),
                    );
                    await read(incident);
                  },
                ]),
          ]);
          const pick = (below: number): number => (choices.next().value ?? 0) % below;
          for (let left = queuesOfSteps; left.length > 0; left = left.filter((steps) => steps.length > 0)) {
            await left[pick(left.length)]?.shift()?.();
            if (pick(4) === 0) await weigh();
          }
          const kept: Putting[] = [];
          for (const putting of puttings) {
            const { child, day: on, of, undoneDay } = putting;
            const corrected = await recordCorrection(store, scope, {
              pupilId: children[child]._id,
              content:
                of.kind === 'theme'
                  ? { kind: 'theme-closed', theme: THEMES[of.theme] ?? 'harm-at-home' }
                  : { kind: 'entry-weight', entryId: idOf(of.incident), factor: of.factor },
              reason: 'x',
              at: at(on),
            });
            // An entry that is another child’s cannot be put right here.
            if (corrected.kind !== 'corrected') continue;
            kept.push(putting);
            if (undoneDay !== undefined)
              await undoCorrection(store, scope, {
                pupilId: children[child]._id,
                correctionId: corrected.correctionId,
                reason: 'x',
                at: at(undoneDay),
              });
          }
          await markPupilsStale(store, [children[0]._id], now);
          await weigh();
          const weighed = await findAssessment(store, children[0]._id, 'now');
          const contexts = await storedContexts(store, children[0]);
          const expected = expectedHistory(lives, kept, children);
          if (!weighed) throw new Error('nothing was kept');
          expect(told(weighed)).to.deep.equal(told(assessPupil(expected, contexts, weighed.asOf)));
          for (const past of [20, 45, 70].map(at)) {
            const [history] = await loadHistories(store, [children[0]], { asOf: past });
            expect(told(assessPupil(history ?? expected, contexts, past))).to.deep.equal(
              told(assessPupil(expected, contexts, past)),
            );
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});
