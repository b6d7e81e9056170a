import { events } from '../shared/log.ts';

export const log = events({
  'migration.planned': { plan: 'hash', create: 'count', update: 'count', rejected: 'count', held: 'count' },
  'migration.began': { run: 'id', plan: 'hash' },
  'migration.resumed': { run: 'id' },
  'migration.step': { run: 'id', object: 'apiName', created: 'count', updated: 'count' },
  'migration.finished': { run: 'id', created: 'count', updated: 'count', rejected: 'count' },
  'migration.removed': { run: 'id', object: 'apiName', removed: 'count', stays: 'count' },
  'migration.opened': { rejected: 'count' },
  'migration.unlocked': { run: 'id' },
  'migration.signed': { decisions: 'hash' }
});
