import { auth } from '../../messages/common.ts';
import { EXIT, ToolError } from '../exit.ts';
import type { OrgIdentity } from './index.ts';

/**
 * A production org is changed only by who names it; whoever names an org means that one, whatever it is and whatever the command does.
 * @throws ToolError saying which name to give
 */
export function requireConfirmation({ isProduction, myDomain }: OrgIdentity, confirm: string | undefined, writes: boolean): void {
  if (confirm !== undefined && confirm !== myDomain) throw new ToolError(auth.wrongConfirm(myDomain), EXIT.usage, 'CONFIRM_OTHER_ORG');
  if (isProduction && writes && confirm === undefined) throw new ToolError(auth.confirm(myDomain), EXIT.usage, 'CONFIRM_PRODUCTION');
}
