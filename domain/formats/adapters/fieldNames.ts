import type { Kind } from '../rows.ts';
import type { ColumnTable } from './columns.ts';

/**
 * The documented field names of each kind with the other names they are recognised by, for CSV columns and
 * JSON members alike. Field names are the ones problems are reported under.
 */
const PUPIL_IN_INCIDENT = {
  'pupil.upn': ['upn', 'unique pupil number', 'pupil upn', 'student upn', 'upn number'],
  'pupil.forename': [
    'forename',
    'first name',
    'given name',
    'legal forename',
    'pupil forename',
    'student forename',
  ],
  'pupil.surname': [
    'surname',
    'last name',
    'family name',
    'legal surname',
    'pupil surname',
    'student surname',
  ],
  'pupil.fullName': [
    'pupil',
    'pupil name',
    'student',
    'student name',
    'child',
    'name of child',
    'child name',
    'name',
    'full name',
  ],
  'pupil.dateOfBirth': ['date of birth', 'dob', 'd.o.b.', 'birth date', 'pupil dob', 'student dob'],
};

const INCIDENT_FIELDS = {
  externalId: [
    'id',
    'incident id',
    'incident number',
    'incident no',
    'incident ref',
    'reference',
    'ref',
    'record id',
    'concern id',
    'concern number',
    'concern ref',
  ],
  schoolUrn: ['urn'],
  ...PUPIL_IN_INCIDENT,
  occurredAt: [
    'occurred',
    'incident date',
    'date of incident',
    'date of concern',
    'concern date',
    'event date',
    'date and time',
    'date time',
    'incident date time',
    'date',
  ],
  occurredTime: [
    'incident time',
    'time of incident',
    'time of concern',
    'concern time',
    'event time',
    'time',
  ],
  recordedAt: [
    'recorded',
    'date recorded',
    'recorded on',
    'created',
    'created at',
    'created on',
    'date created',
    'logged',
    'logged at',
    'logged on',
    'date logged',
    'date added',
    'added on',
    'date submitted',
    'submitted at',
  ],
  recordedTime: ['time recorded', 'created time', 'time created', 'time logged'],
  category: [
    'categories',
    'incident category',
    'category of incident',
    'concern category',
    'category of concern',
    'type',
    'incident type',
    'concern type',
  ],
  subcategory: ['sub category', 'subcategories', 'sub categories', 'incident subcategory'],
  narrative: [
    'incident text',
    'details of what happened',
    'incident details',
    'concern details',
    'details of concern',
    'details',
    'description',
    'incident description',
    'incident',
    'concern',
    'text',
    'notes',
    'note',
    'comments',
    'what happened',
  ],
  linkedUpns: ['linked pupil upns', 'linked student upns', 'linked upn'],
  recordedBy: [
    'created by',
    'author',
    'reported by',
    'logged by',
    'added by',
    'submitted by',
    'staff',
    'staff member',
    'staff name',
    'member of staff',
    'user',
    'creator',
    'teacher',
  ],
  actions: ['action', 'actions taken', 'action taken', 'action log'],
  withdrawn: ['deleted', 'removed'],
};

const MARK_FIELDS = {
  upn: ['unique pupil number', 'pupil upn', 'student upn', 'upn number'],
  date: ['mark date', 'attendance date', 'session date', 'day'],
  session: ['am pm', 'session name', 'session type', 'half day', 'period'],
  code: [
    'mark',
    'attendance code',
    'attendance mark',
    'mark code',
    'session mark',
    'register mark',
    'registration code',
  ],
};

const PUPIL_FIELDS = {
  upn: ['unique pupil number', 'upn number', 'pupil upn', 'student upn'],
  former_upn: ['previous upn', 'old upn', 'temporary upn'],
  forename: ['first name', 'given name', 'legal forename', 'legal first name'],
  surname: ['last name', 'family name', 'legal surname', 'legal last name'],
  preferred_name: ['preferred forename', 'preferred first name', 'known as', 'chosen name'],
  former_surname: ['previous surname', 'birth surname'],
  date_of_birth: ['dob', 'd.o.b.', 'birth date'],
  year_group: ['year', 'nc year', 'nc year actual', 'national curriculum year', 'curriculum year'],
  school_urn: ['urn'],
  household_id: ['household', 'family id'],
  sibling_upns: ['siblings', 'sibling upn'],
  ehcp: ['ehc plan', 'education health and care plan', 'has ehcp'],
  fsm: ['free school meals', 'fsm eligible', 'eligible for free school meals', 'eligible for fsm'],
  sen_support: ['sen k', 'has sen support'],
  looked_after: ['cla', 'lac', 'in care', 'looked after child', 'child looked after'],
  cin: ['child in need'],
  cp_plan: ['child protection plan', 'child protection', 'cpp', 'cp'],
  young_carer: ['carer'],
  part_time_timetable: ['reduced timetable'],
  locality: ['area', 'ward'],
  address_key: ['uprn', 'address id'],
  date_joined: ['joined', 'date of admission', 'admission date', 'start date', 'entry date', 'date of entry'],
  date_left: ['left', 'leaving date', 'date of leaving', 'end date'],
};

const CONTACT_FIELDS = {
  upn: ['unique pupil number', 'upn number', 'pupil upn', 'student upn'],
  at: ['date and time', 'date time', 'contact date', 'date of contact', 'when', 'date'],
  time: ['contact time', 'time of contact'],
  method: ['contact method', 'type', 'contact type', 'how'],
  seen: ['child seen', 'pupil seen', 'was the child seen', 'was seen'],
  by: ['made by', 'seen by', 'staff', 'staff member', 'recorded by', 'contact by'],
  note: ['notes', 'comment', 'comments', 'details', 'outcome'],
};

/** A child can be told from a UPN or from a name. */
const ANY_IDENTITY = ['pupil.upn', 'pupil.surname', 'pupil.fullName'];

/** The columns of each kind as the documented CSV has them, with what must be there. */
export const GENERIC_COLUMNS: Readonly<Record<Kind, ColumnTable>> = {
  incidents: { fields: INCIDENT_FIELDS, required: ['externalId', ANY_IDENTITY, 'occurredAt', 'narrative'] },
  attendance: { fields: MARK_FIELDS, required: ['upn', 'date', 'session', 'code'] },
  pupils: { fields: PUPIL_FIELDS, required: [['upn', 'date_of_birth'], 'forename', 'surname'] },
  contacts: { fields: CONTACT_FIELDS, required: ['upn', 'at', 'method', 'seen'] },
};

/** As `GENERIC_COLUMNS.incidents`, for a source that need not number its incidents. */
export const UNNUMBERED_INCIDENT_COLUMNS: ColumnTable = {
  fields: INCIDENT_FIELDS,
  required: [ANY_IDENTITY, 'occurredAt', 'narrative'],
};
