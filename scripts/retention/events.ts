import { events } from '../shared/log.ts';

export const log = events({
  'retention.watched': { due: 'count', lookedFor: 'count' },
  'retention.looked': { disposal: 'id', files: 'count', texts: 'count', found: 'count', unreadable: 'count' },
  'retention.filed': { disposal: 'id', report: 'hash' }
});
