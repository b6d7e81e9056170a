import { randomBytes } from 'node:crypto';
import type { Connection } from '@jsforce/jsforce-node';
import { codeOf } from '../shared/failure.ts';

export type Role = 'supporter' | 'stranger' | 'coordinator' | 'lead' | 'dpo' | 'analyst' | 'database' | 'integration';

/** What the steps hand on: ids of rows and the family's code. */
export interface Play {
  as(role: Role): Promise<Connection>;
  userId(role: Role): Promise<string>;
  readonly today: string;
  readonly programme: string;
  client: string;
  referral: string;
  code: string;
  concern: string;
  paper: string;
  /** A family whose support ended years ago, and the deletion that is decided of her. */
  old: { readonly client: string; readonly code: string; readonly disposal: string };
}

/** One step of the life of an invented family; `show` throws or answers false when the promise is not kept. */
export interface Step {
  readonly code: string;
  readonly promises: readonly string[];
  show(play: Play): Promise<boolean>;
}

/** Nobody: a name that occurs nowhere by chance, so that it can be looked for. */
export const NOBODY = { firstName: 'Drillia', lastName: 'Nobodyson' } as const;
/** Put in every free text: nobody is meant. */
export const DRILL = 'A drill: nobody is meant.';

/** A call that the supporter writes down. @param happenedAt ISO 8601, UTC */
export const contact = (clientId: string, happenedAt: string): Record<string, unknown> => ({
  clientId,
  happenedAt,
  kind: 'Call',
  direction: 'From us',
  reached: 'Yes',
  withWhom: 'Parent',
  minutes: 5,
  summary: DRILL
});

/** A referral as the coordinator takes it in. */
export const intake = (play: Play): Record<string, unknown> => ({
  requestKey: requestKey(),
  programmeId: play.programme,
  receivedOn: play.today,
  source: 'Self',
  channel: 'Phone',
  personAware: 'Yes',
  personAgreed: 'Yes',
  reason: DRILL,
  ...NOBODY,
  dateOfBirth: '1990-02-03',
  postcode: 'ZZ9 9ZZ',
  mobile: '07700 900555',
  contactCare: 'Usual',
  language: 'English',
  preferences: [{ channel: 'Call', allowed: 'Yes', askedAlone: 'Yes', contentLevel: 1 }],
  agreedOn: play.today,
  agreedMethod: 'Spoken'
});

/** The day some years earlier, in ISO form. */
export const yearsAgo = (today: string, years: number): string => {
  const day = new Date(`${today}T12:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() - years);
  return day.toISOString().slice(0, 10);
};

const REST = '/confide/v1';

export const requestKey = (): string => randomBytes(16).toString('hex');

export const post = async <T>(connection: Connection, path: string, body: object): Promise<T> =>
  (await connection.apex.post(REST + path, body)) as T;

/** @returns whether the org refuses; a fault of the network is no refusal */
export async function refused(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return false;
  } catch (error) {
    if (isClosed(error)) return true;
    if (
      !/^(FORBIDDEN|INSUFFICIENT|INVALID_|NOT_FOUND|REFUSED|CANNOT_|FIELD_|DELETE_|ENTITY_|ERROR_HTTP_4|CONFIDE|[A-Z_]*EXCEPTION)/.test(
        codeOf(error) ?? ''
      )
    )
      throw error;
    return true;
  }
}

/** The doorway answers a refusal with the shape of its answer, closed, and no error code. */
const isClosed = (error: unknown): boolean => (error as { data?: { opened?: boolean } }).data?.opened === false;

export const count = async (connection: Connection, from: string): Promise<number> =>
  (await connection.query(`SELECT COUNT() FROM ${from}`)).totalSize;

/** Rows that one sees: none where the object does not exist for her. */
export async function seen(connection: Connection, from: string): Promise<number> {
  try {
    return await count(connection, from);
  } catch (error) {
    if (codeOf(error) === 'INVALID_TYPE') return 0;
    throw error;
  }
}

export const rowsOf = async (play: Play, roles: readonly Role[], from: string): Promise<number[]> =>
  Promise.all(roles.map(async (role) => seen(await play.as(role), from)));

/** How many entries the log of looks has, from its chain and what waits to be sealed. */
export async function entries(connection: Connection): Promise<number> {
  let checked = 0;
  for (let from = ''; ;) {
    const answer = await connection.request<{
      rowsChecked: number;
      unsealed: number;
      complete: boolean;
      reached: { sequence: number; hash: string } | null;
    }>(`${connection.instanceUrl}/services/apexrest${REST}/access-log-chain${from}`);
    checked += answer.rowsChecked;
    if (answer.complete || !answer.reached) return checked + answer.unsealed;
    from = `?fromSequence=${answer.reached.sequence}&fromHash=${answer.reached.hash}`;
  }
}

/** A number that the org gave, made safe for a question. */
export const plain = (number: string): string => number.replace(/[^\w-]/g, '');
