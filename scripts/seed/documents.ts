import { isoDay, type DemoOrg } from './data.ts';
import { refused, type Cast } from './personas.ts';

const ADDRESS = '/confide/v1/documents';

/** Keeps the demo's documents; a family that has some is left as it is. The owner of the scheduled jobs keeps them, so those come first. */
export async function keepDocuments(org: DemoOrg, clients: ReadonlyMap<string, string>, cast: Cast): Promise<void> {
  for (const { family, by, kind, about, received, text } of org.documents) {
    const person = await cast.as(by);
    const clientId = clients.get(family);
    try {
      const { documents } = await person.apex.post<{ documents: unknown[] }>(`${ADDRESS}/list`, { clientId, purpose: 'PU1' });
      if (documents.length > 0) continue;
      const document = { kind, about, receivedOn: isoDay(received), fileName: 'form.txt', base64: Buffer.from(text).toString('base64') };
      await person.apex.post(ADDRESS, { clientId, document });
    } catch (error) {
      throw refused(error, 'keep a document');
    }
  }
}
