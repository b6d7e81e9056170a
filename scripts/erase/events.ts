import { events } from '../shared/log.ts';

export const log = events({
  'erase.verified': { families: 'count', marks: 'count', setAgain: 'count', returned: 'count' }
});
