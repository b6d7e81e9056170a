import type { Connection } from '@jsforce/jsforce-node';
import type { Progress } from '../shared/progress.ts';
import { readDemoData } from './data.ts';
import { decideDisposals } from './disposals.ts';
import { keepDocuments } from './documents.ts';
import { loadFamily } from './families.ts';
import { scheduleJobs } from './jobs.ts';
import { registerPaper } from './paper.ts';
import { createPeople, grantAgain } from './personas.ts';
import { createRegisters } from './registers.ts';
import { logReports } from './reports.ts';
import { loadSharings } from './sharing.ts';
import { recordSessions } from './supervision.ts';

/**
 * Loads the demo's people and families, each step as the person whose work it is.
 * @param progress makes the display of how far the families have come
 */
export async function loadDemo(
  admin: Connection,
  folder: string,
  password: string,
  progress: (total: number) => Progress
): Promise<{ people: number; families: number }> {
  const data = readDemoData(folder);
  const cast = await createPeople(admin, data.org.people, password);
  const registers = await createRegisters(admin, data.org, cast);
  await grantAgain(admin, data.org.people, cast);
  const clients = new Map<string, string>();
  const shown = progress(data.families.length);
  for (const family of data.families) {
    clients.set(family.key, await loadFamily(family, clients, registers, cast));
    shown.update(clients.size);
  }
  shown.end();
  await loadSharings(data.org, clients, registers, cast);
  await registerPaper(data.org, clients, cast);
  await recordSessions(data.org, clients, registers, cast);
  await logReports(data.org, cast);
  await scheduleJobs(admin);
  await keepDocuments(data.org, clients, cast);
  await decideDisposals(data.org, clients, admin, cast);
  return { people: data.org.people.length, families: clients.size };
}
