/**
 * How long the org takes to gather a copy for a family of three with 200 records and 20 files, to show it, and to make an export.
 * Measured, not asserted: machines differ. Usage: node e2e/bench-copy.ts
 */
import { ADMIN, type RunningOrg, seededOrg, query } from './org.ts';

const DPO = 'dpo@demo.example';
const REST = '/services/apexrest/confide/v1';

/** Two parents, a child, 100 notes, 100 visits, 20 text files: half of the notes and files are the partner's. */
const FAMILY = `
  Client__c family = new Client__c();
  insert as system family;
  insert as system new Client_Identity__c(Client__c = family.Id, First_Name__c = 'Invented', Last_Name__c = 'Benchmark');
  insert as system new List<Related_Person__c>{
    new Related_Person__c(Client__c = family.Id, Relationship__c = 'Partner', First_Name__c = 'Bertram', Last_Name__c = 'Benchmark'),
    new Related_Person__c(Client__c = family.Id, Relationship__c = 'Child', First_Name__c = 'Clementine', Last_Name__c = 'Benchmark')
  };
  Id worker = [SELECT Id FROM Worker__c WHERE User__r.Username = 'supporter@demo.example' WITH SYSTEM_MODE].Id;
  List<Sensitive_Entry__c> notes = new List<Sensitive_Entry__c>();
  List<Support_Contact__c> visits = new List<Support_Contact__c>();
  for (Integer i = 0; i < 100; i++) {
    notes.add(new Sensitive_Entry__c(Client__c = family.Id, Category__c = 'Mental health', Detail__c = 'note ' + i, Why_Needed__c = 'To support her',
      Source__c = 'Parent', Recorded_On__c = Date.today(), About__c = Math.mod(i, 2) == 0 ? 'Parent' : 'Partner',
      Condition__c = '9(2)(g) Schedule 1 paragraph 18'));
    visits.add(new Support_Contact__c(Client__c = family.Id, Happened_At__c = Datetime.now().addHours(-i - 1), Kind__c = 'Visit', With__c = 'Parent',
      Direction__c = 'From us', Reached__c = true, Worker__c = worker, Summary__c = 'visit ' + i, About__c = 'Parent'));
  }
  insert as system notes;
  insert as system visits;`;
const FILES = `
  Client__c family = [SELECT Client__c, Client__r.Name FROM Client_Identity__c WHERE Last_Name__c = 'Benchmark' WITH SYSTEM_MODE LIMIT 1].Client__r;
  List<Case_Document__c> documents = new List<Case_Document__c>();
  List<ContentVersion> versions = new List<ContentVersion>();
  for (Integer i = 0; i < 20; i++) {
    documents.add(new Case_Document__c(Client__c = family.Id, Kind__c = 'Letter', About__c = Math.mod(i, 2) == 0 ? 'Parent' : 'Partner',
      Received_On__c = Date.today()));
    versions.add(new ContentVersion(Title = family.Name + ' Letter', PathOnClient = family.Name + ' Letter.txt', VersionData = Blob.valueOf('letter ' + i)));
  }
  insert as system documents;
  insert as system versions;
  Integer at = 0;
  for (ContentVersion version : [SELECT ContentDocumentId FROM ContentVersion WHERE Id IN :versions WITH SYSTEM_MODE]) {
    insert as system new ContentDocumentLink(ContentDocumentId = version.ContentDocumentId, LinkedEntityId = documents[at++].Id, ShareType = 'I');
  }`;

async function anonymous(org: RunningOrg, source: string): Promise<void> {
  const { body, text } = await org.rest(ADMIN, `/tooling/executeAnonymous/?anonymousBody=${encodeURIComponent(source)}`);
  if (body.success !== true) throw new Error(text);
}

async function time<T>(what: string, work: () => Promise<{ status: number; text: string; body: T }>): Promise<T> {
  const started = performance.now();
  const { status, text, body } = await work();
  if (status >= 300) throw new Error(`${what}: ${status} ${text}`);
  console.log(`${what}: ${((performance.now() - started) / 1000).toFixed(2)} s`);
  return body;
}

const org = await seededOrg();
try {
  await anonymous(org, FAMILY);
  await anonymous(org, FILES);
  const soql = 'SELECT Name FROM Client__c ORDER BY CreatedDate DESC, Id DESC LIMIT 1';
  const code = (await org.rest(DPO, query(soql))).body.records[0].Name as string;
  for (const run of ['first', 'second'] as const) {
    for (const about of ['Parent', 'Partner'] as const) {
      const logged = await org.rest(DPO, `${REST}/requests`, {
        method: 'POST',
        body: { code, kinds: ['Access'], about, words: 'A copy, please' }
      });
      const number = logged.body.requests[0].requestNumber as string;
      const found = await org.rest(DPO, query(`SELECT Id FROM Rights_Request__c WHERE Name = '${number}'`));
      const requestId = found.body.records[0].Id as string;
      const gather = () => org.rest(DPO, `${REST}/packs/${requestId}/gather`, { method: 'POST', body: {} });
      const { items } = await time<{ items: unknown[] }>(`Gather the copy of the ${about.toLowerCase()}, ${run}`, gather);
      console.log(`  ${items.length} items for the officer`);
      await time(`Open it again`, () => org.rest(DPO, `${REST}/packs/${requestId}`));
    }
  }
} finally {
  await org.stop();
}
