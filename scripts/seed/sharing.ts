import type { Connection } from '@jsforce/jsforce-node';
import { isoDay, type DemoOrg } from './data.ts';
import type { Registers } from './families.ts';
import { create, refused, type Cast } from './personas.ts';

const ADDRESS = '/confide/v1/sharing';

/**
 * Writes down what was shared outside, each by the person whose family it is: with her consent in one step, otherwise as a
 * proposal. Families of whom something is written down already are left as they are.
 */
export async function loadSharings(org: DemoOrg, clients: ReadonlyMap<string, string>, registers: Registers, cast: Cast): Promise<void> {
  for (const { family, by, consent, recipient, sharing } of org.sharings) {
    const person = await cast.as(by);
    const clientId = clients.get(family)!;
    const { totalSize } = await person.query(`SELECT COUNT() FROM Disclosure__c WHERE Client__c = '${clientId}'`);
    if (totalSize > 0) continue;
    if (consent) await agree(person, clientId, consent);
    const recipientId = registers.organisations.get(recipient.toLowerCase());
    await post(person, { action: consent ? 'share' : 'propose', sharing: { ...sharing, clientId, recipientId } });
  }
}

/** Her plain yes, said alone. */
async function agree(person: Connection, clientId: string, consent: { words: string; on: number }): Promise<void> {
  await create(person, 'Consent__c', {
    Client__c: clientId,
    Purpose__c: 'PU2',
    Decision__c: 'Given',
    Explicit__c: true,
    Partner_Present__c: 'No',
    Method__c: 'Spoken',
    Wording__c: consent.words,
    Decided_On__c: isoDay(consent.on)
  });
}

async function post(person: Connection, body: Record<string, unknown>): Promise<void> {
  try {
    await person.apex.post(ADDRESS, body);
  } catch (error) {
    throw refused(error, 'write down a sharing');
  }
}
