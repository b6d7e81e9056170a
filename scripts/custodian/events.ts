import { events } from '../shared/log.ts';

export const log = events({ 'custodian.exported': { handover: 'id', archive: 'hash' } });
