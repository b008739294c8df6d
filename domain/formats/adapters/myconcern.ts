import { UNNUMBERED_INCIDENT_COLUMNS } from './fieldNames.ts';
import { incidentExport } from './incidentExport.ts';

/**
 * MyConcern's concern export. The supplier publishes no column names; in its words an entry is a concern,
 * with a summary, details, concern types, and the person who raised or reported it.
 */
export const myConcernIncidents = incidentExport({
  ...UNNUMBERED_INCIDENT_COLUMNS,
  fields: {
    ...UNNUMBERED_INCIDENT_COLUMNS.fields,
    externalId: [
      ...(UNNUMBERED_INCIDENT_COLUMNS.fields['externalId'] ?? []),
      'myconcern id',
      'concern reference',
    ],
    occurredAt: [
      'concern date',
      ...(UNNUMBERED_INCIDENT_COLUMNS.fields['occurredAt'] ?? []),
      'date of event',
      'concern date/time',
    ],
    recordedAt: [
      ...(UNNUMBERED_INCIDENT_COLUMNS.fields['recordedAt'] ?? []),
      'date raised',
      'raised on',
      'date reported',
      'reported on',
    ],
    category: [
      ...(UNNUMBERED_INCIDENT_COLUMNS.fields['category'] ?? []),
      'concern types',
      'concern categories',
    ],
    narrative: [
      'concern details',
      ...(UNNUMBERED_INCIDENT_COLUMNS.fields['narrative'] ?? []),
      'concern summary',
      'summary',
    ],
    recordedBy: [
      ...(UNNUMBERED_INCIDENT_COLUMNS.fields['recordedBy'] ?? []),
      'raised by',
      'concern raised by',
    ],
  },
});
