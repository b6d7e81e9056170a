import type { Connection } from '@jsforce/jsforce-node';
import { setup as words } from '../messages/setup.ts';
import { requireSight } from './sight.ts';
import { windows } from '../window/window.ts';

export type Code = keyof typeof words.steps;
export interface Step {
  readonly code: Code;
  readonly state: 'ok' | 'done' | 'todo';
}

const OURS = "LIKE 'Confide\\_%'";

/** Goes through the steps in order; without the package the others cannot be asked. @param check whether to change nothing */
export async function setUp(connection: Connection, check: boolean): Promise<Step[]> {
  const count = async (soql: string) => (await connection.query(`SELECT COUNT() FROM ${soql}`)).totalSize;
  const step = (code: Code, isRight: boolean): Step => ({ code, state: isRight ? 'ok' : 'todo' });
  const there = (await count("EntityDefinition WHERE QualifiedApiName = 'Access_Log_Head__c'")) > 0;
  if (!there) await requireSight(connection);
  if (!there) return [step('PACKAGE', false)];
  const [org] = (
    await connection.query<{ DefaultLocaleSidKey: string; TimeZoneSidKey: string }>(
      'SELECT DefaultLocaleSidKey, TimeZoneSidKey FROM Organization'
    )
  ).records;
  const holders = "SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSetGroup.DeveloperName LIKE 'Confide\\_%'";
  const members = (group: string) =>
    count(
      `GroupMember WHERE Group.Type = 'Regular' AND Group.DeveloperName = '${group}' AND UserOrGroupId IN (SELECT Id FROM User WHERE IsActive = TRUE)`
    );
  return [
    step('PACKAGE', true),
    await jobs(connection, check),
    step('NIGHT', await emptiesTheBin(connection)),
    step('QUEUES', (await count(`GroupMember WHERE Group.Type = 'Queue' AND Group.DeveloperName ${OURS}`)) === 0),
    step('HIERARCHY', (await count(`User WHERE IsActive = TRUE AND UserRoleId != NULL AND Id IN (${holders})`)) === 0),
    step('LOCALE', org?.DefaultLocaleSidKey === 'en_GB' && org.TimeZoneSidKey === 'Europe/London'),
    step('OFFICER', (await members('Confide_DPO')) > 0),
    step('LEADS', (await members('Confide_Safeguarding_Leads')) > 1),
    step(
      'OPENER',
      (await count("PermissionSetAssignment WHERE Assignee.IsActive = TRUE AND PermissionSet.Name = 'Confide_Open_Migration_Windows'")) > 0
    ),
    step('STRAYS', (await strays(connection)) === 0)
  ];
}

/** The package's own list of jobs, and the key of the access log, which it makes when it schedules. */
async function jobs(connection: Connection, check: boolean): Promise<Step> {
  const jobsNow = async () =>
    (
      await connection.query(
        "SELECT COUNT() FROM CronTrigger WHERE CronJobDetail.Name LIKE 'Confide: %' AND State IN ('WAITING', 'ACQUIRED', 'EXECUTING', 'BLOCKED')"
      )
    ).totalSize;
  const before = await jobsNow();
  if (check) return { code: 'JOBS', state: before > 0 ? 'ok' : 'todo' };
  const { success } = await connection.tooling.executeAnonymous('ConfideJobs.schedule();');
  if (!success) return { code: 'JOBS', state: 'todo' };
  return { code: 'JOBS', state: (await jobsNow()) > before ? 'done' : 'ok' };
}

/** Whether the user of the nightly deletions may take from the bin whatever lies there; else each deletion would be held. */
export async function emptiesTheBin(connection: Connection): Promise<boolean> {
  const { records } = await connection.query<{ OwnerId: string }>(
    "SELECT OwnerId FROM CronTrigger WHERE CronJobDetail.Name = 'Confide: what two people decided'"
  );
  const [job] = records;
  if (!job) return false;
  const who = `IsActive = TRUE AND Id = '${job.OwnerId}'`;
  const byProfile = await connection.query(`SELECT COUNT() FROM User WHERE ${who} AND Profile.PermissionsModifyAllData = TRUE`);
  if (byProfile.totalSize > 0) return true;
  const bySet = await connection.query(
    `SELECT COUNT() FROM PermissionSetAssignment WHERE Assignee.IsActive = TRUE AND AssigneeId = '${job.OwnerId}' AND PermissionSet.PermissionsModifyAllData = TRUE`
  );
  return bySet.totalSize > 0;
}

/** Who holds the migration's permission while no window of hers is open. */
async function strays(connection: Connection): Promise<number> {
  const held = await connection.query<{ AssigneeId: string }>(
    "SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Confide_Load_Old_Data'"
  );
  if (held.totalSize === 0) return 0;
  // The package's own door: the rows themselves are the officer's to read. Who may not ask knows of none.
  const known = await windows({ connection }).catch(() => []);
  const loaders = new Set(known.filter(({ isOpen }) => isOpen).map(({ openedForId }) => openedForId));
  return held.records.filter(({ AssigneeId }) => !loaders.has(AssigneeId)).length;
}
