import assert from 'node:assert/strict';
import { generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EXIT, ToolError } from '../exit.ts';
import { audience, myDomain, orgOrigin } from './address.ts';
import { requireConfirmation } from './confirm.ts';
import { orgConnection, type OrgIdentity } from './index.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ORG = { user_id: '005000000000001AAA', organization_id: '00D000000000001AAA' };

/** An org that grants tokens to a good JWT or secret, forgets the first one, and counts calls. */
describe('a login', () => {
  let server: Server;
  let url: string;
  let folder: string;
  const forms: URLSearchParams[] = [];
  let valid = '';
  const variables = [
    'CONFIDE_CLIENT_ID',
    'CONFIDE_CLIENT_SECRET',
    'CONFIDE_CLIENT_SECRET_FILE',
    'CONFIDE_JWT_KEY_FILE',
    'CONFIDE_PASSWORD'
  ];
  const asked = async (env: Record<string, string>, username?: string) => {
    for (const name of variables) delete process.env[name];
    Object.assign(process.env, env);
    return orgConnection({ instanceUrl: url, username });
  };
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'confide-login-'));
    writeFileSync(path.join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    writeFileSync(path.join(folder, 'secret'), 'the-secret\n', { mode: 0o600 });
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const answer = (status: number, body: object) =>
          response
            .writeHead(status, { 'content-type': 'application/json', 'Sforce-Limit-Info': 'api-usage=7/15000' })
            .end(JSON.stringify(body));
        if (request.url === '/services/oauth2/token') {
          const form = new URLSearchParams(Buffer.concat(chunks).toString());
          forms.push(form);
          if (form.get('client_secret') === 'wrong') return answer(400, { error: 'invalid_client', error_description: 'secret wrong' });
          valid = `token-${forms.length}`;
          return answer(200, { access_token: valid, instance_url: url });
        }
        if (request.headers.authorization !== `Bearer ${valid}`)
          return answer(401, [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired' }] as object);
        return answer(200, request.url === '/services/oauth2/userinfo' ? ORG : { done: true, totalSize: 0, records: [] });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  });
  after(() => {
    for (const name of variables) delete process.env[name];
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('by a key is signed, for that user, and addressed to the org', async () => {
    const org = await asked({ CONFIDE_CLIENT_ID: 'app', CONFIDE_JWT_KEY_FILE: path.join(folder, 'key.pem') }, 'loader@charity.example');
    assert.deepEqual([org.identity.userId, org.identity.orgId, org.identity.kind], [ORG.user_id, ORG.organization_id, 'local']);
    const [head, claims, signature] = forms.at(-1)!.get('assertion')!.split('.') as [string, string, string];
    assert.ok(verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), publicKey, Buffer.from(signature, 'base64url')));
    const { iss, sub, aud, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
    assert.deepEqual([iss, sub, aud], ['app', 'loader@charity.example', url]);
    assert.ok((exp as number) - Date.now() / 1000 <= 181);
  });

  it('by a secret reads it from a file; a wrong one is refused without being repeated', async () => {
    await asked({ CONFIDE_CLIENT_ID: 'app', CONFIDE_CLIENT_SECRET_FILE: path.join(folder, 'secret') });
    assert.equal(forms.at(-1)!.get('client_secret'), 'the-secret');
    await assert.rejects(asked({ CONFIDE_CLIENT_ID: 'app', CONFIDE_CLIENT_SECRET: 'wrong' }), (error: ToolError) => {
      assert.equal(error.exitCode, EXIT.blocked);
      assert.doesNotMatch(error.message, /wrong/);
      return true;
    });
  });

  it('is renewed when the session ends, once for all who ask, and every call is counted', async () => {
    const org = await asked({ CONFIDE_CLIENT_ID: 'app', CONFIDE_CLIENT_SECRET: 'x' });
    const before = forms.length;
    valid = 'ended';
    await Promise.all([org.connection.query('SELECT Id FROM Client__c'), org.connection.query('SELECT Id FROM Worker__c')]);
    assert.equal(forms.length, before + 1, 'one login for both');
    await Promise.all([org.renew(), org.renew()]);
    assert.equal(forms.length, before + 2);
    assert.equal(org.session().accessToken, valid);
    assert.deepEqual([org.budget.used, org.budget.limit], [7, 15000]);
    assert.ok(org.budget.calls >= 4);
  });

  it('refuses a key that is none, and a file that is not there', async () => {
    const secret = path.join(folder, 'secret');
    await assert.rejects(asked({ CONFIDE_CLIENT_ID: 'app', CONFIDE_JWT_KEY_FILE: secret }, 'a@b.example'), /private RSA key/);
    await assert.rejects(asked({ CONFIDE_CLIENT_ID: 'app', CONFIDE_CLIENT_SECRET_FILE: path.join(folder, 'none') }), /cannot be read/);
  });
});

describe('an address', () => {
  it('has a My Domain name, which production asks for, and a host that a JWT is addressed to', () => {
    const rows = ['https://acme.my.salesforce.com', 'https://acme--uat.sandbox.my.salesforce.com/', 'http://127.0.0.1:8067'].map(
      (address) => {
        const origin = orgOrigin(address);
        return [myDomain(origin), audience(origin)];
      }
    );
    assert.deepEqual(rows, [
      ['acme', 'https://login.salesforce.com'],
      ['acme--uat', 'https://test.salesforce.com'],
      ['127.0.0.1:8067', 'http://127.0.0.1:8067']
    ]);
  });
});

describe('a production org', () => {
  const acme: OrgIdentity = {
    ...{ orgId: ORG.organization_id, userId: ORG.user_id },
    myDomain: 'acme',
    kind: 'production',
    isProduction: true
  };
  const code = (expected: string) => (error: ToolError) => error.code === expected && error.exitCode === EXIT.usage;

  it('is changed only by who names it, and read without', () => {
    assert.throws(() => requireConfirmation(acme, undefined, true), code('CONFIRM_PRODUCTION'));
    requireConfirmation(acme, 'acme', true);
    requireConfirmation(acme, undefined, false);
  });

  it('is not meant by who names another, nor is a sandbox', () => {
    assert.throws(() => requireConfirmation(acme, 'acme--uat', true), code('CONFIRM_OTHER_ORG'));
    assert.throws(
      () => requireConfirmation({ ...acme, myDomain: 'acme--uat', kind: 'sandbox', isProduction: false }, 'acme', false),
      code('CONFIRM_OTHER_ORG')
    );
  });
});
