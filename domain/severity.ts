/**
 * How serious an entry is, as staff and DSLs would grade it:
 * 0 no concern or purely informational; 1 low, log and watch; 2 moderate, for the DSL's attention;
 * 3 high, likely a referral; 4 immediate risk.
 */
export type Severity = 0 | 1 | 2 | 3 | 4;

/** Whether an entry speaks of worry, of nothing in particular, or of something going well. */
export type Effect = 'worrying' | 'neutral' | 'protective';
