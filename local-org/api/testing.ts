/** A served org for tests of the APIs, spoken to with plain fetch. */
import type { ApexService } from '../apex/types.ts';
import { createDml } from '../dml/index.ts';
import { gardenOrg } from '../fixtures/index.ts';
import type { Org } from '../org.ts';
import { createServer, listen } from '../server.ts';
import type { Server } from '../server.ts';

export interface Reply {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into any shape
  readonly body: any;
  readonly headers: Headers;
}

export interface Served {
  readonly org: Org;
  readonly url: string;
  readonly server: Server;
  readonly token: string;
  /** Request below /services/data/v67.0/, as the administrator unless another token is given. */
  call(method: string, path: string, body?: unknown, token?: string): Promise<Reply>;
  raw(path: string, init?: RequestInit): Promise<Reply>;
  close(): Promise<void>;
}

/** @param apex stands in for the Apex runtime: these tests are about the APIs. */
export async function serve(apex: Partial<ApexService> = {}): Promise<Served> {
  const org = Object.create(gardenOrg(), { apex: { value: { has: () => false, ...apex } } }) as Org;
  Object.defineProperty(org, 'dml', { value: createDml(org) });
  const server = createServer(org, { demoLogins: true, adminUsername: 'admin@demo.example' });
  const admin = server.credentials.userByName('admin@demo.example')!;
  server.credentials.setPassword(admin, 'demo');
  const token = server.credentials.open(admin);
  const url = await listen(server, 0);
  const raw = async (path: string, init: RequestInit = {}): Promise<Reply> => {
    const answer = await fetch(url + path, init);
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.startsWith('application/json');
    return { status: answer.status, body: isJson ? JSON.parse(text) : text, headers: answer.headers };
  };
  return {
    org,
    url,
    server,
    token,
    raw,
    call: (method, path, body, as = token) =>
      raw(`/services/data/v67.0/${path}`, {
        method,
        headers: { authorization: `Bearer ${as}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) })
      }),
    close: async () => {
      await server.app.close();
      org.store.close();
    }
  };
}
