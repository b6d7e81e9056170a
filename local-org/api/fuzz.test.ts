/**
 * Bodies that nobody means well with: every one is answered, none with a fault of the org's own, and the org goes on.
 * `FUZZ_RUNS=5000 FUZZ_SEED=n` tries more and others than the suite has time for.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { NotSupportedError, PlatformError } from '../errors.ts';
import { USER } from '../security/types.ts';
import { serve } from './testing.ts';
import type { Reply, Served } from './testing.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 120);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261127);
let org: Served;
before(async () => {
  org = await serve();
});
after(() => org.close());

const runs = (share: number) => ({ numRuns: Math.ceil(RUNS * share), seed: SEED });
const calm = (reply: Reply, what: string): void => {
  assert.ok(reply.status < 500, `${reply.status} for ${what.slice(0, 300)}: ${JSON.stringify(reply.body).slice(0, 300)}`);
  assert.doesNotMatch(JSON.stringify(reply.body), /root:x:0|at .*\.ts:\d+|SQLITE|node:internal/, what.slice(0, 300));
};

const word = fc.constantFrom(
  ...'SELECT FROM WHERE AND OR NOT IN LIKE GROUP BY ROLLUP CUBE HAVING ORDER NULLS LAST LIMIT OFFSET TYPEOF WHEN THEN ELSE END WITH USER_MODE FIELDS ( ) , . = != < >= null true'.split(
    ' '
  ),
  ...'Id Name Garden__c Plots__r Garden__r Owner Area__c Status__c Soil__c CreatedDate COUNT SUM GROUPING convertTimezone toLabel FORMAT HOUR_IN_DAY'.split(
    ' '
  ),
  ...[
    "'x'",
    "'%'",
    "'\\",
    "'",
    '5',
    '-1',
    '1e999',
    '99999999999999999999',
    '2026-13-45',
    'TODAY',
    'LAST_N_DAYS:3',
    'LAST_N_DAYS:',
    ':x',
    '/*',
    '"',
    '\u0000',
    '😀',
    ';'
  ]
);
const VALID = [
  'SELECT Id, Name, Owner.Name, (SELECT Name FROM Plots__r) FROM Garden__c WHERE Area__c > 5 AND Status__c IN (null) ORDER BY Name LIMIT 5 OFFSET 1',
  'SELECT Status__c, COUNT(Id) n, GROUPING(Status__c) FROM Garden__c GROUP BY CUBE(Status__c, Name) HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC',
  "SELECT TYPEOF Owner WHEN User THEN Username ELSE Name END FROM Garden__c WHERE Soil__c INCLUDES ('Clay;Sand') AND CreatedDate = LAST_N_DAYS:5",
  "SELECT Id FROM Garden__c WHERE Id IN (SELECT Garden__c FROM Plot__c WHERE Name LIKE 'a%') AND HOUR_IN_DAY(convertTimezone(CreatedDate)) = 3"
];
/** A query of loose words, or a good one with words dropped, doubled and put in. */
const soql = fc.oneof(
  fc.array(word, { maxLength: 25 }).map((words) => words.join(' ')),
  fc
    .tuple(fc.constantFrom(...VALID), fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 2 }), word), { minLength: 1, maxLength: 3 }))
    .map(([text, changes]) => {
      const words = text.split(/(?<=[ (),.])|(?=[(),.])/);
      for (const [at, deleted, put] of changes) words.splice(at % words.length, deleted, put);
      return words.join('');
    }),
  fc.string({ maxLength: 60 })
);

test('any text is a query, a search or a refusal', () => {
  const user = org.org.store.all(`SELECT "Id" FROM "User" WHERE "Username" = 'admin@demo.example'`)[0]!.Id as string;
  const ask = (work: () => unknown): void => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof PlatformError) && !(error instanceof NotSupportedError)) throw error;
    }
  };
  fc.assert(
    fc.property(soql, (text) => {
      ask(() => org.org.soql.query(text, { userId: user, access: USER }));
      ask(() => org.org.soql.search(`FIND {${text.replaceAll('}', '\\}')}} RETURNING Garden__c(Name)`, { userId: user, access: USER }));
      ask(() => org.org.soql.search(`FIND {ash} ${text}`, { userId: user, access: USER }));
    }),
    runs(3)
  );
});

const deep = (open: string, close: string, depth = 100_000): string => open.repeat(depth) + close.repeat(depth);
const PLACES = [
  ['POST', 'sobjects/Garden__c'],
  ['PATCH', 'sobjects/Garden__c/a01000000000001AAA'],
  ['POST', 'composite'],
  ['POST', 'composite/batch'],
  ['POST', 'composite/sobjects'],
  ['POST', 'composite/tree/Garden__c'],
  ['POST', 'jobs/ingest'],
  ['POST', 'jobs/query']
] as const;

test('any JSON is taken or refused: bombs, depth, names of JavaScript', async () => {
  const bodies = [
    deep('[', ']'),
    deep('{"a":', '}').replace('}', '1}'),
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    '{"Name":"x","Name":"y"}',
    `{"Name":"${'x'.repeat(500_000)}"}`,
    '{"attributes":{"type":"__proto__"},"hasOwnProperty":1,"toString":"x"}',
    '{"allOrNone":true,"records":[{"attributes":{"type":"Garden__c"},"Plots__r":{"records":[{"Plots__r":{"records":[]}}]}}]}',
    '{"compositeRequest":[{"method":"GET","url":"/services/data/v67.0/query?q=@{a.b[0].__proto__.c}","referenceId":"a"}]}',
    '\ufeff{}',
    'null',
    '1e999',
    '"\\ud800"'
  ];
  for (const [method, path] of PLACES) for (const body of bodies) calm(await org.call(method, path, body), `${method} ${path} ${body}`);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...PLACES), fc.json({ maxDepth: 4 }), async ([method, path], body) =>
      calm(await org.call(method, path, body), `${method} ${path} ${body}`)
    ),
    runs(1)
  );
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});

test('any CSV is loaded or refused, row by row or whole', async () => {
  const upload = async (csv: string | Uint8Array<ArrayBuffer>): Promise<void> => {
    const { body: job } = await org.call('POST', 'jobs/ingest', { object: 'Garden__c', operation: 'insert', lineEnding: 'LF' });
    const headers = { authorization: `Bearer ${org.token}`, 'content-type': 'text/csv' };
    const path = `/services/data/v67.0/jobs/ingest/${job.id}`;
    calm(await org.raw(`${path}/batches`, { method: 'PUT', headers, body: csv }), String(csv));
    calm(await org.call('PATCH', `jobs/ingest/${job.id}`, { state: 'UploadComplete' }), String(csv));
    calm(await org.call('GET', `jobs/ingest/${job.id}/failedResults`), String(csv));
    calm(await org.call('DELETE', `jobs/ingest/${job.id}`), String(csv));
  };
  for (const csv of [
    '',
    'Name',
    'Name\n"never closed',
    'Name,Name\na,b\n',
    `${'Name,'.repeat(20_000)}\n`,
    `Name\n${'"'.repeat(100_001)}\n`,
    `Name\n${'x'.repeat(1_000_000)}\n`,
    'Owner.Garden__r.__proto__.Name\nx\n',
    '../../etc/passwd\nx\n',
    new Uint8Array([0xff, 0xfe, 0x00, 0x0a, 0x80])
  ])
    await upload(csv);
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^[Name,"\n\rAra_c#/0]{0,60}$/), (csv) => upload(`Name,Area__c\n${csv}`)),
    runs(0.2)
  );
});

const soap = (body: string, prolog = ''): string =>
  `<?xml version="1.0"?>${prolog}<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
const login = (name: string): string => `<login><username>${name}</username><password>x</password></login>`;

test('any XML is read or refused: entities are not expanded, no file is fetched', async () => {
  const laughs = `<!DOCTYPE a [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n} "${`&a${n ? n - 1 : ''};`.repeat(10)}">`).join('')}]>`;
  const bodies = [
    soap(login('&a29;'), laughs),
    soap(login('&f;'), '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
    soap(deep('<a>', '</a>', 20_000)),
    soap(`<login ${'x="1" '.repeat(20_000)}/>`),
    soap(login('<username>nested</username>')),
    soap('<login><username>a</password></login>'),
    soap('<__proto__><constructor>x</constructor></__proto__>'),
    soap(login(`<![CDATA[${'x'.repeat(300_000)}]]>`)),
    '<',
    '',
    '<a>&#x0;</a>'
  ];
  const send = async (path: string, body: string): Promise<void> => {
    const reply = await org.raw(path, { method: 'POST', headers: { 'content-type': 'text/xml', soapaction: '""' }, body });
    // A SOAP fault is a 500 by the rules of SOAP.
    assert.ok(reply.status < 500 || /<faultcode>/.test(String(reply.body)), `${reply.status} for ${body.slice(0, 200)}`);
    assert.doesNotMatch(String(reply.body), /root:x:0|\.ts:\d+|UNKNOWN_EXCEPTION/, body.slice(0, 200));
  };
  for (const body of bodies) for (const path of ['/services/Soap/u/67.0', '/services/Soap/s/67.0']) await send(path, body);
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^[<>/a&;!"= -]{0,60}$/), (text) => send('/services/Soap/u/67.0', soap(text))),
    runs(0.5)
  );
});

test('any job, batch or message of the older doors is read or refused', async () => {
  const send = async (path: string, type: string, body: string): Promise<Reply> => {
    const headers = { 'x-sfdc-session': org.token, authorization: `Bearer ${org.token}`, 'content-type': type };
    const reply = await org.raw(path, { method: 'POST', headers, body });
    calm(reply, body);
    return reply;
  };
  const laughs = `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(100)}">]>`;
  const xml = [
    '<',
    '',
    `${laughs}<jobInfo><object>&b;</object></jobInfo>`,
    deep('<a>', '</a>', 5000),
    '<jobInfo><object><object/></object></jobInfo>',
    '<jobInfo>x</jobInfo>',
    '<jobInfo a="b"/>'
  ];
  const json = [
    '',
    '[',
    'null',
    '[]',
    '[null]',
    '{"object":null}',
    '{"__proto__":{"operation":"insert"}}',
    deep('[', ']', 5000),
    '[{"channel":{}}]'
  ];
  for (const body of xml) await send('/services/async/67.0/job', 'application/xml', body);
  for (const body of json) for (const path of ['/services/async/67.0/job', '/cometd/67.0']) await send(path, 'application/json', body);
  const jobOf = async (contentType: string): Promise<string> => {
    const spec = JSON.stringify({ object: 'Garden__c', operation: 'insert', contentType });
    return `/services/async/67.0/job/${(await send('/services/async/67.0/job', 'application/json', spec)).body.id}/batch`;
  };
  const [xmlBatch, jsonBatch] = [await jobOf('XML'), await jobOf('JSON')];
  const rows = (inner: string): string => `<sObjects><sObject>${inner}</sObject></sObjects>`;
  for (const body of [...xml, rows('<Name><a/></Name>'), rows('<Owner><sObject/></Owner>'), rows('<Name>1</Name><Name>2</Name>')])
    await send(xmlBatch, 'application/xml', body);
  for (const body of [...json, '[{"Name":[1]}]', '[{"Owner":{}}]', '[{"Owner":{"Id":{}}}]', '[{"a.b.c":1}]'])
    await send(jsonBatch, 'application/json', body);
  for (const batch of [xmlBatch, jsonBatch])
    for (let asked = 0, open = true; open && asked < 100; asked++) {
      const { body } = await org.raw(batch, { headers: { 'x-sfdc-session': org.token, accept: 'application/json' } });
      const states = (body.batchInfo as { state: string; stateMessage?: string }[]).map(
        ({ state, stateMessage }) => `${state} ${stateMessage ?? ''}`
      );
      assert.doesNotMatch(states.join(), /Unknown/, 'every batch ends with a reason');
      open = states.some((state) => /^(?:Queued|InProgress)/.test(state));
    }
});

test('no path leads out of the org', async () => {
  for (const path of [
    '/..%2f..%2f..%2fetc%2fpasswd',
    '/assets/..%2f..%2f..%2f..%2fetc%2fpasswd',
    '/services/data/v67.0/sobjects/..%2f..%2fetc',
    '/services/data/v67.0/jobs/ingest/..%2f..%2f..%2fetc%2fpasswd/successfulResults',
    '/services/data/v67.0/sobjects/Garden__c/%00',
    '/services/data/v67.0/query?q=%FF%FE',
    '/services/data/v67.0/query/01g000000000001-99999999999999999999',
    `/services/data/v67.0/${'x/'.repeat(2000)}`
  ])
    calm(await org.raw(path, { headers: { authorization: `Bearer ${org.token}` } }), path);
  assert.equal((await org.call('GET', 'query?q=SELECT+Id+FROM+User+LIMIT+1')).status, 200, 'the org goes on');
});
