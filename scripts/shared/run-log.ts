import { events } from './log.ts';

/** For an org's code that is not of the form of one. */
export const UNKNOWN = 'CODE_UNKNOWN';

/** What the tool did and how it ended: for who has to show it later. */
export const run = events({ 'run.ended': { command: 'command', org: 'id', exit: 'count', calls: 'count', error: 'code' } });
