import process from 'node:process';
import type { Viewer } from '../../domain/access/viewer.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { matchKeys } from '../../domain/matching/matchKeys.ts';
import { nameSearchKeys } from '../../domain/search/nameSearch.ts';
import { parseSearch, requiredTerms } from '../../domain/search/parseSearch.ts';
import { SEARCH_TERMS_VERSION, searchTermsOf } from '../../domain/search/searchTerms.ts';
import { tagNarrative } from '../../domain/tagging/tagNarrative.ts';
import { CHART_WEEKS } from '../../domain/timeline/buildTimeline.ts';
import { findChildren } from '../../server/search/findChildren.ts';
import { findEntries } from '../../server/search/findEntries.ts';
import { getChildFile } from '../../store/childFile.ts';
import type { Store } from '../../store/openStore.ts';
import { scopeOf } from '../../store/scope.ts';
import type { Benchmark, Measured } from './benchmark.ts';
import { onBenchServices } from './onBenchServices.ts';

/** Incidents written; BENCH_INCIDENTS sets another number, such as 1000000. */
const INCIDENTS = Number(process.env['BENCH_INCIDENTS'] ?? 100_000);
const PER_SCHOOL = 4000;
const PER_CHILD = 20;
const AT_A_TIME = 1000;
const ROUNDS = 60;
const NOW = new Date('2026-11-25T12:00:00Z');

const OPENINGS = ['Came in', 'Seen at lunch', 'Mum rang', 'Teacher noticed', 'After break', 'At the gate'];
const MIDDLES = [
  'hungry',
  'without a coat',
  'upset',
  'with a bruise',
  'late again',
  'tired',
  'in dirty clothes',
];
const ENDINGS = [
  'and said little.',
  'and asked for toast.',
  'and spoke to the DSL.',
  'and police had called.',
];
/** Forenames and surnames of invented children: sixty by sixty, so that names recur as they do in a council. */
const FORENAMES = ['Bar', 'Cel', 'Dor', 'Ell', 'Fen', 'Gil', 'Hal', 'Jun', 'Kit', 'Lor'].flatMap((start) =>
  ['ina', 'by', 'win', 'ora', 'ett', 'mund'].map((end) => start + end),
);
const SURNAMES = [
  'Apple',
  'Brack',
  'Copper',
  'Dun',
  'Fether',
  'Gold',
  'Hollin',
  'Marl',
  'Quill',
  'Thorn',
].flatMap((start) => ['ton', 'field', 'ley', 'wick', 'worth', 'stow'].map((end) => start + end));
/** As somebody remembers them. */
const NAMES_SOUGHT = [
  'Barbie Appelton',
  'Celwyn Brackfeild',
  'dunwick',
  'Lorina Thornly',
  'Kittwin Goldworth',
];
const SEARCHES = ['hungry', 'bruise police', '"without a coat"', 'dirty clothes -toast'];

/** Search and a child's timeline, beside the raw indexed find of the same documents. */
export const pagesBench: Benchmark = {
  name: 'pages',
  run: () =>
    onBenchServices([], async ({ store }) => {
      await write(store);
      return [
        ...(await measureSearch(store, ONE_SCHOOL)),
        ...(await measureSearch(store, TEN_SCHOOLS)),
        ...(await measureNames(store)),
        ...(await measureTimeline(store)),
      ];
    }),
};

function schoolOf(child: number): Urn {
  return String(980_000 + Math.floor((child * PER_CHILD) / PER_SCHOOL)) as Urn;
}

function nameOf(child: number): { readonly forename: string; readonly surname: string } {
  const forename = FORENAMES[child % FORENAMES.length] ?? '';
  const surname = SURNAMES[Math.floor(child / FORENAMES.length) % SURNAMES.length] ?? '';
  return { forename, surname };
}

function incident(i: number): object {
  const child = Math.floor(i / PER_CHILD);
  const pick = (from: readonly string[], by: number): string => from[Math.floor(i / by) % from.length] ?? '';
  const narrative = `${pick(OPENINGS, 1)} ${pick(MIDDLES, 3)} ${pick(ENDINGS, 5)} Note ${i}.`;
  const at = new Date(NOW.getTime() - ((i * 7919) % 1000) * 86_400_000);
  return {
    ...{ _id: `inc_bench${i}`, schoolUrn: schoolOf(child), sourceId: 'src_bench', externalId: `${i}` },
    ...{ pupilId: `pup_bench${child}`, linkedUpns: [], occurredAt: at, occurredDateOnly: false },
    ...{
      recordedAt: at,
      receivedAt: at,
      deliveryId: 'dlv_bench',
      narrative,
      actions: [],
      contentHash: `${i}`,
    },
    ...{ revision: 1, revisions: [], tagState: 'tagged', tagging: tagNarrative({ text: narrative }) },
    ...{ searchTerms: searchTermsOf([narrative]), searchVersion: SEARCH_TERMS_VERSION },
  };
}

async function write(store: Store): Promise<void> {
  for (let from = 0; from < INCIDENTS; from += AT_A_TIME) {
    const count = Math.min(AT_A_TIME, INCIDENTS - from);
    const batch = Array.from({ length: count }, (_, i) => incident(from + i));
    await store.incidents.collection.insertMany(batch as never, { ordered: false });
    if (from % 20_000 === 0) process.stderr.write(`  ${from} of ${INCIDENTS} incidents written …\n`);
  }
  const children = Math.ceil(INCIDENTS / PER_CHILD);
  for (let from = 0; from < children; from += AT_A_TIME) {
    const batch = Array.from({ length: Math.min(AT_A_TIME, children - from) }, (_, i) => ({
      ...{
        _id: `pup_bench${from + i}`,
        upns: [`bench${from + i}`],
        ...nameOf(from + i),
      },
      ...{ memberships: [{ schoolUrn: schoolOf(from + i) }], households: [], characteristics: {} },
      ...{ matchKeys: matchKeys(nameOf(from + i)), staleCount: 0, revision: 1 },
    }));
    await store.pupils.collection.insertMany(batch as never, { ordered: false });
  }
}

/** Readers: the lead of one school, and one of a trust of ten. */
const ONE_SCHOOL = { role: 'dsl', schools: 1, name: 'one school' } as const;
const TEN_SCHOOLS = { role: 'safeguarding-lead', schools: 10, name: 'ten schools' } as const;
type Reader = typeof ONE_SCHOOL | typeof TEN_SCHOOLS;

/** The schools from the child's own on, as many as the reader has. */
function scopeAt(child: number, { role, schools }: Reader = ONE_SCHOOL) {
  const childrenPerSchool = PER_SCHOOL / PER_CHILD;
  const schoolUrns = Array.from({ length: schools }, (_, i) => schoolOf(child + i * childrenPerSchool));
  const viewer: Viewer = {
    ...{ personId: 'per_bench', name: 'Bench', role, schoolUrns },
    ...{ narrativeUrns: [], pupilIds: [] },
  };
  return scopeOf(viewer, NOW);
}

async function measureSearch(store: Store, reader: Reader): Promise<Measured[]> {
  const children = Math.ceil(INCIDENTS / PER_CHILD);
  const question = (round: number) => {
    const child = (round * 7919) % children;
    return { child, search: parseSearch(SEARCHES[round % SEARCHES.length] ?? '') };
  };
  return compare(
    `search of ${reader.name}, first 20 answers`,
    async (round) => {
      const { child, search } = question(round);
      const options = { filters: {}, order: 'best', cursor: { offset: 0 }, pageSize: 20, now: NOW } as const;
      await findEntries(store, scopeAt(child, reader), search, options);
    },
    async (round) => {
      const { child, search } = question(round);
      await store.incidents
        .find({
          schoolUrn: { $in: scopeAt(child, reader).viewer.schoolUrns },
          searchTerms: requiredTerms(search)[0] ?? '',
        } as never)
        .sort({ occurredAt: -1, _id: -1 })
        .limit(200)
        .lean();
    },
  );
}

/** A child by a name that is not quite theirs, among those of ten schools. */
async function measureNames(store: Store): Promise<Measured[]> {
  const children = Math.ceil(INCIDENTS / PER_CHILD);
  const scopeOfRound = (round: number) => scopeAt((round * 7919) % children, TEN_SCHOOLS);
  const sought = (round: number) => parseSearch(NAMES_SOUGHT[round % NAMES_SOUGHT.length] ?? '');
  return compare(
    'a child by name, of ten schools',
    async (round) => {
      await findChildren(store, scopeOfRound(round), sought(round), 20);
    },
    async (round) => {
      const keys = nameSearchKeys(sought(round));
      await store.pupils.find({ matchKeys: { $in: [...keys] } } as never).lean();
    },
  );
}

async function measureTimeline(store: Store): Promise<Measured[]> {
  const children = Math.ceil(INCIDENTS / PER_CHILD);
  const childOf = (round: number): number => (round * 104_729) % children;
  return compare(
    'a child’s file with a year of weekly scores',
    async (round) => {
      const child = childOf(round);
      const options = { asOf: NOW, weeks: CHART_WEEKS };
      await getChildFile(store, scopeAt(child), `pup_bench${child}`, options);
    },
    async (round) => {
      await store.incidents.find({ pupilId: `pup_bench${childOf(round)}` }).lean();
    },
  );
}

async function compare(
  name: string,
  ours: (round: number) => Promise<void>,
  baseline: (round: number) => Promise<void>,
): Promise<Measured[]> {
  const times = { ours: [] as number[], baseline: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.ours.push(await timed(() => ours(round)));
    times.baseline.push(await timed(() => baseline(round)));
  }
  return ([50, 95] as const).map((percent) => {
    const [mine, raw] = [percentile(times.ours, percent), percentile(times.baseline, percent)];
    return {
      name: `${name}, p${percent} at ${INCIDENTS} incidents`,
      unit: 'ms',
      ours: mine,
      baseline: raw,
      baselineIs: 'raw indexed find of the same documents',
      ratio: raw / mine,
    };
  });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}
