import type { AccessMode } from '../../security/types.ts';
import type { Sharing } from '../bind/symbols.ts';

/** What the running class makes of database work: its mode, and whether the class enforces sharing. */
export interface Running {
  readonly mode: 'user' | 'system';
  readonly sharing: boolean;
}

const ALL: Readonly<Record<string, Running>> = {
  'user+': { mode: 'user', sharing: true },
  'user-': { mode: 'user', sharing: false },
  'system+': { mode: 'system', sharing: true },
  'system-': { mode: 'system', sharing: false }
};

/** @returns the one object that stands for that combination. */
export function running(mode: 'user' | 'system', sharing: boolean): Running {
  return ALL[`${mode}${sharing ? '+' : '-'}`] as Running;
}

/** @returns what a class of that sharing and version makes of its caller's access; a constant where the caller does not matter. */
export function accessOf(sharing: Sharing, apiVersion: number): Running | ((caller: Running) => Running) {
  const mode = apiVersion >= 67 ? 'user' : 'system';
  if (sharing !== 'inherited') return running(mode, sharing === 'with');
  return (caller) => running(mode, caller.sharing);
}

/** @returns the access as the database services know it: in user mode sharing always holds. */
export function modeOf(access: Running): AccessMode {
  return access.mode === 'user' ? running('user', true) : access;
}
