import type { OrgConnection } from '../shared/org/index.ts';
import { project, readDataMap, readMatrix } from '../verify/expected.ts';
import { readOrg } from '../verify/read.ts';
import { expectedOf, packageIn } from '../verify/verify.ts';
import { type Proof, prove } from './proof.ts';

/** Reads the org, the source and the project's files, and proves who can do what. */
export async function proveOrg(org: OrgConnection, source: string | undefined, expect: string | undefined): Promise<Proof> {
  const pack = packageIn(source);
  return prove({
    pack,
    org: await readOrg(org.connection, pack),
    matrix: readMatrix(project('config', 'access-matrix.yaml')),
    map: readDataMap(project('config', 'data-map.yaml')),
    expected: expectedOf(org, expect)
  });
}
