/** What of the old records still lies beside the new model: counts alone, object by object. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { cutOver as words } from '../messages/cut-over.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { codeOf } from '../shared/failure.ts';
import type { OrgConnection } from '../shared/org/index.ts';
import { writeWhereSaid } from '../shared/state.ts';
import { readSource } from '../preflight/source.ts';
import { project } from '../verify/expected.ts';

/** Where people's names, words and files usually lie in an org that had no model of its own. */
const USUAL = [
  'Contact',
  'Lead',
  'Account',
  'Case',
  'CampaignMember',
  'Task',
  'Event',
  'EmailMessage',
  'Note',
  'Attachment',
  'ContentDocument',
  'FeedItem'
] as const;
const STAY = z.strictObject({
  stay: z.record(z.string().regex(/^\w+$/), z.strictObject({ most: z.int().nonnegative(), why: z.string().min(10) }))
});
const COUNTS = z.strictObject({ org: z.string(), at: z.string(), counts: z.record(z.string(), z.int().nonnegative()) });

export interface Left {
  readonly object: string;
  readonly before: number | null;
  /** Null when it could not be counted. */
  readonly now: number | null;
  /** Org-wide default inside the org; null where the org does not say. */
  readonly open: string | null;
  readonly why: string | null;
  readonly isLeft: boolean;
}
export interface Asked {
  readonly before?: string | undefined;
  readonly write?: string | undefined;
  readonly allowed?: string | undefined;
}

/** @throws ToolError (blocked) when the login does not see all rows; (usage) for a file that is none */
export async function cutOver(org: OrgConnection, asked: Asked): Promise<readonly Left[]> {
  const { stay } = read(asked.allowed ?? project('config', 'cut-over.yaml'), STAY);
  const before = asked.before === undefined ? null : read(asked.before, COUNTS);
  if (before && before.org !== org.identity.orgId) throw new ToolError(words.otherOrg, EXIT.usage, 'CUT_OVER_OTHER_ORG');
  await demandAll(org);
  const objects = await objectsOf(org);
  const left: Left[] = [];
  for (const [object, open] of objects) {
    const now = await countOf(org, object);
    const allowed = stay[object];
    const isLeft = now === null || now > (allowed?.most ?? 0);
    left.push({ object, before: before?.counts[object] ?? null, now, open, why: allowed?.why ?? null, isLeft });
  }
  if (asked.write !== undefined) keep(asked.write, org.identity.orgId, left);
  return left;
}

/** A count is the truth only for who sees every row. */
async function demandAll({ connection, identity }: OrgConnection): Promise<void> {
  const first = async (soql: string): Promise<Record<string, unknown> | undefined> => {
    const { records } = await connection.query<Record<string, unknown>>(`${soql} LIMIT 1`);
    return records[0];
  };
  const user = await first(`SELECT ProfileId FROM User WHERE Id = '${identity.userId}'`);
  const byProfile = `SELECT Id FROM PermissionSet WHERE PermissionsViewAllData = TRUE AND ProfileId = '${String(user?.['ProfileId'])}'`;
  const bySet = `SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.PermissionsViewAllData = TRUE AND AssigneeId = '${identity.userId}'`;
  const seesAll = (await first(byProfile)) ?? (await first(bySet));
  if (!seesAll) throw new ToolError(words.notAll, EXIT.blocked, 'CUT_OVER_NOT_ALL');
}

/** The usual objects that the org has, and every custom object that is not the package's. */
async function objectsOf({ connection }: OrgConnection): Promise<Map<string, string | null>> {
  const ours = readSource(project('force-app')).objects;
  const { sobjects } = await connection.describeGlobal();
  const others = sobjects.filter(({ name, custom, queryable }) => queryable && custom && /__c$/.test(name) && !ours.has(name));
  const usual = sobjects.filter(({ name, queryable }) => queryable && (USUAL as readonly string[]).includes(name));
  const names = [...usual, ...others].map(({ name }) => name).sort();
  const found = new Map<string, string | null>(names.map((name) => [name, null]));
  const list = names.map((name) => `'${name}'`).join(', ');
  const soql = `SELECT QualifiedApiName, InternalSharingModel FROM EntityDefinition WHERE QualifiedApiName IN (${list})`;
  const { records } = await connection.query<{ QualifiedApiName: string; InternalSharingModel: string | null }>(soql);
  for (const { QualifiedApiName: name, InternalSharingModel: model } of records) found.set(name, model);
  return found;
}

/** Files of the package's own documents are no old record. */
async function countOf({ connection }: OrgConnection, object: string): Promise<number | null> {
  const ours = `WHERE Id NOT IN (SELECT ContentDocumentId FROM ContentDocumentLink WHERE LinkedEntity.Type IN ('Case_Document__c', 'Rights_Document__c'))`;
  const where = object === 'ContentDocument' ? ours : '';
  const count = async (condition: string): Promise<number> =>
    (await connection.query(`SELECT COUNT() FROM ${object} ${condition}`)).totalSize;
  try {
    return await count(where);
  } catch (error) {
    if (/^(INVALID|MALFORMED|INSUFFICIENT|NOT_FOUND|OPERATION|EXTERNAL|QUERY|FUNCTIONALITY)/.test(codeOf(error) ?? '')) return null;
    throw error;
  }
}

function keep(file: string, org: string, left: readonly Left[]): void {
  const counts = Object.fromEntries(left.flatMap(({ object, now }) => (now === null ? [] : [[object, now]])));
  writeWhereSaid(file, `${JSON.stringify({ org, at: new Date().toISOString(), counts }, null, 1)}\n`);
}

function read<T>(file: string, shape: z.ZodType<T>): T {
  try {
    if (existsSync(file)) return shape.parse(parse(readFileSync(file, 'utf8')));
  } catch {
    // Told below: what stands in the file is not quoted.
  }
  throw new ToolError(words.badFile(path.basename(file)), EXIT.usage, 'CUT_OVER_FILE');
}
