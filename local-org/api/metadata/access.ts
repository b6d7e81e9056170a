import { PlatformError } from '../../errors.ts';
import type { Org } from '../../org.ts';

/** @throws PlatformError for who may not change metadata. */
export function demandDeployer(org: Org, userId: string): void {
  const holds = (name: string): boolean => org.security.hasUserPermission(userId, name);
  if (!holds('ApiEnabled')) throw new PlatformError('API_DISABLED_FOR_ORG', 'API is not enabled for this Organization or Partner');
  if (!holds('ModifyMetadata') && !holds('ModifyAllData'))
    throw new PlatformError(
      'INSUFFICIENT_ACCESS',
      'INSUFFICIENT_ACCESS: use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions'
    );
}
