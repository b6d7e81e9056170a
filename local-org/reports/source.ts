/** Reports of the package: which there are, and who may open them. */
import { createHash } from 'node:crypto';
import { PlatformError } from '../errors.ts';
import { nodes, text } from '../metadata/xml.ts';
import type { XmlNode } from '../metadata/types.ts';
import type { Org } from '../org.ts';
import { makeId, normalizeId } from '../schema/ids.ts';
import { SYSTEM } from '../security/types.ts';
import type { Bind } from '../soql/types.ts';

export interface ReportInfo {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly folder: string;
}

const KEY_PREFIX = '00O';

/** @returns the reports in folders that are shared with the user, by folder and label; none without the permission to run reports. */
export function reportsFor(org: Org, userId: string): ReportInfo[] {
  return openable(org, userId).map(({ info }) => info);
}

/** @throws NOT_FOUND alike for a report that is not there and one that is not hers to open. */
export function openReport(org: Org, userId: string, id: string): { info: ReportInfo; node: XmlNode } {
  const wanted = normalizeId(id);
  const found = openable(org, userId).find(({ info }) => info.id === wanted);
  if (!found) throw new PlatformError('NOT_FOUND', 'This report does not exist, or you do not have access to it.');
  return found;
}

function openable(org: Org, userId: string): { info: ReportInfo; node: XmlNode }[] {
  if (!org.security.hasUserPermission(userId, 'RunReports')) return [];
  const folders = openFolders(org, userId);
  return [...(org.metadata.components.get('Report') ?? [])]
    .filter(([name]) => folders.has(name.split('/')[0]!))
    .map(([name, node]) => ({ info: infoOf(name, node, folders.get(name.split('/')[0]!)!), node }))
    .sort(({ info: one }, { info: other }) => `${one.folder}\n${one.label}`.localeCompare(`${other.folder}\n${other.label}`, 'en-GB'));
}

function infoOf(name: string, node: XmlNode, folder: string): ReportInfo {
  return { id: idOf(name), label: text(node, 'name') ?? name, description: text(node, 'description') ?? '', folder };
}

/** The same id in every org of this source, so that a link holds after a restart. */
function idOf(name: string): string {
  return makeId(KEY_PREFIX, Number.parseInt(createHash('sha256').update(name).digest('hex').slice(0, 12), 16));
}

/** @returns the labels of the folders that she may open, by name. */
function openFolders(org: Org, userId: string): Map<string, string> {
  const groups = groupsOf(org, userId);
  const everything = org.security.hasUserPermission(userId, 'ModifyAllData');
  const folders = [...(org.metadata.components.get('ReportFolder') ?? [])].filter(
    ([, node]) =>
      everything ||
      text(node, 'accessType') === 'Public' ||
      nodes(node, 'folderShares').some((share) => groups.has(text(share, 'sharedTo') ?? ''))
  );
  return new Map(folders.map(([name, node]) => [name, text(node, 'name') ?? name]));
}

function groupsOf(org: Org, userId: string): Set<string> {
  const { records } = org.soql.query(
    "SELECT Group.DeveloperName FROM GroupMember WHERE UserOrGroupId = :userId AND Group.Type = 'Regular'",
    {
      userId,
      access: SYSTEM,
      binds: new Map<string, Bind>([['userId', userId]])
    }
  );
  return new Set(records.map((row) => String(row.parents.get('Group')?.get('DeveloperName'))));
}
