/** A family with a canary's name, her request for a copy, and its way through the org until it is decided, for tests. */
import { lightning, signIn } from '../../../e2e/org.ts';
import { CANARY } from '../../shared/testing/canary.ts';
import { ADMIN, query, type RunningOrg } from '../../shared/testing/org.ts';

/** Who was erased: of another name than every other family, or those would be what is left of her. */
export const ERASED = { first: 'Wyndolina', last: 'Thistlequark' };
export const OFFICER = 'dpo@demo.example';
export const LEAD = 'safeguarding@demo.example';
export const TRUSTEE = 'trustee@demo.example';
export const DEPUTY = 'safeguarding2@demo.example';
const REST = '/services/apexrest/confide/v1';

/** Runs Apex as the administrator who sets the scene. */
export async function anonymous(org: RunningOrg, source: string): Promise<void> {
  const { body, text } = await org.rest(ADMIN, `/tooling/executeAnonymous/?anonymousBody=${encodeURIComponent(source)}`);
  if (body.success !== true) throw new Error(text);
}

/** Calls a method of a screen, as it is called there. */
export async function screen<T>(org: RunningOrg, who: string, classname: string, method: string, params: object): Promise<T> {
  const cookie = await signIn(org.url, who);
  const { text } = await lightning(org.url, '/lightning/apex', { classname, method, params }, cookie);
  const { ok, body } = JSON.parse(text) as { ok: boolean; body: T };
  if (!ok) throw new Error(`${classname}.${method}: ${text}`);
  return body;
}

/** How many looks of that kind the org has written down: nobody may query them, so the org counts. */
export async function requireLooks(org: RunningOrg, action: string, count: number): Promise<void> {
  await anonymous(
    org,
    `Integer found = [SELECT COUNT() FROM Access_Log__c WHERE Action__c = '${action}' WITH SYSTEM_MODE];
     if (found != ${count}) { throw new ConfideException('found ' + found); }`
  );
}

/** @returns the answer @throws unless the call is accepted */
export async function call<T>(org: RunningOrg, who: string, address: string, body?: object): Promise<T> {
  const { status, text, body: answer } = await org.rest(who, `${REST}/${address}`, body ? { method: 'POST', body } : {});
  if (status >= 300) throw new Error(`${address}: ${status} ${text}`);
  return answer as T;
}

/** A drive in the register of places, which the officer has approved. */
export async function approvedDrive(org: RunningOrg, name: string): Promise<void> {
  await anonymous(
    org,
    `insert as system new Data_Store__c(Name = '${name}', Kind__c = 'Drive', Encrypted__c = true, Data_Categories__c = 'Identifiers',
       Review_On__c = Date.today().addMonths(6), Holder__c = [SELECT Id FROM Worker__c WITH SYSTEM_MODE LIMIT 1].Id);`
  );
  const { body } = await org.rest(OFFICER, query(`SELECT Id FROM Data_Store__c WHERE Name = '${name}'`));
  const [store] = (body as { records: { Id: string }[] }).records;
  await screen(org, OFFICER, 'DataRegistersController', 'storeStep', { storeId: store!.Id, step: 'Approve', day: null });
}

/** @returns the code of a new family */
export async function newFamily(org: RunningOrg, said: string): Promise<string> {
  await anonymous(
    org,
    `Client__c family = new Client__c();
     insert as system family;
     insert as system new Client_Identity__c(Client__c = family.Id, First_Name__c = '${CANARY.firstName}', Last_Name__c = '${CANARY.lastName}',
       Mobile__c = '${CANARY.phone}', Email__c = '${CANARY.email}');
     insert as system new Safeguarding_Flag__c(Client__c = family.Id, Said__c = '${said}');`
  );
  const { body } = await org.rest(OFFICER, query('SELECT Name FROM Client__c ORDER BY CreatedDate DESC, Id DESC LIMIT 1'));
  return (body as { records: { Name: string }[] }).records[0]!.Name;
}

/** @returns the number of a request for a copy, gathered and undecided, and its id */
export async function asked(org: RunningOrg, code: string): Promise<{ number: string; id: string }> {
  const { requests } = await call<{ requests: { requestNumber: string }[] }>(org, OFFICER, 'requests', {
    code,
    kinds: ['Access'],
    about: 'Parent',
    words: 'A copy, please'
  });
  const number = requests[0]!.requestNumber;
  const { body } = await org.rest(OFFICER, query(`SELECT Id FROM Rights_Request__c WHERE Name = '${number}'`));
  const { Id: id } = (body as { records: { Id: string }[] }).records[0]!;
  await call(org, OFFICER, `packs/${id}/gather`, {});
  return { number, id };
}

interface Item {
  readonly itemId: string;
  readonly about: string;
  readonly health: boolean;
}

/** Everything is given, by the officer and by a lead each her own; then the answer is made. */
export async function decided(org: RunningOrg, id: string): Promise<void> {
  const { items, about } = await call<{ items: Item[]; about: string }>(org, OFFICER, `packs/${id}`);
  const given = (item: Item): object => ({
    ...item,
    about,
    decision: 'Disclose',
    alreadyKnown: item.health,
    knownEvidence: 'She told us herself'
  });
  for (const item of items) await call(org, OFFICER, `packs/${id}/decisions`, { items: [given(item)] });
  await screen(org, OFFICER, 'PackReviewController', 'dispute', { requestId: id, answer: 'No' });
  const { items: hers } = await screen<{ items: Item[] }>(org, LEAD, 'PackLeadController', 'open', { requestId: id });
  for (const item of hers) await screen(org, LEAD, 'PackLeadController', 'decide', { requestId: id, decisions: [given(item)] });
  await screen(org, LEAD, 'PackLeadController', 'confirm', { requestId: id, secondReaderWanted: 'No' });
  await screen(org, DEPUTY, 'PackLeadController', 'readAgain', { requestId: id, reason: 'I read it and nothing of it hurts anybody' });
  await call(org, OFFICER, `packs/${id}/answer`, {});
}

/** @returns the number of a handover that a lead proposed to an invented board; agreed by a trustee when wanted */
export async function handover(org: RunningOrg, agreed: boolean): Promise<string> {
  const custodianId = (
    await org.rest(OFFICER, '/sobjects/Organisation__c', {
      method: 'POST',
      body: { Name: 'Invented Safeguarding Board', Kind__c: 'Recipient' }
    })
  ).body.id as string;
  const proposal = { custodianId, reason: 'The charity closes', takes: 'What names no other', why: 'The trustees decided so' };
  await screen(org, LEAD, 'CustodyController', 'propose', { proposal });
  const { rows } = await screen<{ rows: { Id: string; Name: string }[] }>(org, LEAD, 'CustodyController', 'view', {});
  if (agreed) await screen(org, TRUSTEE, 'CustodyController', 'step', { handoverId: rows[0]!.Id, step: 'Agree' });
  return rows[0]!.Name;
}

/** A second family, and a mark that says that she was erased a moment after: as if a copy had been put back. */
export async function erasedAndBack(org: RunningOrg): Promise<void> {
  await anonymous(
    org,
    `Client__c family = new Client__c();
     insert as system family;
     insert as system new Client_Identity__c(Client__c = family.Id, First_Name__c = '${ERASED.first}', Last_Name__c = '${ERASED.last}');
     TombstoneWriter.setAgain(new List<Tombstone__c>{ new Tombstone__c(Kind__c = Tombstones.RECORD,
       Hash__c = Tombstones.hash(Tombstones.RECORD, family.Id), Disposed_At__c = Datetime.now().addMinutes(1)) });`
  );
}

/** How many families there are. */
export async function families(org: RunningOrg): Promise<number> {
  const { body } = await org.rest(OFFICER, query('SELECT Id FROM Client__c'));
  return (body as { records: unknown[] }).records.length;
}
