import { events } from '../shared/log.ts';

export const log = events({
  'pack.built': { request: 'id', part: ['officer', 'leads'], items: 'count', archive: 'hash' }
});
