/** Quick actions of a record page: components of the package that the layout names, each in a window of its own. */
import { NotSupportedError } from '../../errors.ts';
import { layoutActions } from '../../api/ui/layouts.ts';
import { text } from '../../metadata/xml.ts';
import type { Org } from '../../org.ts';
import type { ObjectDef } from '../../schema/types.ts';

export interface RecordAction {
  readonly name: string;
  readonly label: string;
  /** `c/decide` */
  readonly component: string;
}

/**
 * @param named the actions that the page names (dynamic actions), separated by commas; null for those of the layout
 * @returns the actions in their order. As on the platform, an action without a visibility rule on its page shows for everybody; what it does is for its component to refuse.
 */
export function recordActions(org: Org, object: ObjectDef, named: string | null): RecordAction[] {
  const names = named === null ? layoutActions(org, object) : named.split(',').filter(Boolean);
  return names.map((name) => {
    const action = org.metadata.components.get('QuickAction')?.get(name);
    if (!action) throw new NotSupportedError(`the action ${name} of a page`);
    return { name, label: text(action, 'label') ?? name, component: `c/${text(action, 'lightningWebComponent') ?? ''}` };
  });
}
