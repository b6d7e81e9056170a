import { verify as words } from '../messages/verify.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import type { OrgConnection } from '../shared/org/index.ts';
import { drift, readBaseline, writeBaseline, type Written } from './baseline.ts';
import { type DataMap, type Expected, project, readDataMap, readExpected } from './expected.ts';
import type { Found } from './faults.ts';
import { readOrg } from './read.ts';
import { encryptionFindings } from './encryption.ts';
import { grantFindings } from './rules/grants.ts';
import { objectFindings } from './rules/objects.ts';
import { peopleFindings } from './rules/people.ts';
import { codeFindings, shareFindings, toldFindings, wayFindings } from './rules/rest.ts';
import { readPackage } from './source.ts';
import type { Org, Package } from './types.ts';

export interface Asked {
  readonly source?: string | undefined;
  readonly expect?: string | undefined;
  readonly baseline?: string | undefined;
  readonly writeBaseline?: string | undefined;
  /** Public key of the baseline's signer, in hexadecimal digits. */
  readonly signer?: string | undefined;
}

/** Holds an org against the package, the manifest and what it may have besides; and against a baseline, where one is given. */
export async function verifyOrg(
  org: OrgConnection,
  asked: Asked,
  pack: Package = packageIn(asked.source)
): Promise<{ found: Found[]; org: Org; written: Written | null; platform: string }> {
  const expected = expectedOf(org, asked.expect);
  const before = asked.baseline === undefined ? undefined : readBaseline(asked.baseline, org.identity.orgId, asked.signer);
  const now = await readOrg(org.connection, pack);
  const found = findings(pack, now, readDataMap(project('config', 'data-map.yaml')), expected);
  return {
    found: [...found, ...(before ? drift(before, now) : [])],
    org: now,
    platform: expected.platform,
    written: asked.writeBaseline === undefined ? null : writeBaseline(asked.writeBaseline, org.identity.orgId, now)
  };
}

/** @throws ToolError (usage) when there is no package in the folder */
export function packageIn(folder = project('force-app')): Package {
  const pack = readPackage(folder);
  if (pack.objects.size === 0 || pack.sets.size === 0) throw new ToolError(words.noSource, EXIT.usage);
  return pack;
}

/** The demonstration org's people log in over the API, which no charity's may. */
export function expectedOf({ identity }: OrgConnection, file: string | undefined): Expected {
  return readExpected(file ?? (identity.kind === 'local' ? project('config', 'demo', 'posture.yaml') : project('config', 'posture.yaml')));
}

/** Everything in the org that is not as the package, the manifest and config/posture.yaml say. */
export function findings(pack: Package, org: Org, map: DataMap, expected: Expected): Found[] {
  return [
    ...objectFindings(pack, org, map),
    ...grantFindings(pack, org, map, expected),
    ...peopleFindings(pack, org, expected),
    ...wayFindings(org, expected),
    ...codeFindings(pack, org),
    ...shareFindings(pack, org),
    ...encryptionFindings(org, expected),
    ...toldFindings(org)
  ];
}
