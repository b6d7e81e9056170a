import { createHash } from 'node:crypto';
import type { Connection } from '@jsforce/jsforce-node';
import { isoDay, type Family } from './data.ts';
import { create, refused, type Cast } from './personas.ts';

/** Below jsforce's own prefix of Apex REST. */
const REST = '/confide/v1';

/** Ids that the families' files refer to by name. */
export interface Registers {
  readonly programmes: ReadonlyMap<string, string>;
  readonly organisations: ReadonlyMap<string, string>;
  readonly workers: ReadonlyMap<string, string>;
}

interface Intake {
  clientId: string;
  referralId: string;
}

/**
 * Plays one family's story through the package's own services, each step by the person whose work it is. Safe to repeat:
 * intake is recognised by its key, and the later steps look first at what is already there.
 * @returns the id of the coded file
 */
export async function loadFamily(family: Family, clients: ReadonlyMap<string, string>, registers: Registers, cast: Cast): Promise<string> {
  const coordinator = await cast.as('coordinator');
  const { clientId, referralId } = await post<Intake>(coordinator, '/referrals', intake(family, clients, registers), 'take in a referral');
  await decide(family, referralId, coordinator);
  await allocate(family, referralId, registers, coordinator);
  const supervisor = await cast.as('supervisor');
  // A family that its team no longer sees has been closed: everything after the allocation was done before.
  if ((await statusOf(referralId, supervisor)) === 'Allocated') {
    await logContacts(family, clientId, cast);
    await recordConsents(family, clientId, supervisor);
    await logRequests(family, clientId, supervisor);
    await close(family, referralId, supervisor);
  }
  return clientId;
}

function intake(family: Family, clients: ReadonlyMap<string, string>, registers: Registers): Record<string, unknown> {
  const { referral, baby, nextOfKin, notice, agreement, person } = family;
  return {
    requestKey: createHash('sha256').update(`confide seed ${family.key}`).digest('hex').slice(0, 32),
    existingClientId: family.sameAs && clients.get(family.sameAs),
    programmeId: registers.programmes.get(referral.programme.toLowerCase()),
    referringOrganisationId: referral.organisation && registers.organisations.get(referral.organisation.toLowerCase()),
    receivedOn: isoDay(referral.received),
    source: referral.source,
    channel: referral.channel,
    referrerName: referral.referrerName,
    referrerRole: referral.referrerRole,
    personAware: referral.aware,
    personAgreed: referral.agreed,
    notAwareReason: referral.notAwareReason,
    reason: referral.reason,
    ...person,
    babyDueOn: baby?.due === undefined ? undefined : isoDay(baby.due),
    babyBornOn: baby?.born === undefined ? undefined : isoDay(baby.born),
    babyName: baby?.name,
    nextOfKinName: nextOfKin?.name,
    nextOfKinPhone: nextOfKin?.phone,
    nextOfKinRelationship: nextOfKin?.relationship,
    preferences: family.preferences,
    noticeGivenOn: notice && isoDay(notice.given),
    noticeHow: notice?.how,
    noticeLanguage: notice && (person?.language ?? 'English'),
    agreedOn: agreement && isoDay(agreement.on),
    agreedMethod: agreement?.method
  };
}

async function decide(family: Family, referralId: string, coordinator: Connection): Promise<void> {
  if (!family.decision || (await statusOf(referralId, coordinator)) !== 'New') return;
  await post(
    coordinator,
    `/referrals/${referralId}/decision`,
    { decision: family.decision.kind, reason: family.decision.reason },
    'decide about a referral'
  );
}

async function allocate(family: Family, referralId: string, registers: Registers, coordinator: Connection): Promise<void> {
  if (!family.allocation || (await statusOf(referralId, coordinator)) !== 'Accepted') return;
  const { worker, reason, on } = family.allocation;
  await post(
    coordinator,
    `/referrals/${referralId}/allocation`,
    { workerId: registers.workers.get(worker), reason, startsOn: isoDay(on) },
    'allocate a referral'
  );
}

async function logContacts(family: Family, clientId: string, cast: Cast): Promise<void> {
  if (!family.allocation || !family.contacts?.length) return;
  const supporter = await cast.as(family.loggedBy ?? family.allocation.worker);
  const { totalSize } = await supporter.query(`SELECT COUNT() FROM Support_Contact__c WHERE Client__c = '${clientId}'`);
  for (const contact of family.contacts.slice(totalSize)) {
    await post(
      supporter,
      '/contacts',
      {
        clientId,
        happenedAt: `${isoDay(contact.day)}T${String(contact.hour).padStart(2, '0')}:00:00.000Z`,
        kind: contact.kind,
        direction: contact.direction,
        reached: contact.reached,
        withWhom: contact.with,
        minutes: contact.minutes,
        summary: contact.summary
      },
      'log a contact'
    );
  }
}

/** What she decided, written down by the supervisor, who sees the whole team's families. */
async function recordConsents(family: Family, clientId: string, supervisor: Connection): Promise<void> {
  if (!family.consents?.length) return;
  const { totalSize } = await supervisor.query(`SELECT COUNT() FROM Consent__c WHERE Client__c = '${clientId}'`);
  for (const { purpose, channel, decision, on } of family.consents.slice(totalSize)) {
    const fields = {
      Client__c: clientId,
      Purpose__c: purpose,
      Channel__c: channel,
      Decision__c: decision,
      Method__c: 'Spoken',
      Decided_On__c: isoDay(on)
    };
    await create(supervisor, 'Consent__c', fields);
  }
}

/** She told her supporter, who told the supervisor: it counts from the day on which it reached anybody. */
async function logRequests(family: Family, clientId: string, supervisor: Connection): Promise<void> {
  for (const [index, { kinds, on, channel, words }] of (family.asks ?? []).entries()) {
    const requestKey = createHash('sha256').update(`confide seed ${family.key} asks ${index}`).digest('hex').slice(0, 32);
    await post(supervisor, '/requests', { requestKey, clientId, kinds, receivedOn: isoDay(on), channel, words }, 'log a request');
  }
}

/** Once allocated, a family is its team's: the supervisor closes, and no longer sees it afterwards. */
async function close(family: Family, referralId: string, supervisor: Connection): Promise<void> {
  if (!family.close) return;
  await post(supervisor, `/referrals/${referralId}/decision`, { decision: 'Close', reason: family.close.reason }, 'close a referral');
}

/** @returns the referral's status; undefined when the person does not see it. */
async function statusOf(referralId: string, person: Connection): Promise<string | undefined> {
  const { records } = await person.query<{ Status__c: string }>(`SELECT Status__c FROM Referral__c WHERE Id = '${referralId}'`);
  return records[0]?.Status__c;
}

async function post<T>(connection: Connection, path: string, body: Record<string, unknown>, what: string): Promise<T> {
  try {
    return (await connection.apex.post(REST + path, body)) as T;
  } catch (error) {
    throw refused(error, what);
  }
}
