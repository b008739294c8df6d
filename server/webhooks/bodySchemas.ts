import { z } from 'zod';

/**
 * What a sender may write, as the API's description tells it. Reading is done row by row in domain/formats,
 * which takes more than this (other names, UK dates) and refuses only the rows that are wrong; a test sends
 * the examples here to the running server.
 */
const UPN = z.string().describe('Unique pupil number: 13 characters, the first a check letter');
const URN = z.string().describe('The school’s number, 6 digits; the source’s own school where missing');
const INSTANT = z.string().describe('ISO 8601; without an offset it is Europe/London; a date alone is a day');
const DAY = z.string().describe('ISO 8601 date');
const YES_NO = z.union([z.boolean(), z.literal([0, 1])]);

const INCIDENT = z
  .object({
    externalId: z
      .string()
      .describe('The source’s own number: the same again changes nothing, other content revises'),
    schoolUrn: URN.optional(),
    pupil: z
      .object({
        upn: UPN.optional(),
        forename: z.string().optional(),
        surname: z.string().optional(),
        dateOfBirth: DAY.optional(),
      })
      .describe('A UPN, or names and date of birth'),
    occurredAt: INSTANT,
    recordedAt: INSTANT.optional(),
    category: z.string().optional(),
    narrative: z.string(),
    linkedUpns: z.array(UPN).optional(),
    recordedBy: z.string().optional(),
    actions: z
      .array(z.object({ takenAt: INSTANT.optional(), what: z.string(), by: z.string().optional() }))
      .optional(),
  })
  .meta({ id: 'Incident' });

const WITHDRAWAL = z
  .object({ externalId: z.string(), withdrawn: z.literal(true) })
  .meta({ id: 'Withdrawal', description: 'Takes an incident back' });

const MARK = z
  .object({
    upn: UPN,
    date: DAY,
    session: z.enum(['AM', 'PM']),
    code: z.string().describe('The national attendance code'),
  })
  .meta({ id: 'Mark' });

const PUPIL = z
  .object({
    upn: UPN.optional().describe('Without it the date of birth is needed'),
    forename: z.string(),
    surname: z.string(),
    date_of_birth: DAY.optional(),
    year_group: z.string().optional(),
    school_urn: URN.optional(),
    household_id: z.string().optional(),
    preferred_name: z.string().optional(),
    former_upn: UPN.optional(),
    date_joined: DAY.optional(),
    date_left: DAY.optional(),
    ehcp: YES_NO.optional(),
    fsm: YES_NO.optional(),
    sen_support: YES_NO.optional(),
    looked_after: YES_NO.optional(),
    cin: YES_NO.optional(),
    cp_plan: YES_NO.optional(),
    young_carer: YES_NO.optional(),
    part_time_timetable: YES_NO.optional(),
    locality: z.string().optional(),
    address_key: z.string().optional(),
  })
  .meta({ id: 'Pupil' });

const CONTACT = z
  .object({
    upn: UPN,
    at: INSTANT,
    method: z.enum(['visit', 'call', 'video', 'meeting']),
    seen: YES_NO.describe('Whether the child was seen'),
    by: z.string().optional(),
    note: z.string().optional(),
  })
  .meta({ id: 'Contact' });

/** The JSON body of each kind, with an example and the columns of the same as CSV. */
export const BODIES = {
  incidents: {
    schema: z.object({ incidents: z.array(z.union([INCIDENT, WITHDRAWAL])) }).meta({ id: 'Incidents' }),
    example: {
      incidents: [
        {
          externalId: '8841',
          pupil: { upn: 'W999000020010' },
          occurredAt: '2026-09-14T10:40:00+01:00',
          recordedAt: '2026-09-14T11:02:00+01:00',
          category: 'Wellbeing',
          narrative: 'Came in without a coat and said the heating had been off since Friday.',
          recordedBy: 'Class teacher',
          actions: [{ what: 'Spoke to the office about a coat', by: 'Class teacher' }],
        },
      ],
    },
    columns: 'externalId,upn,occurredAt,recordedAt,category,narrative,recordedBy',
  },
  attendance: {
    schema: z.object({ marks: z.array(MARK) }).meta({ id: 'Marks' }),
    example: { marks: [{ upn: 'W999000020010', date: '2026-09-14', session: 'AM', code: '/' }] },
    columns: 'upn,date,session,code',
  },
  pupils: {
    schema: z.object({ pupils: z.array(PUPIL) }).meta({ id: 'Pupils' }),
    example: {
      pupils: [
        {
          upn: 'W999000020010',
          forename: 'Ottoline',
          surname: 'Thistlewick',
          date_of_birth: '2015-03-09',
          year_group: '6',
          household_id: 'h-17',
          ehcp: 0,
        },
      ],
    },
    columns: 'upn,forename,surname,date_of_birth,year_group,school_urn,household_id,ehcp,fsm,date_joined',
  },
  contacts: {
    schema: z.object({ contacts: z.array(CONTACT) }).meta({ id: 'Contacts' }),
    example: {
      contacts: [
        {
          upn: 'W999000020010',
          at: '2026-09-15T16:10:00',
          method: 'visit',
          seen: true,
          by: 'Attendance officer',
        },
      ],
    },
    columns: 'upn,at,method,seen,by,note',
  },
} as const;
