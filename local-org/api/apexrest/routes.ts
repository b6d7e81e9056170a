import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Org } from '../../org.ts';
import type { Credentials } from '../auth/credentials.ts';
import { apiUser } from '../auth/session.ts';
import { answerOf } from '../errors.ts';
import { queryOf } from '../index.ts';

/** Hands a request below /services/apexrest to the package's own REST classes, as the user. */
export function answerApexRest(org: Org, credentials: Credentials, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  try {
    const userId = apiUser(org, credentials, request);
    const headers = Object.fromEntries(
      Object.entries(request.headers)
        .filter(([name]) => name !== 'authorization')
        .map(([name, value]) => [name, String(value ?? '')])
    );
    const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
    const path = request.url
      .replace(/\?.*$/s, '')
      .replace(/\/{2,}/g, '/')
      .slice('/services/apexrest'.length);
    const answer = org.apex.invokeRest(userId, {
      method: request.method,
      path,
      query: queryOf(request),
      headers,
      body
    });
    return reply.code(answer.status).headers(answer.headers).send(answer.body);
  } catch (error) {
    const answer = answerOf(error);
    return reply.code(answer.status).type('application/json;charset=UTF-8').send(JSON.stringify(answer.body));
  }
}
