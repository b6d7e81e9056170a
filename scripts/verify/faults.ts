import type { Finding } from './types.ts';

/** Each thing that may be wrong, with the promises that it breaks. Words: messages/verify.ts. */
export const FAULTS = {
  UNSEEN: ['P10'],
  OBJECT_MISSING: ['P10'],
  OBJECT_OPEN: ['P10', 'P15', 'P38'],
  FEED_ON: ['P10', 'P14'],
  FIELD_MISSING: ['P10'],
  FIELD_UNKNOWN: ['P04', 'P05', 'P32'],
  FIELD_UNCLASSIFIED: ['P04', 'P05'],
  HISTORY_ON: ['P10', 'P20', 'P26'],
  SET_MISSING: ['P10'],
  SET_OPENED: ['P10', 'P15', 'P38'],
  SET_CLOSED: ['P10'],
  ROLE_MISSING: ['P10'],
  ROLE_OPENED: ['P10', 'P15', 'P38'],
  ROLE_CLOSED: ['P10'],
  OBJECT_GRANTED: ['P10', 'P15', 'P38'],
  FIELD_GRANTED: ['P04', 'P05', 'P15'],
  CLASS_GRANTED: ['P10', 'P15'],
  ADMINISTRATORS: ['P10', 'P40'],
  ADMINISTRATOR_ROLE: ['P10', 'P40'],
  WHOLE_ORG: ['P10', 'P15', 'P38', 'P40'],
  TAKES_OUT: ['P10', 'P12', 'P17'],
  SET_BESIDES: ['P10', 'P15'],
  MEMBER_WITHOUT_ROLE: ['P15', 'P38'],
  ROLE_WITHOUT_MEMBER: ['P15'],
  GROUP_IN_GROUP: ['P15', 'P38'],
  QUEUE_MEMBER: ['P15', 'P38'],
  GUEST: ['P10', 'P12', 'P38'],
  APP: ['P12', 'P19', 'P32'],
  CREDENTIAL: ['P12', 'P19', 'P32'],
  SITE: ['P12', 'P19', 'P32'],
  TRANSIT: ['P34'],
  AT_REST: ['P34'],
  CLASS_MISSING: ['P10'],
  CLASS_CHANGED: ['P10'],
  TRIGGER_OFF: ['P10'],
  SHARED: ['P15', 'P38'],
  CONTROL: ['P10'],
  DUTY: ['P10'],
  STEP: ['P10'],
  DRIFT: ['P10']
} as const satisfies Record<string, readonly string[]>;

export type Fault = keyof typeof FAULTS;
export type Found = Finding<Fault>;

/** @param promises where the org itself says which promises rest on it */
export function finding(fault: Fault, subject: string, detail = '', promises: readonly string[] = FAULTS[fault]): Found {
  return { fault, subject, detail, promises };
}
