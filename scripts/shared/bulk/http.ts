/**
 * One request over Node's own client: a body that can be sent again, an answer that streams. Not fetch: it hides which side of a request
 * broke, and costs 30 MB.
 */
import http from 'node:http';
import https from 'node:https';
import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ApiBudget } from '../org/budget.ts';
import { faultOfAnswer, faultOfError } from './faults.ts';

/** Without a byte in either direction for so long, a connection counts as dead. */
const SILENCE = 120_000;
/** Of an answer that is read whole; results are not. */
const LONGEST_TEXT = 1024 * 1024;

export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly token: string;
  readonly type?: string;
  readonly body?: Buffer;
}

export interface Answer {
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Readable;
}

export class Http {
  private readonly base: URL;
  private readonly budget: ApiBudget;
  private readonly agent: http.Agent;
  private readonly silence: number;

  constructor(instanceUrl: string, budget: ApiBudget, silence = SILENCE) {
    this.base = new URL(instanceUrl);
    this.budget = budget;
    this.silence = silence;
    this.agent = new (this.base.protocol === 'https:' ? https : http).Agent({ keepAlive: true, maxSockets: 2 });
  }

  /** @throws Fault when there is no answer, or none of 2xx. */
  async send(ask: Ask): Promise<Answer> {
    const response = await this.exchange(ask).catch((error: unknown) => {
      this.budget.note(null);
      throw faultOfError(error);
    });
    this.budget.note(headerOf(response, 'sforce-limit-info'));
    const body = unpacked(response);
    const status = response.statusCode ?? 0;
    if (status >= 200 && status < 300) return { headers: response.headers, body };
    const text = await readText(body).catch(() => '');
    throw faultOfAnswer(status, text, response.headers['retry-after']);
  }

  close(): void {
    this.agent.destroy();
  }

  private exchange({ method, path, token, type, body }: Ask): Promise<http.IncomingMessage> {
    const headers: http.OutgoingHttpHeaders = {
      authorization: `Bearer ${token}`,
      accept: 'application/json, text/csv',
      'accept-encoding': 'gzip',
      'sforce-call-options': 'client=confide',
      ...(body ? { 'content-type': type, 'content-length': body.length } : {})
    };
    this.budget.bytesUp += body?.length ?? 0;
    return new Promise((resolve, reject) => {
      const client = this.base.protocol === 'https:' ? https : http;
      const request = client.request(new URL(path, this.base), { method, headers, agent: this.agent });
      request.setTimeout(this.silence, () => request.destroy(Object.assign(new Error('silent'), { code: 'ETIMEDOUT' })));
      request.once('error', reject);
      request.once('response', (response) => {
        response.on('data', (chunk: Buffer) => (this.budget.bytesDown += chunk.length)).pause();
        resolve(response);
      });
      request.end(body);
    });
  }
}

function unpacked(response: http.IncomingMessage): Readable {
  if (response.headers['content-encoding'] !== 'gzip') return response;
  return pipeline(response, createGunzip(), () => undefined);
}

/** @throws Fault when it does not arrive whole. */
export async function readText(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      if ((size += chunk.length) > LONGEST_TEXT) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw faultOfError(error);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function headerOf(response: http.IncomingMessage, name: string): string | undefined {
  const value = response.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}
