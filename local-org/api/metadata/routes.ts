import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Deployments } from '../../deploy/deployments.ts';
import type { Org } from '../../org.ts';
import type { Credentials } from '../auth/credentials.ts';
import { answerOf, report } from '../errors.ts';
import { answer, demandSession } from '../soap/routes.ts';
import { envelope } from '../soap/xml.ts';
import type { Answer, Call } from '../types.ts';
import { demandDeployer } from './access.ts';
import { answerDeployRequest } from './rest.ts';
import { MetadataSoap } from './soap.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
/** Source: Metadata API limits: a SOAP request holds 50 MB, of which a zip in base64 fills three quarters. */
const PACKAGE_LIMIT = 50 * 1024 * 1024;

type CallOf = (request: FastifyRequest, body: unknown) => Call;
type Send = (reply: FastifyReply, answer: Answer) => FastifyReply;

/** The Metadata API: SOAP, and deployments over REST. */
export function registerMetadata(app: FastifyInstance, org: Org, credentials: Credentials, callOf: CallOf, send: Send): void {
  const deployments = new Deployments(org, report);
  const soap = new MetadataSoap(org, deployments);
  app.addHook('onClose', () => deployments.stop());
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: PACKAGE_LIMIT }, (_request, body, parsed) => parsed(null, body));
    scope.post('/services/Soap/m/*', { bodyLimit: PACKAGE_LIMIT }, (request, reply) =>
      answer(request, reply, NAMESPACE, async (given) => {
        const userId = demandSession(credentials, given);
        demandDeployer(org, userId);
        return envelope(NAMESPACE, await soap.answer(userId, given));
      })
    );
    const deployRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const run = async (): Promise<Answer> => answerDeployRequest(deployments, callOf(request, undefined), raw);
      return send(reply, await run().catch(answerOf));
    };
    for (const url of ['/services/data/:version/metadata/deployRequest', '/services/data/:version/metadata/deployRequest/:id'])
      scope.all(url, { bodyLimit: PACKAGE_LIMIT }, deployRequest);
    done();
  });
}
