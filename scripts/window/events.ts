import { events } from '../shared/log.ts';

export const log = events({
  'window.opened': { window: 'id', for: 'id', hours: 'count' },
  'window.closed': { window: 'id' }
});
