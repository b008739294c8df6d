import { z } from 'zod';
import { KINDS } from './contract.ts';

/** What a sender is told of a delivery. Rows, fields and ids only: nothing that a row said. */

const ROW_PROBLEM = z
  .object({
    row: z.int().describe('1 for the first row of data; a CSV’s header is not counted'),
    line: z
      .int()
      .exactOptional()
      .describe('The line of a CSV or NDJSON body on which the row begins, from 1'),
    field: z.string().describe('The field, such as `pupil.upn`; `row` for the whole row'),
    message: z.string().describe('What is wrong or odd, and what is expected'),
  })
  .meta({ id: 'RowProblem' });

const ROW_COUNTS = z
  .object({
    rows: z.int().describe('Rows the delivery has'),
    accepted: z.int().describe('Rows taken in: all but the rejected'),
    matched: z.int().describe('Rows that are with a child on record now'),
    landed: z.int().describe('Rows that brought something new when the delivery was read'),
    unchanged: z.int().describe('Rows that said what was known already'),
    held: z.int().describe('Rows that waited for a person, or for the child to be known, when it was read'),
    heldNow: z.int().describe('Rows that still wait'),
    rejected: z.int().describe('Rows that cannot be used, each with its problems'),
    warnings: z.int().describe('Remarks on rows that were taken all the same'),
  })
  .meta({ id: 'RowCounts' });

const HELD_ROW = z
  .object({
    row: z.int(),
    count: z.int().describe('How many rows it stands for: the marks of one child are held together'),
    reason: z
      .string()
      .describe('`unknown-pupil`: nobody on roll fits; `uncertain-match`: a person must say who'),
    state: z
      .enum(['held', 'released'])
      .describe('`released`: it has flowed on, or a person has dealt with it'),
  })
  .meta({ id: 'HeldRow' });

export const DELIVERY_STATUS = z
  .enum(['accepted', 'processed', 'refused', 'failed'])
  .describe(
    '`accepted`: durable and waiting; `processed`: every row dealt with; `refused`: could not be read at all; `failed`: waits for a person on our side',
  );

/** A delivery in a list. */
export const DELIVERY_SUMMARY = z
  .object({
    deliveryId: z.string(),
    webhookId: z.string().describe('The `webhook-id` it was sent with'),
    kind: z.enum(KINDS),
    status: DELIVERY_STATUS,
    receivedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    problem: z.string().nullable().describe('Why the whole body was refused, or that processing failed'),
    rows: ROW_COUNTS.omit({ matched: true, heldNow: true }).nullable().meta({ id: 'RowTotals' }),
  })
  .meta({ id: 'DeliverySummary' });

const FEEDBACK = z
  .object({
    state: z.enum(['due', 'told', 'given-up']),
    attempts: z
      .array(
        z.object({ at: z.iso.datetime(), outcome: z.string().describe('HTTP status, or kind of trouble') }),
      )
      .describe('The last ten tries'),
  })
  .meta({ id: 'Feedback', description: 'How telling the sender by webhook goes' });

/** A delivery with what became of its rows. */
export const DELIVERY_REPORT = DELIVERY_SUMMARY.extend({
  rows: ROW_COUNTS.nullable().describe('Null until the delivery has been read'),
  heldRows: z.array(HELD_ROW).describe('The first thousand'),
  problems: z.array(ROW_PROBLEM).describe('Why rows were rejected, the first thousand'),
  feedback: FEEDBACK.exactOptional().describe('Only where the source asked to be told by webhook'),
  warnings: z.array(ROW_PROBLEM).describe('What was odd about rows that were taken all the same, as many'),
}).meta({ id: 'DeliveryReport' });

export type DeliverySummary = z.infer<typeof DELIVERY_SUMMARY>;
export type DeliveryReport = z.infer<typeof DELIVERY_REPORT>;
