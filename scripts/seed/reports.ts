import type { Connection } from '@jsforce/jsforce-node';
import { isoDay, type DemoOrg } from './data.ts';
import { refused, type Cast } from './personas.ts';

const HOUR = 3_600_000;

/** Has the demo's complaints, losses and concerns written down by those who heard of them. A second time each is recognised by its key. */
export async function logReports(org: DemoOrg, cast: Cast): Promise<void> {
  for (const { key, by, received, ...complaint } of org.complaints) {
    await log(await cast.as(by), 'complaints', { ...complaint, receivedOn: isoDay(received), requestKey: `seed-${key}` });
  }
  for (const { key, by, hoursAgo, ...loss } of org.losses) {
    const awareAt = new Date(Date.now() - hoursAgo * HOUR).toISOString();
    await log(await cast.as(by), 'losses', { ...loss, awareAt, requestKey: `seed-${key}` });
  }
  for (const { key, by, hoursAgo, ...concern } of org.concerns) {
    const disclosedAt = new Date(Date.now() - hoursAgo * HOUR).toISOString();
    await log(await cast.as(by), 'concerns', { ...concern, disclosedAt, requestKey: `seed-${key}` });
  }
}

async function log(person: Connection, door: 'complaints' | 'losses' | 'concerns', body: object): Promise<void> {
  try {
    await person.apex.post(`/confide/v1/${door}`, body);
  } catch (error) {
    throw refused(error, `write down one of the ${door}`);
  }
}
