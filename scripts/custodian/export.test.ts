/** What goes to a successor custodian: whole or not at all, without ids, safe to open. The way through an org stands in pack/org.test.ts. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { OrgConnection } from '../shared/org/index.ts';
import { contentOf, type Given } from './content.ts';
import { exportConcerns } from './export.ts';
import { html } from './html.ts';

const root = path.join(import.meta.dirname, '..', '..');

const ID = 'a0H000000000001AAA';
const GIVEN: Given = {
  concern: {
    concernId: 'a0B000000000001AAA',
    concernNumber: 'SC-1',
    said: '<script>alert(1)</script>',
    seen: null,
    closesAfterSeconds: 300,
    facts: [{ label: 'Place', text: 'Her kitchen', at: null }],
    adult: [{ label: 'Her wishes', text: 'To be asked first', at: null }],
    people: [{ personId: 'x', part: 'Alleged source', name: 'A neighbour' }],
    steps: [
      { stepId: 'two', kind: 'Written confirmation', answersId: 'one', mine: true },
      { stepId: 'one', kind: 'Referral to agency', agency: 'The council' }
    ],
    knows: [],
    dues: []
  },
  sharings: [{ sharingId: 'y', sharingNumber: 'IS-1', told: false, mayTell: true }],
  families: [{ opened: true, code: 'K7M-4QX-9R', firstName: 'Invented', related: [{ id: 'z', relationship: 'Child' }], preferences: [] }]
};

describe('what a custodian gets', () => {
  it('has no id of ours, its steps oldest first, and what answers which', () => {
    const [concern] = contentOf([GIVEN]);
    assert.deepEqual(concern!.steps, [
      { kind: 'Referral to agency', agency: 'The council', number: 1 },
      { kind: 'Written confirmation', number: 2, answers: 1 }
    ]);
    assert.deepEqual(concern!.sharings, [{ sharingNumber: 'IS-1', told: false }]);
    assert.doesNotMatch(JSON.stringify(concern), /a0B000000000001AAA|"(?:x|y|z)"/);
  });

  it('is refused when the org gives a detail that would go missing unseen', () => {
    const more = { ...GIVEN, concern: { ...GIVEN.concern, bodyMap: 'left arm' } };
    assert.throws(() => contentOf([more]), { code: 'CUSTODY_SHAPE', message: /1 kinds of detail/ });
  });

  it('knows every detail that the package gives of a concern, a sharing and a family', () => {
    const of = (room: string, name: string, inner?: string): Record<string, unknown> => {
      const source = readFileSync(path.join(root, `force-app/main/${room}/classes/${name}.cls`), 'utf8');
      const body = inner
        ? source.slice(source.indexOf(`class ${inner} {`)).split(/\n {4}}\n/)[0]!
        : source.replace(/ {4}public class .*?\n {4}}\n/gs, '');
      const names = [...body.matchAll(/public [\w.<>]+ (\w+) \{\s*get/g)].map(([, property]) => property!);
      assert.ok(names.length >= 3, `${name} ${inner}`);
      return Object.fromEntries(names.map((property) => [property, 'x']));
    };
    const concern = {
      ...of('safeguarding', 'ConcernView'),
      facts: [],
      adult: [of('safeguarding', 'ConcernView', 'Fact')],
      people: [of('safeguarding', 'ConcernView', 'Person')],
      steps: [of('safeguarding', 'ConcernView', 'Step')],
      knows: [of('safeguarding', 'ConcernView', 'Know')]
    };
    const related = [of('doorway', 'Opening', 'Related')];
    const family = { ...of('doorway', 'Opening'), related, preferences: [of('doorway', 'Opening', 'Preference')] };
    contentOf([{ concern, sharings: [of('disclosure', 'SharingOfConcern', 'Row')], families: [family] }]);
  });

  it('is a page on which nothing runs and everything is shown', () => {
    const page = html('CH-000001', '2026-11-27', contentOf([GIVEN]));
    assert.match(page, /default-src 'none'/);
    assert.match(page, /&lt;script&gt;alert\(1\)/);
    for (const shown of [
      'Concern SC-1',
      'Her kitchen',
      'To be asked first',
      'A neighbour',
      'The council',
      'IS-1',
      'Family K7M-4QX-9R',
      'Child'
    ])
      assert.ok(page.includes(shown), shown);
    assert.doesNotMatch(/<title>(.*)<\/title>/.exec(page)![1]!, /SC-1|K7M/);
  });
});

describe('an archive for a custodian', () => {
  let out: string;
  before(() => {
    out = mkdtempSync(path.join(tmpdir(), 'confide-custodian-'));
  });
  after(() => rmSync(out, { recursive: true, force: true }));

  /** An org that answers reads, and `post` for the recording. */
  const org = (post: () => unknown): OrgConnection =>
    ({
      connection: {
        instanceUrl: 'http://127.0.0.1',
        request: async (asked: string | { method: string }) => {
          if (typeof asked !== 'string') return post();
          if (asked.includes('/custody?store=Office%20drive'))
            return { outside: false, lead: true, storeApproved: true, handovers: [{ handoverId: ID, handoverNumber: 'CH-000001' }] };
          return asked.endsWith(`/${ID}`) ? { custodian: 'The board', reason: 'The charity closes', concernIds: ['c1'] } : GIVEN;
        }
      }
    }) as unknown as OrgConnection;
  const asked = () => ({ number: 'ch-000001', out, store: 'Office drive', replace: false });

  it('is gone again, its passphrase told to nobody, when the org does not record the handover', async () => {
    const broken = org(() => Promise.reject(new Error('lost')));
    await assert.rejects(
      exportConcerns(
        broken,
        asked(),
        () => assert.fail('told'),
        () => undefined
      ),
      { code: 'CUSTODY_NOT_RECORDED' }
    );
    assert.deepEqual(readdirSync(out), []);
  });

  it('stands on the disk before the org records it, and the passphrase is told after', async () => {
    const order: string[] = [];
    const works = org(() => void order.push(`recorded, files: ${readdirSync(out).join()}`));
    await exportConcerns(
      works,
      asked(),
      () => void order.push('told'),
      () => undefined
    );
    assert.deepEqual(order, ['recorded, files: CH-000001-handover.zip', 'told']);
  });

  it('is asked for by number, and never written over one that is there', async () => {
    const never = org(() => assert.fail('recorded'));
    await assert.rejects(
      exportConcerns(never, { ...asked(), number: 'Mrs Invented' }, assert.fail, () => undefined),
      {
        message: /^--handover is a number/
      }
    );
    await assert.rejects(
      exportConcerns(never, asked(), assert.fail, () => undefined),
      { code: 'ARCHIVE_EXISTS' }
    );
  });
});
