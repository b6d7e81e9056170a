import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PlatformError } from '../../errors.ts';
import type { Org } from '../../org.ts';
import type { Credentials } from '../auth/credentials.ts';
import { report } from '../errors.ts';
import { demandAuthor } from '../tooling/routes.ts';
import { element, envelope, fault, readEnvelope } from './xml.ts';
import type { SoapRequest } from './xml.ts';

const PARTNER = 'urn:partner.soap.sforce.com';
const APEX = 'http://soap.sforce.com/2006/08/apex';

/** SOAP: the login of the partner API, and anonymous Apex as `sf apex run` calls it. */
export function registerSoap(app: FastifyInstance, org: Org, credentials: Credentials): void {
  app.post('/services/Soap/u/*', (request, reply) => answer(request, reply, PARTNER, (soap) => partner(org, credentials, soap, request)));
  app.post('/services/Soap/s/*', (request, reply) => answer(request, reply, APEX, (soap) => apex(org, credentials, soap, request)));
}

export async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  namespace: string,
  run: (soap: SoapRequest) => string | Promise<string>
): Promise<string> {
  void reply.header('content-type', 'text/xml; charset=utf-8');
  try {
    const soap = readEnvelope(Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '');
    if (!soap) throw new PlatformError('INVALID_REQUEST', 'The request is no SOAP envelope');
    return await run(soap);
  } catch (error) {
    void reply.code(500);
    if (error instanceof PlatformError) return fault(namespace, error.statusCode, error.message);
    report(error);
    return fault(namespace, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred.');
  }
}

function partner(org: Org, credentials: Credentials, soap: SoapRequest, request: FastifyRequest): string {
  const { operation, parameters } = soap;
  if (operation === 'login') {
    const userId = credentials.userByPassword(parameters['username'] ?? '', parameters['password'] ?? '');
    if (!userId) throw new PlatformError('INVALID_LOGIN', 'Invalid username, password, security token; or user locked out.');
    const url = `${request.protocol}://${request.host}${request.url}/${credentials.organizationId}`;
    return envelope(
      PARTNER,
      `<loginResponse><result>${element('metadataServerUrl', url.replace('/u/', '/m/'))}${element('passwordExpired', false)}${element('sandbox', false)}${element('serverUrl', url)}${element('sessionId', credentials.open(userId))}${element('userId', userId)}<userInfo>${userInfo(org, credentials, userId)}</userInfo></result></loginResponse>`
    );
  }
  const userId = demandSession(credentials, soap);
  if (operation === 'getUserInfo')
    return envelope(PARTNER, `<getUserInfoResponse><result>${userInfo(org, credentials, userId)}</result></getUserInfoResponse>`);
  if (operation === 'logout') {
    credentials.close(soap.sessionId!);
    return envelope(PARTNER, '<logoutResponse/>');
  }
  throw new PlatformError('FUNCTIONALITY_NOT_ENABLED', `Not supported by the local org: SOAP operation ${operation}`);
}

function userInfo(org: Org, credentials: Credentials, userId: string): string {
  const user = org.store.read('User', [userId])[0]!;
  const text = (name: string): string | null => (user.get(name) as string | null) ?? null;
  return [
    element('organizationId', credentials.organizationId),
    element('profileId', text('ProfileId')),
    element('userEmail', text('Email')),
    element('userFullName', text('Name')),
    element('userId', userId),
    element('userLanguage', text('LanguageLocaleKey')),
    element('userLocale', text('LocaleSidKey')),
    element('userName', text('Username')),
    element('userTimeZone', text('TimeZoneSidKey')),
    element('userType', text('UserType'))
  ].join('');
}

export function demandSession(credentials: Credentials, { sessionId }: SoapRequest): string {
  const userId = sessionId ? credentials.userOf(sessionId) : null;
  if (!userId) throw new PlatformError('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
  return userId;
}

function apex(org: Org, credentials: Credentials, soap: SoapRequest, _request: FastifyRequest): string {
  const userId = demandSession(credentials, soap);
  if (!org.security.hasUserPermission(userId, 'ApiEnabled'))
    throw new PlatformError('API_DISABLED_FOR_ORG', 'API is not enabled for this Organization or Partner');
  if (soap.operation !== 'executeAnonymous')
    throw new PlatformError('FUNCTIONALITY_NOT_ENABLED', `Not supported by the local org: SOAP operation ${soap.operation}`);
  demandAuthor({ org, userId });
  const result = org.apex.executeAnonymous(userId, soap.parameters['String'] ?? soap.parameters['apexcode'] ?? '');
  const header = `<DebuggingInfo>${element('debugLog', result.log)}</DebuggingInfo>`;
  const fields = (['column', 'compileProblem', 'compiled', 'exceptionMessage', 'exceptionStackTrace', 'line', 'success'] as const)
    .map((name) => element(name, result[name]))
    .join('');
  return envelope(APEX, `<executeAnonymousResponse><result>${fields}</result></executeAnonymousResponse>`, header);
}
