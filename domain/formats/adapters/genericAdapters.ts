import { parseContact } from '../parse/parseContact.ts';
import { parseIncident } from '../parse/parseIncident.ts';
import { parsePupil } from '../parse/parsePupil.ts';
import { columnAdapter } from './columnAdapter.ts';
import { GENERIC_COLUMNS } from './fieldNames.ts';

/** The documented CSV of incidents: a row an incident. */
export const genericIncidents = columnAdapter('incidents', GENERIC_COLUMNS.incidents, parseIncident);
/** The documented CSV of pupils: a row a pupil. */
export const genericPupils = columnAdapter('pupils', GENERIC_COLUMNS.pupils, parsePupil);
/** The documented CSV of contacts: a row a contact. */
export const genericContacts = columnAdapter('contacts', GENERIC_COLUMNS.contacts, parseContact);
