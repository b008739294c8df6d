import { UNNUMBERED_INCIDENT_COLUMNS } from './fieldNames.ts';
import { incidentExport } from './incidentExport.ts';

/**
 * CPOMS's incident export. The supplier publishes no column names; its guides show that an entry has a
 * student, categories and subcategories, a text, a date and time that staff may set back, who made it,
 * linked students and actions. The names below are the ones those would go by, beside the usual ones.
 */
export const cpomsIncidents = incidentExport({
  ...UNNUMBERED_INCIDENT_COLUMNS,
  fields: {
    ...UNNUMBERED_INCIDENT_COLUMNS.fields,
    externalId: [...(UNNUMBERED_INCIDENT_COLUMNS.fields['externalId'] ?? []), 'cpoms id', 'entry id'],
    occurredAt: [
      ...(UNNUMBERED_INCIDENT_COLUMNS.fields['occurredAt'] ?? []),
      'incident date/time',
      'date/time of incident',
    ],
    narrative: ['incident text', ...(UNNUMBERED_INCIDENT_COLUMNS.fields['narrative'] ?? []), 'entry'],
    recordedBy: [...(UNNUMBERED_INCIDENT_COLUMNS.fields['recordedBy'] ?? []), 'added by user', 'assigned by'],
  },
});
