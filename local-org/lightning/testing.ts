/** An org with screens for tests: the invented gardens, an app over them, and people with and without access. */
import path from 'node:path';
import { bootOrg } from '../boot.ts';
import { GARDEN } from '../fixtures/index.ts';
import type { Org } from '../org.ts';
import { SRecord } from '../schema/record.ts';
import type { Value } from '../schema/types.ts';
import { SYSTEM } from '../security/types.ts';
import { createServer, listen } from '../server.ts';
import { transact } from '../transaction.ts';
import { registerUi } from './index.ts';

export const GREENHOUSE = path.join(import.meta.dirname, 'fixtures', 'greenhouse');

export interface Bench {
  readonly org: Org;
  readonly adminId: string;
  /** Holds the permission sets of the gardens and the app. */
  readonly gardenerId: string;
  /** Holds nothing. */
  readonly strangerId: string;
  /** Inserts a row as the administrator, in system mode. @returns its id */
  insert(object: string, values: Record<string, Value>): string;
  /** Changes a row as the administrator, in system mode. */
  change(object: string, id: string, values: Record<string, Value>): void;
}

/** @returns the org, with a gardener and a stranger. */
export function bench(): Bench {
  const org = bootOrg({ packageDirs: [GARDEN, GREENHOUSE], database: ':memory:' });
  const one = (sql: string) => org.store.all(sql)[0]!['id'] as string;
  const adminId = one(`SELECT "Id" AS id FROM "User" WHERE "Username" = 'admin@demo.example'`);
  const insert: Bench['insert'] = (object, values) => save('insert', object, values);
  const change: Bench['change'] = (object, id, values) => void save('update', object, { Id: id, ...values });
  const save = (operation: 'insert' | 'update', object: string, values: Record<string, Value>) =>
    transact(org, adminId, 'api', () => {
      const record = new SRecord(org.schema.object(object)!);
      for (const [name, value] of Object.entries(values)) record.set(name, value);
      const [result] = org.dml.save(operation, [record], { userId: adminId, access: SYSTEM, allOrNone: true });
      if (!result?.success) throw new Error(JSON.stringify(result?.errors));
      return result.id!;
    });
  const ProfileId = one(`SELECT "Id" AS id FROM "Profile" WHERE "Name" = 'Minimum Access - Salesforce'`);
  const person = (name: string, more: Record<string, Value>) =>
    insert('User', {
      Username: `${name}@demo.example`,
      Email: `${name}@demo.example`,
      LastName: name,
      Alias: name.slice(0, 8),
      ProfileId,
      TimeZoneSidKey: 'Europe/London',
      LocaleSidKey: 'en_GB',
      LanguageLocaleKey: 'en_GB',
      EmailEncodingKey: 'UTF-8',
      ...more
    });
  const gardenerId = person('gardener', {
    FirstName: 'Rosa',
    LastName: 'Marrow',
    Title: 'Gardener',
    AboutMe: 'Look after <gardens> & plots'
  });
  const strangerId = person('stranger', { Title: 'Stranger' });
  for (const name of ['Garden_Use', 'Greenhouse_Use'])
    insert('PermissionSetAssignment', {
      AssigneeId: gardenerId,
      PermissionSetId: one(`SELECT "Id" AS id FROM "PermissionSet" WHERE "Name" = '${name}'`)
    });
  return { org, adminId, gardenerId, strangerId, insert, change };
}

export interface Served extends Bench {
  readonly url: string;
  /** Calls as a page does. */
  call(
    address: string,
    body: unknown,
    cookie?: string,
    headers?: Record<string, string>
  ): Promise<{ status: number; body: any; cookie: string | null }>; // eslint-disable-line @typescript-eslint/no-explicit-any -- tests look into any shape
  signIn(username: string): Promise<string>;
  ready: Promise<void>;
  close(): Promise<void>;
}

/** Where a started org keeps them too: what is compiled once serves every test. */
const CACHE = path.join(import.meta.dirname, '..', '..', '.confide', 'cache');

export async function serveBench(): Promise<Served> {
  const base = bench();
  let ready: Promise<void> = Promise.resolve();
  const server = createServer(base.org, {
    demoLogins: true,
    adminUsername: 'admin@demo.example',
    mountUi: (app) => {
      ({ ready } = registerUi(app, base.org, { cacheDir: CACHE }));
    }
  });
  const url = await listen(server, 0);
  const call: Served['call'] = async (address, body, cookie, headers = { 'x-lightning-call': '1' }) => {
    const answer = await fetch(url + address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers, ...(cookie ? { cookie } : {}) },
      body: JSON.stringify(body)
    });
    const text = await answer.text();
    return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text, cookie: answer.headers.get('set-cookie') };
  };
  return {
    ...base,
    url,
    ready,
    call,
    signIn: async (username) => (await call('/lightning/session', { username })).cookie?.split(';')[0] ?? '',
    close: async () => {
      await server.app.close();
      await ready.catch(() => {});
      base.org.store.close();
    }
  };
}
