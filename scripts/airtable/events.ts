import { events } from '../shared/log.ts';

export const log = events({
  'airtable.begun': { release: 'id', push: 'id', cells: 'count' },
  'airtable.ended': { release: 'id', push: 'id', cells: 'count', result: ['Finished', 'Stopped'] },
  'airtable.refused': { release: 'id', code: 'code' },
  'airtable.audited': { tables: 'count', records: 'count', findings: 'count', calls: 'count' }
});
