/** What an org may have gone wrong with, made and undone in one org: `verify` and `access proof` name each, and nothing when all is right. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { prove } from '../access/proof.ts';
import { EXIT } from '../shared/exit.ts';
import { article30, inForm } from '../article30/article30.ts';
import { explain } from '../access/explain.ts';
import { DEMO as DEMO_PEOPLE, drill, type Drilled } from '../drill/drill.ts';
import { NOBODY } from '../drill/play.ts';
import { orgConnection, type OrgConnection } from '../shared/org/index.ts';
import { newFamily } from '../pack/testing/family.ts';
import { canaryNest, type Nest } from '../shared/testing/canary.ts';
import { as, env, PASSWORD, peopleOrg, restarted, type RunningOrg } from '../shared/testing/org.ts';
import { project, readDataMap, readMatrix } from './expected.ts';
import { readOrg } from './read.ts';
import { Admin, type Undo } from './testing/admin.ts';
import { changedSource, DEPLOYED, DRIFT_LINES, DRIFTS, intoSetup } from './testing/drifts.ts';
import { MISGRANTS } from './testing/misgrants.ts';
import { expectedOf, findings, packageIn, verifyOrg } from './verify.ts';

const MANAGER = 'dbmanager@demo.example';
const OFFICER = 'dpo@demo.example';
/** True findings, which are left aside: training that lapsed, processors without an agreement, Salesforce among them, and the drill's supporter unsupervised. */
const DEMO = new Set([
  'DUTY trainingLapsed',
  'DUTY agreementsWanting',
  'DUTY platformNotAgreed',
  'DUTY supervisionLate',
  'AT_REST Salesforce'
]);

describe('verify, access proof and drill', () => {
  const pack = packageIn();
  const map = readDataMap(project('config', 'data-map.yaml'));
  const matrix = readMatrix(project('config', 'access-matrix.yaml'));
  const folder = mkdtempSync(path.join(tmpdir(), 'confide-verify-'));
  const drifts = async (baseline: string) =>
    (await verifyOrg(login, { baseline }, pack)).found
      .filter(({ fault }) => fault === 'DRIFT')
      .map(({ subject, detail }) => `${detail} ${subject}`);
  let org: RunningOrg;
  let admin: Admin;
  let login: OrgConnection;
  let nest: Nest;
  before(async () => {
    org = await peopleOrg();
    nest = canaryNest(NOBODY);
    admin = new Admin(org);
    await admin.assign('dbmanager', 'Confide_Check_Org');
    Object.assign(process.env, { CONFIDE_PASSWORD: PASSWORD, CONFIDE_KEY: '5'.repeat(64) });
    login = await orgConnection({ instanceUrl: org.url, username: MANAGER });
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    nest.remove();
    await org.stop();
  });

  const look = async () => {
    const expected = expectedOf(login, undefined);
    const now = await readOrg(login.connection, pack);
    return {
      now,
      found: findings(pack, now, map, expected).filter(({ fault, subject }) => !DEMO.has(`${fault} ${subject}`)),
      proof: prove({ pack, org: now, matrix, map, expected })
    };
  };
  const clean = async () => {
    const { found, proof } = await look();
    assert.deepEqual(found, []);
    assert.deepEqual(proof.differences, []);
    assert.ok(proof.compared > 8000, 'every role and person with every object and screen');
    return { found, proof };
  };

  it('say nothing of the org as it was set up', async () => void (await clean()));

  it('let the officer and a lead run the tool, and name anybody else to whom its set was given', async () => {
    const allowed = [await admin.assign('dpo', 'Confide_Use_Tool'), await admin.assign('safeguarding', 'Confide_Use_Tool')];
    await clean();
    const given = await admin.assign('coordinator', 'Confide_Use_Tool');
    const { found } = await look();
    assert.deepEqual(
      found.map(({ fault, detail }) => `${fault} ${detail}`),
      ['TAKES_OUT ApiEnabled by Confide_Demo_Api, Confide_Use_Tool', 'SET_BESIDES Confide_Use_Tool']
    );
    for (const undo of [given, ...allowed]) await undo();
  });

  for (const { name, make, fault, says, proves } of MISGRANTS)
    it(`name ${name}`, async () => {
      const undo = await make(admin);
      const { found, proof } = await look().finally(undo);
      const told = found.filter((one) => one.fault === fault && `${one.subject} ${one.detail}`.includes(says));
      assert.ok(told.length > 0, JSON.stringify(found.slice(0, 5)));
      const differs = proof.differences.filter(({ who, kind, what }) => kind === 'more' && `${who}: ${what}`.includes(proves));
      assert.ok(differs.length > 0, JSON.stringify(proof.differences.slice(0, 5)));
    });

  it('the drill holds in every step', async () => {
    const ran = await nest.run(['drill', '--json', ...as(org, MANAGER)], env);
    const { result } = JSON.parse(ran.stdout) as { result: Drilled };
    assert.deepEqual(
      result.steps.filter(({ holds }) => !holds),
      []
    );
    assert.equal(ran.code, EXIT.ok);
    assert.equal(result.evidence.length, 41);
    const unshown = ['P11', 'P17', 'P20', 'P29', 'P35', 'P36'].filter(
      (id) => !result.evidence.find((one) => one.promise === id)?.shown.length
    );
    assert.deepEqual(unshown, [], 'paper, figures and the end of a file too');
  });

  it('leave nothing of a family, planted or played, in output, log, state or crash report, nor anything typed or read that is wrong', async () => {
    const { canary } = nest;
    const code = await newFamily(org, canary.note);
    const wrong = path.join(nest.inputs, 'wrong.json');
    writeFileSync(wrong, `{"supporter": "${canary.email}", "${canary.name}": [`);
    const runs: [number, string, string[]][] = [
      [EXIT.blocked, MANAGER, ['verify', '--json']],
      [EXIT.ok, MANAGER, ['article30', '--format', 'html', '--out', path.join(nest.home, 'record.html')]],
      [EXIT.ok, OFFICER, ['access', 'explain', 'analyst@demo.example', code]],
      [EXIT.usage, OFFICER, ['access', 'explain', 'analyst@demo.example', canary.name]],
      [EXIT.usage, MANAGER, ['verify', '--expect', wrong]],
      [EXIT.usage, MANAGER, ['drill', '--people', wrong]]
    ];
    for (const [expected, who, args] of runs) {
      const ran = await nest.run([...args, ...as(org, who)], env);
      assert.equal(ran.code, expected, `${args.slice(0, 3).join(' ')}: ${ran.output}`);
    }
    nest.assertSilent();
  });

  it('the drill is not played in production', async () => {
    const production = { ...login, identity: { ...login.identity, isProduction: true } };
    await assert.rejects(
      drill(production, DEMO_PEOPLE, false, () => assert.fail()),
      { exitCode: EXIT.blocked, code: 'PRODUCTION_REFUSED' }
    );
  });

  it('say nothing again when all is undone, with a family there, and nothing of hers', async () => {
    nest.note('proof', JSON.stringify(await clean()));
    nest.assertSilent();
  });

  it('the record of processing agrees with the manifest', async () => {
    const told = await article30(login.connection);
    assert.deepEqual(told.gaps, []);
    assert.ok(told.record.rows.length > 8 && told.csv.includes('Purpose') && told.html.includes('<h1'), 'in three forms');
    assert.ok(JSON.parse(inForm(told, 'json')));
  });

  it('why somebody sees a family is told to who may ask, without a name', async () => {
    const officer = await orgConnection({ instanceUrl: org.url, username: OFFICER });
    const [family] = await admin.find('SELECT Name FROM Client__c LIMIT 1');
    const hers = await explain(officer.connection, 'supporter@demo.example', family!['Name']!);
    assert.deepEqual([hers.sees, hers.reasons.map(({ details }) => details)], [true, [true]]);
    assert.equal((await explain(officer.connection, 'analyst@demo.example', family!['Name']!)).sees, false);
    await assert.rejects(explain(login.connection, 'supporter@demo.example', family!['Name']!));
  });

  it('name what changed since a signed baseline, and refuse a baseline that was touched', async () => {
    const file = path.join(folder, 'baseline.json');
    const verified = (asked: object) => verifyOrg(login, asked, pack);
    const { written } = await verified({ writeBaseline: file });
    assert.deepEqual(await drifts(file), []);
    const undo: Undo[] = [];
    for (const make of DRIFTS) undo.push(await make(admin));
    const drifted = await drifts(file);
    for (const undone of undo.reverse()) await undone();
    for (const line of DRIFT_LINES)
      assert.ok(
        drifted.some((one) => one.includes(line)),
        `${line}: ${JSON.stringify(drifted)}`
      );
    assert.deepEqual(await drifts(file), []);

    const touched = path.join(folder, 'touched.json');
    writeFileSync(touched, readFileSync(file, 'utf8').replace('Private Private', 'ReadWrite Private'));
    await assert.rejects(verified({ baseline: touched }), { exitCode: EXIT.blocked, code: 'BASELINE_NOT_SIGNED' });
    await assert.rejects(verified({ baseline: file, signer: '0'.repeat(64) }), { code: 'BASELINE_NOT_SIGNED' });
    await verified({ baseline: file, signer: written!.signer });
  });

  it('name what was deployed over the package, and ways out that nobody answers for', async () => {
    const source = path.join(folder, 'changed');
    changedSource(source);
    org = await restarted(org, intoSetup, [source, 'config/demo/metadata']);
    login = await orgConnection({ instanceUrl: org.url, username: MANAGER });
    const { found } = await look();
    const told = found.map(({ fault, subject, detail }) => `${fault} ${subject} ${detail}`);
    for (const line of DEPLOYED)
      assert.ok(
        told.some((one) => one.startsWith(line)),
        `${line}: ${JSON.stringify(told)}`
      );
  });

  it('conclude nothing from a login that sees only its own rights', async () => {
    const blind = await orgConnection({ instanceUrl: org.url, username: 'dpo@demo.example' });
    await assert.rejects(readOrg(blind.connection, pack), { exitCode: EXIT.blocked, code: 'SETUP_NOT_SEEN' });
  });
});
