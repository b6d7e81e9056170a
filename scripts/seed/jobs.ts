import type { Connection } from '@jsforce/jsforce-node';
import { seed as words } from '../messages/seed.ts';
import { EXIT, ToolError } from '../shared/exit.ts';

/**
 * Schedules the package's sweeps (assignments that end on a date, lost log events, training), as an administrator does after
 * a deployment. Scheduling again changes nothing.
 */
export async function scheduleJobs(admin: Connection): Promise<void> {
  const { success } = await admin.tooling.executeAnonymous('ConfideJobs.schedule();');
  if (!success) throw new ToolError(words.jobs, EXIT.remote);
}
