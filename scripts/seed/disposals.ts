import type { Connection } from '@jsforce/jsforce-node';
import { EXIT, ToolError } from '../shared/exit.ts';
import type { DemoOrg } from './data.ts';
import { refused, type Cast } from './personas.ts';

const ADDRESS = '/confide/v1/retention';
/** What the nightly run does first; here at once, so that the desk shows the day's work. */
const DAYS = `RetentionStateWriter.refresh(new Map<Id, Client__c>([SELECT Id FROM Client__c WITH SYSTEM_MODE]).keySet());
RegisterSweep.find();`;

interface Desk {
  due: { clientId: string; code: string }[] | null;
  underWay: { disposalId: string; code: string; mayAgree: boolean }[];
}

/** Works out until when files are kept, and lets two people decide about some whose time is up. What is decided already is left. */
export async function decideDisposals(org: DemoOrg, clients: ReadonlyMap<string, string>, admin: Connection, cast: Cast): Promise<void> {
  const { success } = await admin.tooling.executeAnonymous(DAYS);
  if (!success) throw new ToolError('Until when files are kept could not be worked out.', EXIT.remote);
  for (const { family, by, reason, second, secondReason } of org.disposals) {
    const clientId = clients.get(family)!;
    const officer = await cast.as(by);
    const due = (await desk(officer)).due?.find((file) => file.clientId === clientId);
    if (!due) continue;
    await post(officer, 'decide', { clientId, reason });
    const other = await cast.as(second);
    const waiting = (await desk(other)).underWay.find((row) => row.mayAgree && row.code === due.code);
    if (waiting) await post(other, 'agree', { disposalId: waiting.disposalId, reason: secondReason });
  }
}

async function desk(person: Connection): Promise<Desk> {
  return (await person.apex.get(ADDRESS)) as unknown as Desk;
}

async function post(person: Connection, step: string, body: Record<string, string>): Promise<void> {
  try {
    await person.apex.post(`${ADDRESS}/${step}`, body);
  } catch (error) {
    throw refused(error, 'decide what is deleted');
  }
}
