import { transact } from '../transaction.ts';
import { parseJson, typed } from './library/json/read.ts';
import { writeJson } from './library/json/write.ts';
import { restExchange, RestRequestValue, RestResponseValue } from './library/System/Rest.ts';
import { asException } from './faults.ts';
import type { ApexEngine } from './runtime/apex-engine.ts';
import type { UserClass, UserMethod } from './runtime/type.ts';
import type { RestRequestData, RestResponseData } from './types.ts';
import { ApexBlob, ApexException, ApexMap, raise } from './values/index.ts';

const JSON_TYPE = { 'content-type': 'application/json;charset=UTF-8' };

/**
 * Dispatches to the @RestResource class whose urlMapping fits best, to the method of the HTTP verb. Parameters come from the JSON
 * body by name; what the method returns is the body unless it filled RestContext.response. An unhandled exception is answered
 * 500 in Salesforce's array shape.
 */
export function invokeRest(engine: ApexEngine, userId: string, data: RestRequestData): RestResponseData {
  const path = `/${data.path.replace(/^\/?(services\/apexrest)?\/?/, '').replace(/\/+$/, '')}`;
  const resource = resourceFor(engine, path);
  if (!resource) return failure(404, 'NOT_FOUND', 'Could not find a match for URL');
  if (!engine.org.security.canExecuteApex(userId, resource.cls.name.split('.')[0] as string))
    return failure(403, 'FORBIDDEN', `You do not have access to the Apex class named: ${resource.cls.name}`);
  const annotation = `http${data.method.toLowerCase()}`;
  const method = resource.cls.methods.find((m) => m.isStatic && m.annotations.some((a) => a.name.toLowerCase() === annotation));
  if (!method)
    return failure(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${data.method}' not allowed. Allowed are ${allowed(resource.cls).join(',')}`);
  try {
    return transact(engine.org, userId, 'rest', () => engine.enter(() => call(method, data, path, resource.mapping)));
  } catch (error) {
    const exception = asException(error);
    if (!(exception instanceof ApexException)) throw error;
    const status = exception.typeName === 'System.JSONException' ? 400 : 500;
    return failure(
      status,
      status === 400 ? 'JSON_PARSER_ERROR' : 'APEX_ERROR',
      `${exception.typeName}: ${exception.given ?? ''}\n\n${exception.apexStack ?? ''}`.trim()
    );
  }
}

function failure(status: number, errorCode: string, message: string): RestResponseData {
  return { status, headers: JSON_TYPE, body: JSON.stringify([{ errorCode, message }]) };
}

interface Resource {
  readonly cls: UserClass;
  readonly mapping: string;
  readonly pattern: RegExp;
}

/** What the classes of an engine answer at: looked for among all of them once. */
const known = new WeakMap<ApexEngine, readonly Resource[]>();

/** An exact mapping before any other, then the longest that fits; `*` stands for anything. */
function resourceFor(engine: ApexEngine, path: string): Resource | null {
  const resources = known.get(engine) ?? resourcesOf(engine);
  known.set(engine, resources);
  let best: Resource | null = null;
  for (const resource of resources) {
    const { mapping, pattern } = resource;
    if (mapping === path) return resource;
    const fits = pattern.test(path) || (mapping.endsWith('/*') && path === mapping.slice(0, -2));
    if (fits && (!best || mapping.length > best.mapping.length)) best = resource;
  }
  return best;
}

function resourcesOf(engine: ApexEngine): Resource[] {
  return [...engine.userClasses()].flatMap(({ user }) => {
    const mapping = user?.annotations.find((a) => a.name.toLowerCase() === 'restresource')?.values['urlmapping'];
    if (!user || typeof mapping !== 'string') return [];
    const pattern = mapping
      .replace(/\/+$/, '')
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*');
    return [{ cls: user, mapping, pattern: new RegExp(`^${pattern}$`) }];
  });
}

function allowed(cls: UserClass): string[] {
  return cls.methods.flatMap((m) => m.annotations.map((a) => /^http(\w+)$/i.exec(a.name)?.[1]?.toUpperCase() ?? '')).filter(Boolean);
}

function call(method: UserMethod, data: RestRequestData, path: string, mapping: string): RestResponseData {
  const request = new RestRequestValue();
  const response = new RestResponseValue();
  request.httpMethod = data.method.toUpperCase();
  request.requestURI = path;
  request.resourcePath = `/services/apexrest${mapping}`;
  request.requestBody = new ApexBlob(Buffer.from(data.body, 'utf8'));
  for (const [name, value] of Object.entries(data.headers)) (request.headers as ApexMap).put(name, value);
  for (const [name, value] of Object.entries(data.query)) (request.params as ApexMap).put(name, value);
  Object.assign(restExchange(), { request, response });
  const returned = method.invoke(null, readParameters(method, data));
  const headers = Object.fromEntries([...(response.headers as ApexMap<string, string>).entries()].map(([k, v]) => [k.toLowerCase(), v]));
  const own = response.responseBody ? new TextDecoder().decode(response.responseBody.bytes) : null;
  const body = own ?? (method.returns.kind === 'void' ? '' : writeJson(returned));
  return { status: response.statusCode ?? 200, headers: { ...(body ? JSON_TYPE : {}), ...headers }, body };
}

function readParameters(method: UserMethod, data: RestRequestData): unknown[] {
  if (method.parameters.length === 0) return [];
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(data.body || '{}') as Record<string, unknown>;
  } catch {
    raise('JSONException', 'Unexpected character in the request body');
  }
  return method.parameters.map((p) => (body[p.name] === undefined ? null : typed(parseJson(JSON.stringify(body[p.name])), p.type, false)));
}
