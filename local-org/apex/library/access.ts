import { SYSTEM, USER, type AccessMode } from '../../security/types.ts';
import { engine } from '../runtime/engine.ts';

/** `AccessLevel.USER_MODE` and `AccessLevel.SYSTEM_MODE`; the second keeps the sharing of the class it is used in. */
export class AccessLevel {
  readonly mode: 'user' | 'system';
  constructor(mode: 'user' | 'system') {
    this.mode = mode;
  }
  toString(): string {
    return `${this.mode.toUpperCase()}_MODE`;
  }
}
export const USER_MODE = new AccessLevel('user');
export const SYSTEM_MODE = new AccessLevel('system');

/** @returns what the level means where it is used; null (the class's own mode) for null. */
export function accessOf(level: AccessLevel | null): AccessMode | null {
  if (level === null) return null;
  return level.mode === 'user' ? USER : { ...SYSTEM, sharing: engine().sharing };
}
