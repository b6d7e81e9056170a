/** The commands as they are typed: what a base holds of people is in nothing that they leave. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EXIT } from '../shared/exit.ts';
import { CANARY, canaryNest, type Nest } from '../shared/testing/canary.ts';
import { testConfig } from './testing/figures.ts';
import { AirtableServer, BASE, figureTable, TOKEN } from './testing/server.ts';

describe('confide airtable', () => {
  let server: AirtableServer;
  let nest: Nest;
  let env: NodeJS.ProcessEnv;
  let file: string;
  before(async () => {
    server = await new AirtableServer().start();
    // Runs that follow each other at once are no second apart: its penalty is tried in push.test.ts.
    server.now = () => server.requests.length * 1000;
    nest = canaryNest();
    file = testConfig(nest.inputs).file;
    env = { CONFIDE_AIRTABLE_URL: server.url, CONFIDE_AIRTABLE_TOKEN: TOKEN };
    const fields = Object.keys(CANARY).map((name, at) => ({
      id: `fld${at}`,
      name: `${name} ${CANARY.lastName}`,
      type: 'singleLineText',
      description: CANARY.note
    }));
    const values = Object.fromEntries(Object.entries(CANARY).map(([name, value]) => [`${name} ${CANARY.lastName}`, value]));
    const people = {
      id: 'tblPeople00000001',
      name: CANARY.name,
      description: CANARY.email,
      fields,
      records: [{ id: 'rec1', fields: values }]
    };
    server.bases.set(BASE, [figureTable(), people]);
  });
  after(async () => {
    nest.remove();
    await server.stop();
  });

  it('audits: codes and counts, exit code 1, and no value, name of a field or table', async () => {
    const { code, output } = await nest.run(['airtable', 'audit', '--config', file], env);
    assert.equal(code, EXIT.rejected, output);
    for (const sign of ['TABLE_NOT_ALLOWED 1', 'ROW_LEVEL 1', 'EMAIL', 'PHONE', 'POSTCODE', 'NHS_NUMBER', 'EXACT_DATE', 'NAME'])
      assert.ok(output.includes(sign), sign);
    const json = await nest.run(['airtable', 'audit', '--json', '--config', file], env);
    assert.equal((JSON.parse(json.stdout) as { status: number }).status, EXIT.rejected);
  });

  it('ends well where there are figures alone', async () => {
    const people = server.bases.get(BASE)!.pop()!;
    const { code, output } = await nest.run(['airtable', 'audit', '--config', file], env);
    assert.equal(code, EXIT.ok, output);
    assert.match(output, /Nothing was found that is not anonymous: 1 tables, 0 records/);
    server.bases.get(BASE)!.push(people);
  });

  it('repeats nothing that was typed, and nothing that Airtable answers to a wrong request', async () => {
    server.fault = (_request, response) => {
      response.writeHead(422).end(JSON.stringify({ error: { type: 'INVALID_REQUEST', message: `No "${CANARY.name}"` } }));
      return true;
    };
    const wrong = await nest.run(['airtable', 'audit', '--config', file], env);
    server.fault = undefined;
    assert.deepEqual([wrong.code, /422 INVALID_REQUEST/.test(wrong.output)], [EXIT.blocked, true]);
    const typed: string[][] = [
      ['audit', '--base', CANARY.name],
      ['audit', '--config', path.join('/nowhere', CANARY.postcode)],
      ['audit', '--token', CANARY.note],
      ['push', '--release', CANARY.name, '--send', CANARY.email]
    ];
    for (const args of typed) assert.equal((await nest.run(['airtable', ...args], env)).code, EXIT.usage, args[1]);
    const token = await nest.run(['airtable', 'audit', '--config', file], { ...env, CONFIDE_AIRTABLE_TOKEN: CANARY.note });
    assert.equal(token.code, EXIT.usage);
  });

  it('leaves nothing of a person, and nothing of the token, in output, log or state', () => {
    nest.assertSilent();
    assert.equal(server.received().includes(TOKEN), false);
  });
});
