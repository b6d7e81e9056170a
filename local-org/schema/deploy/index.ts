/**
 * Turns source into the setup rows of the org, at every start: the same source gives the same rows with the same ids, removed
 * source takes its rows away. What people added by hand (assignments, members, users) stays.
 */
import type { Org } from '../../org.ts';
import { Problems } from '../../metadata/error.ts';
import { deployAccess } from './access.ts';
import { deployBase } from './base.ts';
import { deployCode } from './code.ts';
import { deployCustomMetadata } from './custom-metadata.ts';
import { deployDefinitions } from './definitions.ts';
import { deployGroups } from './groups.ts';
import { removeOrphans } from './orphans.ts';
import { checkRestrictionRules } from './restriction-rules.ts';
import { DeployedRows } from './rows.ts';
import { checkSharingRules } from './sharing-rules.ts';
import { deployStaticResources } from './static-resources.ts';
import { checkUserInterface } from './user-interface.ts';

export interface DeployTarget extends Pick<Org, 'metadata' | 'schema' | 'store' | 'now'> {
  /** Gathers what is wrong with the source, so that one start names all of it. */
  readonly problems: Problems;
}

/**
 * Deploys everything in one transaction.
 * @param adminUsername user name of the administrator.
 * @throws MetadataError naming the file of each component that refers to something missing.
 */
export function deploy(org: Pick<Org, 'metadata' | 'schema' | 'store' | 'now'>, adminUsername: string): void {
  const target: DeployTarget = { ...org, problems: new Problems(org.metadata) };
  target.store.atomically(() => {
    const rows = new DeployedRows(target.store, target.schema, target.now());
    deployBase(target, rows, adminUsername);
    deployGroups(target, rows);
    deployCode(target, rows);
    deployDefinitions(target, rows);
    deployAccess(target, rows);
    deployCustomMetadata(target, rows);
    deployStaticResources(target, rows);
    checkSharingRules(target);
    checkRestrictionRules(target);
    checkUserInterface(target);
    target.problems.raise();
    rows.finish();
    removeOrphans(target);
  });
}
