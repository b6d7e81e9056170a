import { PlatformError } from '../../errors.ts';
import type { Deployments } from '../../deploy/deployments.ts';
import type { Answer, Call } from '../types.ts';
import { demandDeployer } from './access.ts';
import { deployOptions } from './options.ts';
import type { Given } from './options.ts';

/** `metadata/deployRequest…`: a package as a form, a validated package, the state of a deployment, its end. */
export async function answerDeployRequest(deployments: Deployments, call: Call, raw: Buffer): Promise<Answer> {
  demandDeployer(call.org, call.userId);
  const id = /^metadata\/deployRequest(?:\/(\w+))?$/i.exec(call.path)?.[1];
  if (id !== undefined && call.method === 'GET')
    return { status: 200, body: { id, deployResult: deployments.result(id, call.query['includeDetails'] === 'true') } };
  if (id !== undefined && call.method === 'PATCH') {
    deployments.cancel(call.userId, id);
    return { status: 202, body: { id, deployResult: deployments.result(id, false) } };
  }
  if (id !== undefined || call.method !== 'POST') throw new PlatformError('METHOD_NOT_ALLOWED', `HTTP Method '${call.method}' not allowed`);
  const type = call.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\b/i.test(type)) {
    const validated = (JSON.parse(raw.toString('utf8') || '{}') as Given)['validatedDeployRequestId'];
    if (typeof validated !== 'string')
      throw new PlatformError('INVALID_REQUEST', 'The request needs a package, or validatedDeployRequestId');
    return { status: 201, body: { id: deployments.deployValidated(call.userId, validated), validatedDeployRequestId: validated } };
  }
  const { zip, options } = await partsOf(raw, type);
  const made = deployments.deploy(call.userId, zip, options);
  return { status: 201, body: { id: made, deployOptions: options, deployResult: deployments.result(made, false) } };
}

async function partsOf(raw: Buffer, type: string): Promise<{ zip: Buffer; options: ReturnType<typeof deployOptions> }> {
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData().catch(() => null);
  const [file, content] = [form?.get('file'), form?.get('entity_content') ?? form?.get('json')];
  if (!(file instanceof Blob) || content === null || content === undefined)
    throw new PlatformError('INVALID_REQUEST', 'The request needs the parts file and entity_content');
  const text = typeof content === 'string' ? content : await content.text();
  let given: { deployOptions?: Given };
  try {
    given = JSON.parse(text) as typeof given;
  } catch {
    throw new PlatformError('JSON_PARSER_ERROR', 'The part entity_content is not valid JSON');
  }
  return { zip: Buffer.from(await file.arrayBuffer()), options: deployOptions(given.deployOptions ?? {}) };
}
