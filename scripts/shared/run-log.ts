import { events } from './log.ts';

/** What the tool did and how it ended: for who has to show it later. */
export const run = events({ 'run.ended': { command: 'command', org: 'id', exit: 'count', calls: 'count', error: 'code' } });
