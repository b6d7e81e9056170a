/** Stands between a client and an org, and breaks the requests it is told to, before or after the org has acted on them. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export type Stage = 'create' | 'upload' | 'close' | 'poll' | 'failedResults' | 'successfulResults' | 'unprocessedrecords' | 'rows';
/**
 * `503`, `reset`, `silence` (the connection is closed without a word): the org never hears of the request. `late-…`: it has acted on it.
 * `cut`: half of the answer, then a reset. `cut-silent`: half of it, or a table without
 * its last row, then a close that looks like its end. `401`: the token has run out.
 */
export type Break = '503' | 'reset' | 'silence' | 'late-503' | 'late-reset' | 'late-silence' | 'cut' | 'cut-silent' | '401';

export interface Rule {
  readonly stage: Stage;
  readonly how: Break;
  /** Requests that it hits; the stage's next ones. */
  times: number;
}

export class FaultyProxy {
  readonly rules: Rule[] = [];
  /** Requests that were broken. */
  hits = 0;
  /** Told of each request, by its number: before it is passed on, and when the org has acted on it but not been heard. */
  onRequest: (count: number) => void | Promise<void> = () => undefined;
  onAnswer: (count: number) => void | Promise<void> = () => undefined;
  url = '';
  private count = 0;
  private readonly target: string;
  private readonly server = http.createServer((request, response) => void this.pass(request, response).catch(() => response.destroy()));

  constructor(target: string) {
    this.target = target;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async pass(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const number = ++this.count;
    await this.onRequest(number);
    const how = this.ruleFor(request);
    if (how) this.hits++;
    if (how === 'reset') return void request.socket.resetAndDestroy();
    const body = await buffer(request);
    if (how === 'silence') return void request.socket.end();
    if (how === '503') return void response.writeHead(503).end('busy');
    if (how === '401') return void response.writeHead(401).end('[{"errorCode":"INVALID_SESSION_ID","message":"x"}]');
    const answer = await this.ask(request, body);
    const content = await buffer(answer);
    await this.onAnswer(number);
    if (how === 'late-reset') return void request.socket.resetAndDestroy();
    if (how === 'late-silence') return void request.socket.end();
    if (how === 'late-503') return void response.writeHead(503).end('busy');
    const { 'transfer-encoding': _, connection: __, ...headers } = answer.headers;
    if (!how) return void response.writeHead(answer.statusCode!, { ...headers, 'content-length': content.length }).end(content);
    this.cut(how, response, answer.statusCode!, headers, content);
  }

  private cut(how: Break, response: http.ServerResponse, status: number, headers: http.IncomingHttpHeaders, content: Buffer): void {
    const lastLine = content.lastIndexOf('\n"') + 1;
    const isTable = headers['content-type']?.startsWith('text/csv') && how === 'cut-silent';
    const half = content.subarray(0, isTable ? lastLine : Math.floor(content.length / 2));
    const { socket } = response;
    if (how === 'cut') {
      response.writeHead(status, { ...headers, 'content-length': content.length }).write(half, () => socket?.resetAndDestroy());
      return;
    }
    // Without a length and with its connection closed, half an answer looks whole.
    delete headers['content-length'];
    response.useChunkedEncodingByDefault = false;
    response.writeHead(status, { ...headers, connection: 'close' }).end(half);
  }

  private ask(request: http.IncomingMessage, body: Buffer): Promise<http.IncomingMessage> {
    const headers = { ...request.headers, 'content-length': String(body.length), 'accept-encoding': 'identity' };
    return new Promise((resolve, reject) => {
      const passed = http.request(new URL(request.url!, this.target), { method: request.method!, headers }, resolve);
      passed.once('error', reject).end(body);
    });
  }

  private ruleFor(request: http.IncomingMessage): Break | null {
    const rule = this.rules.find(({ stage, times }) => times > 0 && stage === stageOf(request));
    if (!rule) return null;
    rule.times--;
    return rule.how;
  }
}

function stageOf({ method, url = '' }: http.IncomingMessage): Stage | null {
  const result = /\/(failedResults|successfulResults|unprocessedrecords)$/.exec(url)?.[1];
  if (result) return result as Stage;
  if (/\/jobs\/query\/\w+\/results/.test(url)) return 'rows';
  if (!/\/jobs\/ingest/.test(url)) return null;
  return ({ POST: 'create', PUT: 'upload', PATCH: 'close', GET: 'poll' } as const)[method as 'GET'] ?? null;
}
