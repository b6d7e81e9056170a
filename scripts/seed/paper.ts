import type { Connection } from '@jsforce/jsforce-node';
import { isoDay, type DemoOrg } from './data.ts';
import { refused, type Cast } from './personas.ts';

const ADDRESS = '/confide/v1/paper';

interface Known {
  families: { clientId: string }[];
}

/** Registers a few papers, each by who works with the family; some of them are out with her. Families that have paper are left as they are. */
export async function registerPaper(org: DemoOrg, clients: ReadonlyMap<string, string>, cast: Cast): Promise<void> {
  for (const { by, family, what, location, backIn } of org.papers) {
    const person = await cast.as(by);
    const clientId = clients.get(family)!;
    const known = (await person.apex.get(ADDRESS)) as unknown as Known[];
    if (known.some(({ families }) => families.some((one) => one.clientId === clientId))) continue;
    const { paperId } = await post<{ paperId: string }>(person, ADDRESS, { families: [clientId], what, location, locked: true });
    if (backIn) await post(person, `${ADDRESS}/${paperId}`, { kind: 'Out', dueBackOn: isoDay(backIn) });
  }
}

async function post<T>(person: Connection, address: string, body: Record<string, unknown>): Promise<T> {
  try {
    return await person.apex.post<T>(address, body);
  } catch (error) {
    throw refused(error, 'register a paper');
  }
}
