import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EXIT } from './exit.ts';
import { confide } from './testing/run.ts';
import { CANARY, canariesIn } from './testing/canary.ts';

const nobody = ['--instance-url', 'http://127.0.0.1:9', '--username', 'a@b.example'];
const json = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

describe('confide', () => {
  it('asks which org when none is named', async () => {
    const { code, output } = await confide(['seed']);
    assert.equal(code, EXIT.usage);
    assert.match(output, /Say which org: --target-org ALIAS/);
  });

  it('refuses a flag that it does not know', async () => {
    const { code, output } = await confide(['seed', '--everything']);
    assert.equal(code, EXIT.usage);
    assert.match(output, /The command does not know --everything/);
  });

  it('says of a command that there is none, and where the list is', async () => {
    for (const args of [['bogus'], ['migrate', 'frob'], ['migrate', 'frob', '--folder', 'x']]) {
      const { code, output } = await confide(args);
      assert.equal(code, EXIT.usage);
      assert.match(output, /There is no such command\. See: confide --help/);
    }
  });

  it('says of a folder of migrations that there is none', async () => {
    const { code, output } = await confide(['migrate', 'validate', '--folder', '/nowhere/at-all']);
    assert.equal(code, EXIT.usage);
    assert.match(output, /There is no such folder/);
  });

  it('says what to do when nobody answers', async () => {
    const { code, output } = await confide(['seed', ...nobody], { CONFIDE_PASSWORD: 'x' });
    assert.equal(code, EXIT.remote);
    assert.match(output, /No org answers at http:\/\/127\.0\.0\.1:9\. Start it with npm start/);
  });

  it('answers --json with status, name, message and warnings', async () => {
    const { code, stdout } = await confide(['seed', '--json', ...nobody], { CONFIDE_PASSWORD: 'x' });
    assert.equal(code, EXIT.remote);
    const { status, name, warnings, message } = json(stdout);
    assert.deepEqual([status, name, warnings], [EXIT.remote, 'CONFIDE_REMOTE', []]);
    assert.match(message as string, /No org answers/);
  });

  it('never repeats what was typed, a password or a name', async () => {
    const typed = [
      ['seed', CANARY.name],
      ['seed', `--${CANARY.firstName.toLowerCase()}=${CANARY.phone}`],
      ['seed', '--api-budget', CANARY.name],
      ['seed', '--api-version', CANARY.name],
      ['seed', '--instance-url', CANARY.name],
      ['seed', '--folder', `/nowhere/${CANARY.postcode}`, ...nobody],
      [CANARY.lastName],
      ['seed', ...nobody.slice(0, 2), '--username', CANARY.email]
    ];
    for (const args of typed) {
      const { code, output } = await confide(args, { CONFIDE_PASSWORD: CANARY.note });
      assert.notEqual(code, 0, args.join(' '));
      assert.deepEqual(
        canariesIn(Buffer.from(output)).filter((which) => !(args[1]?.startsWith('--z') && which === 'firstName')),
        [],
        output
      );
    }
  });

  for (const [what, args, variables, words] of [
    [
      'a password for a real org',
      ['--instance-url', 'https://acme.my.salesforce.com', '--username', 'a@b.example'],
      { CONFIDE_PASSWORD: 'x' },
      /opens a local org only/
    ],
    ['an address without https', ['--instance-url', 'http://acme.my.salesforce.com'], {}, /must begin with https/],
    ['a login host in place of My Domain', ['--instance-url', 'https://login.salesforce.com'], {}, /My Domain/],
    ['an address that only looks like Salesforce', ['--instance-url', 'https://acme.my.salesforce.com.evil.example'], {}, /My Domain/],
    [
      'two ways to log in',
      nobody,
      { CONFIDE_PASSWORD: 'x', CONFIDE_CLIENT_ID: 'y', CONFIDE_CLIENT_SECRET: 'z' },
      /more than one way to log in/
    ]
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { code, output } = await confide(['seed', ...args], variables);
      assert.equal(code, EXIT.usage);
      assert.match(output, words);
    });
  }
});
