import { isoDay, type DemoOrg } from './data.ts';
import type { Registers } from './families.ts';
import { refused, type Cast } from './personas.ts';

const ADDRESS = '/confide/v1/supervision';

/** Writes down the demo's talks of supervisors with supporters; a supporter who had one already is left as she is. */
export async function recordSessions(org: DemoOrg, clients: ReadonlyMap<string, string>, registers: Registers, cast: Cast): Promise<void> {
  for (const { by, with: supporter, held, family, note } of org.sessions) {
    const person = await cast.as(by);
    const supporterId = registers.workers.get(supporter);
    const { totalSize } = await person.query(`SELECT COUNT() FROM Supervision_Session__c WHERE Supporter__c = '${supporterId}'`);
    if (totalSize > 0) continue;
    try {
      await person.apex.post(ADDRESS, { supporterId, heldOn: isoDay(held), cases: [{ clientId: clients.get(family), note }] });
    } catch (error) {
      throw refused(error, 'write down a supervision');
    }
  }
}
