import type { Ledger } from './ledger.ts';
import type { SimulatedChild, SimulatedSchool } from './locality.ts';
import type { Truth } from './narratives.ts';
import type { Random } from './random.ts';

/** Children who look like a pattern and are none; each is measured apart from the ordinary ones. */
export const HARD_NEGATIVES = [
  'much written about',
  'frequent behaviour, settled',
  'four bad weeks',
  'long illness',
  'sent and keyed again',
  'single severe event',
  'linked to others’ incidents',
  'taught elsewhere',
] as const;

export type HardNegative = (typeof HARD_NEGATIVES)[number];

const BEHAVIOUR_A_DAY = 0.18;
const BAD_WEEK_ENTRIES = 7;
const BAD_WEEK_DAYS = 20;
const BAD_WEEKS: readonly Truth[] = [
  'behaviour',
  'bullying-child-on-child',
  'child-mental-health',
  'bereavement-family-change',
  'attendance-punctuality',
  'parental-conflict-with-school',
];
const LINKED_ENTRIES = 8;

/** Writes what makes a hard negative look like a pattern. */
export function writeHardNegative(
  random: Random,
  ledger: Ledger,
  child: SimulatedChild,
  school: SimulatedSchool,
  others: readonly SimulatedChild[],
): void {
  const { days } = ledger;
  switch (child.role) {
    case 'frequent behaviour, settled':
      for (const day of days)
        if (random.next() < BEHAVIOUR_A_DAY)
          ledger.write(child, school, { day, truths: ['behaviour'], severity: random.next() < 0.3 ? 2 : 1 });
      break;
    case 'four bad weeks': {
      const from = random.between(20, days.length - 40);
      for (let i = 0; i < BAD_WEEK_ENTRIES; i++) {
        const day = days[from + random.between(0, BAD_WEEK_DAYS - 1)];
        if (day === undefined) continue;
        const severity = random.next() < 0.3 ? 2 : 1;
        ledger.write(child, school, { day, truths: [random.pick(BAD_WEEKS)], severity });
      }
      break;
    }
    case 'long illness':
      for (let i = 0; i < 3; i++)
        ledger.write(child, school, {
          day: random.pick(days),
          truths: [random.pick(['medical-health', 'none'] as const)],
          severity: 1,
        });
      break;
    case 'single severe event':
      ledger.writeGrave(child, school, random.pick(days.slice(20, -20)));
      break;
    case 'linked to others’ incidents':
      for (let i = 0; i < LINKED_ENTRIES; i++) {
        const truths = [random.pick(['bullying-child-on-child', 'behaviour', 'neglect'] as const)];
        ledger.write(random.pick(others), school, {
          day: random.pick(days),
          truths,
          severity: 1,
          linked: [child],
        });
      }
      break;
    default:
      break;
  }
}
