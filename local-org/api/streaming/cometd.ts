/**
 * As much of CometD (Bayeux) as the Salesforce CLI's waiting for tests and logs needs: long polling, two system topics, no replay.
 * Source: Bayeux specification 1.0; Streaming API Developer Guide, "Bayeux Protocol, CometD, and Long Polling".
 */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { logsKept } from '../../apex/logs.ts';
import type { TestRuns } from '../../deploy/test-runs.ts';
import type { Org } from '../../org.ts';
import { apiUser } from '../auth/session.ts';
import type { Credentials } from '../auth/credentials.ts';
import { answerOf } from '../errors.ts';

const LOGS = '/systemTopic/Logging';
const TESTS = '/systemTopic/TestResult';
/** How long a client is held that nothing happens for. */
const HELD = 20_000;
/** Clients that have not been heard of for so long are gone. */
const GONE = 120_000;
const MOST_CLIENTS = 100;
const MOST_MESSAGES = 50;

interface Message {
  readonly channel?: unknown;
  readonly id?: unknown;
  readonly clientId?: unknown;
  readonly subscription?: unknown;
}
type Reply = Record<string, unknown>;

interface Client {
  readonly userId: string;
  readonly topics: Set<string>;
  waiting: Reply[];
  heard: number;
  /** Ends the request that is held now. */
  wake: (() => void) | null;
}

export class Streaming {
  private readonly clients = new Map<string, Client>();

  /** Answers the messages of one request, held while there is nothing to tell. */
  async answer(userId: string, messages: readonly Message[]): Promise<Reply[]> {
    const replies: Reply[] = [];
    for (const message of messages) replies.push(...(await this.one(userId, message)));
    return replies;
  }

  /** Tells those who have subscribed, of their own things only. */
  tell(topic: string, userId: string, id: string): void {
    for (const client of this.clients.values()) {
      if (client.userId !== userId || !client.topics.has(topic)) continue;
      const event = { type: topic === TESTS ? 'updated' : 'created', createdDate: new Date().toISOString() };
      client.waiting.push({ channel: topic, data: { event, sobject: { Id: id } } });
      client.wake?.();
    }
  }

  /** Ends every held request. */
  stop(): void {
    for (const client of this.clients.values()) client.wake?.();
    this.clients.clear();
  }

  private async one(userId: string, message: Message): Promise<Reply[]> {
    const { channel, id } = message;
    const common = { channel, ...(id === undefined ? {} : { id }) };
    if (channel === '/meta/handshake') return [{ ...common, ...this.handshake(userId) }];
    const clientId = String(message.clientId ?? '');
    const client = this.clients.get(clientId);
    if (client?.userId !== userId)
      return [{ ...common, successful: false, error: '403::Unknown client', advice: { reconnect: 'handshake', interval: 0 } }];
    client.heard = Date.now();
    const answered = { ...common, clientId, successful: true };
    switch (channel) {
      case '/meta/connect':
        await this.held(client);
        return [...client.waiting.splice(0), answered];
      case '/meta/subscribe':
      case '/meta/unsubscribe':
        return [{ ...answered, ...this.subscribe(client, channel, message.subscription) }];
      case '/meta/disconnect':
        this.clients.delete(clientId);
        client.wake?.();
        return [answered];
      default:
        return [{ ...common, successful: false, error: `400::Not supported by the local org: ${String(channel)}` }];
    }
  }

  private handshake(userId: string): Reply {
    for (const [id, { heard }] of this.clients) if (Date.now() - heard > GONE) this.clients.delete(id);
    if (this.clients.size >= MOST_CLIENTS) return { successful: false, error: '403::Too many clients' };
    const clientId = randomUUID().replaceAll('-', '');
    this.clients.set(clientId, { userId, topics: new Set(), waiting: [], heard: Date.now(), wake: null });
    const advice = { reconnect: 'retry', interval: 0, timeout: HELD * 2 };
    return { successful: true, version: '1.0', minimumVersion: '1.0', clientId, supportedConnectionTypes: ['long-polling'], advice };
  }

  private subscribe(client: Client, channel: string, subscription: unknown): Reply {
    const topic = String(subscription);
    if (topic !== LOGS && topic !== TESTS)
      return { subscription, successful: false, error: `400::Not supported by the local org: ${topic}` };
    if (channel === '/meta/subscribe') client.topics.add(topic);
    else client.topics.delete(topic);
    return { subscription };
  }

  /** A client that has subscribed to nothing yet is answered at once. */
  private async held(client: Client): Promise<void> {
    if (client.waiting.length > 0 || client.topics.size === 0) return;
    client.wake?.();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, HELD);
      client.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    client.wake = null;
  }
}

export function registerStreaming(scope: FastifyInstance, org: Org, credentials: Credentials, runs: TestRuns): void {
  const streaming = new Streaming();
  const ofLog = (from: Org, id: string, userId: string): void => {
    if (from.store === org.store) streaming.tell(LOGS, userId, id);
  };
  logsKept.on('log', ofLog);
  runs.ended = (job, userId) => streaming.tell(TESTS, userId, job);
  scope.addHook('preClose', async () => {
    logsKept.off('log', ofLog);
    streaming.stop();
  });
  scope.post('/cometd/:version', async (request, reply) => {
    try {
      const userId = apiUser(org, credentials, request);
      const messages = JSON.parse(Buffer.isBuffer(request.body) ? request.body.toString() : '') as unknown;
      const list = (Array.isArray(messages) ? messages : [messages]).map((each) => (each ?? {}) as Message);
      return await streaming.answer(userId, list.slice(0, MOST_MESSAGES));
    } catch (error) {
      if (error instanceof SyntaxError) return reply.code(400).send([{ successful: false, error: '400::Not valid JSON' }]);
      const { status, body } = answerOf(error);
      return reply.code(status).send(body);
    }
  });
}
