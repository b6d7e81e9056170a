/**
 * A day's mixed traffic of a small charity in ten minutes at most: queries, searches, saves, composites, loads in bulk, Apex, and bodies
 * that are refused. Every request must be answered without a fault of the org's own, and neither memory nor open files may grow with
 * them. Usage: node local-org/bench/soak.ts [--minutes N] [--requests N]; ends with 1 when one of these does not hold.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { GARDEN } from '../fixtures/index.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '9' }, requests: { type: 'string', default: '20000' } } });
const END = Date.now() + Math.min(Number(values.minutes), 10) * 60_000;
const REQUESTS = Number(values.requests);
const CLIENTS = 6;
/** How much more memory than after warming up is no leak: pages that SQLite keeps, and code that V8 made quicker. */
const SPARE_MB = 120;

interface Sample {
  readonly requests: number;
  readonly megabytes: number;
  readonly files: number;
}
const counts = new Map<string, number>();
const faults: string[] = [];
let requests = 0;

/** What the system tells of the process; nothing where there is no /proc. */
function sample(child: ChildProcess): Sample {
  const proc = `/proc/${child.pid}`;
  if (!existsSync(proc)) return { requests, megabytes: 0, files: 0 };
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`${proc}/status`, 'utf8'))?.[1] ?? '0';
  return { requests, megabytes: Number(kilobytes) / 1024, files: readdirSync(`${proc}/fd`).length };
}

/** One user: asks, and looks at each answer. */
class Client {
  private readonly url: string;
  private readonly token: string;

  constructor(url: string, token: string) {
    this.url = url;
    this.token = token;
  }

  async send(what: string, method: string, address: string, body?: unknown, type = 'application/json'): Promise<Record<string, unknown>> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const started = performance.now();
    try {
      const answer = await fetch(`${this.url}/services/data/v67.0/${address}`, {
        method,
        headers: { authorization: `Bearer ${this.token}`, ...(text === undefined ? {} : { 'content-type': type }) },
        ...(text === undefined ? {} : { body: text }),
        signal: AbortSignal.timeout(60_000)
      });
      const said = await answer.text();
      if (answer.status >= 500) faults.push(`${what}: ${answer.status} ${said.slice(0, 200)}`);
      return said.startsWith('{') ? (JSON.parse(said) as Record<string, unknown>) : {};
    } catch (error) {
      faults.push(`${what}: no answer after ${Math.round(performance.now() - started)} ms (${(error as Error).name})`);
      return {};
    } finally {
      requests++;
      counts.set(what, (counts.get(what) ?? 0) + 1);
    }
  }

  /** One person's few minutes. */
  async round(n: number): Promise<void> {
    const query = (text: string) => this.send('query', 'GET', `query?q=${encodeURIComponent(text)}`);
    const made = await this.send('create', 'POST', 'sobjects/Garden__c', { Name: `Garden ${n}`, Area__c: n % 50 });
    const id = String(made['id']);
    await query(`SELECT Id, Name, Owner.Name, (SELECT Id FROM Plots__r) FROM Garden__c WHERE Area__c > ${n % 40} ORDER BY Name LIMIT 50`);
    await this.send('read', 'GET', `sobjects/Garden__c/${id}`);
    await this.send('update', 'PATCH', `sobjects/Garden__c/${id}`, { Area__c: 7 });
    await query('SELECT Status__c, COUNT(Id) FROM Garden__c GROUP BY ROLLUP(Status__c)');
    await this.send('search', 'GET', `search?q=${encodeURIComponent(`FIND {Garden ${n}} RETURNING Garden__c(Id LIMIT 5)`)}`);
    const compositeRequest = ['Plot__c', 'Garden__c'].map((name) => ({
      method: 'GET',
      url: `/services/data/v67.0/sobjects/${name}/describe`,
      referenceId: name
    }));
    await this.send('composite', 'POST', 'composite', { compositeRequest });
    await this.send(
      'Apex',
      'GET',
      `tooling/executeAnonymous?anonymousBody=${encodeURIComponent(`Integer i = ${n % 3}; System.assertEquals(6, 6 / i);`)}`
    );
    await this.send('refused', 'POST', 'sobjects/Garden__c', n % 2 ? '{"Name": ' : '['.repeat(20_000));
    await query(`SELECT Nope${n} FROM Garden__c WHERE ${'('.repeat(n % 300)}`);
    if (n % 10 === 0) await this.load(n);
    await this.send('delete', 'DELETE', `sobjects/Garden__c/${id}`);
  }

  /** A load in bulk, and what it made is deleted again. */
  private async load(n: number): Promise<void> {
    const job = async (operation: string, csv: string): Promise<void> => {
      const { id } = await this.send('bulk', 'POST', 'jobs/ingest', { object: 'Garden__c', operation, lineEnding: 'LF' });
      await this.send('bulk', 'PUT', `jobs/ingest/${String(id)}/batches`, csv, 'text/csv');
      await this.send('bulk', 'PATCH', `jobs/ingest/${String(id)}`, { state: 'UploadComplete' });
      for (let state = ''; !/JobComplete|Failed|Aborted/.test(state) && Date.now() < END + 30_000;)
        state = String((await this.send('bulk', 'GET', `jobs/ingest/${String(id)}`))['state']);
      await this.send('bulk', 'DELETE', `jobs/ingest/${String(id)}`);
    };
    await job('insert', `Name,Area__c\n${Array.from({ length: 200 }, (_, i) => `Load ${n} ${i},${i % 3 ? i : 'wrong'}`).join('\n')}\n`);
    const found = await this.send(
      'query',
      'GET',
      `query?q=${encodeURIComponent(`SELECT Id FROM Garden__c WHERE Name LIKE 'Load ${n} %'`)}`
    );
    const rows = (found['records'] ?? []) as { Id: string }[];
    await job('delete', `Id\n${rows.map((row) => row.Id).join('\n')}\n`);
  }
}

async function tokenFrom(url: string): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'password',
    client_id: 'soak',
    client_secret: 'soak',
    username: 'admin@demo.example',
    password: 'demo'
  });
  const answer = await fetch(`${url}/services/oauth2/token`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function traffic(child: ChildProcess, url: string): Promise<Sample[]> {
  const samples: Sample[] = [];
  const token = await tokenFrom(url);
  let rounds = 0;
  const clients = Array.from({ length: CLIENTS }, async () => {
    const client = new Client(url, token);
    while (requests < REQUESTS && Date.now() < END) await client.round(rounds++);
  });
  const watch = setInterval(() => samples.push(sample(child)), 2000);
  await Promise.all(clients);
  clearInterval(watch);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  samples.push(sample(child));
  return samples;
}

/** @returns what does not hold. */
function judge(samples: readonly Sample[]): string[] {
  const wrong = [...faults.slice(0, 20)];
  const last = samples.at(-1)!;
  const warm = samples.find((each) => each.requests >= last.requests / 3) ?? last;
  for (const { requests: at, megabytes, files } of samples.filter(
    (_, i) => i % Math.ceil(samples.length / 12) === 0 || i === samples.length - 1
  ))
    console.log(`after ${String(at).padStart(6)} requests: ${megabytes.toFixed(0)} MB, ${files} open files`);
  if (last.megabytes > warm.megabytes + SPARE_MB)
    wrong.push(`memory grew from ${warm.megabytes.toFixed(0)} to ${last.megabytes.toFixed(0)} MB`);
  // Connections that clients keep are open files too.
  if (last.files > warm.files + CLIENTS) wrong.push(`open files grew from ${warm.files} to ${last.files}`);
  return wrong;
}

const data = mkdtempSync(path.join(tmpdir(), 'soak-'));
const child = fork(path.join(import.meta.dirname, '..', 'cli.ts'), ['start', '--port', '0', '--source', GARDEN, '--data', data], {
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  execArgv: ['--disable-warning=ExperimentalWarning']
});
try {
  const url = await new Promise<string>((resolve, reject) => {
    child.on('message', (message: { url?: string }) => message.url && resolve(message.url));
    child.once('exit', (code) => reject(new Error(`The org ended with ${code}`)));
  });
  const started = Date.now();
  const samples = await traffic(child, url);
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`${requests} requests in ${seconds} s: ${[...counts].map(([what, count]) => `${what} ${count}`).join(', ')}`);
  const wrong = judge(samples);
  console.log(wrong.length ? `Not well:\n${wrong.join('\n')}` : 'Every request was answered, memory and open files stayed flat.');
  process.exitCode = wrong.length ? 1 : 0;
} finally {
  child.removeAllListeners('exit');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  rmSync(data, { recursive: true });
}
