import { alive } from '../statement.ts';
import type { ObjectHook } from './types.ts';

/** An attachment is measured. */
export const attachmentHook: ObjectHook = {
  beforeTriggers(statement) {
    for (const row of alive(statement)) {
      const body = row.next.values.get('Body');
      row.next.values.set('BodyLength', body instanceof Uint8Array ? body.length : 0);
    }
  }
};
