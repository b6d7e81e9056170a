/** Quick actions of a record page: components of the package that the layout names, each in a window of its own. */
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

/** @returns the actions in the layout's order. As on the platform a layout's action shows for everybody; what it does is for its component to refuse. */
export function recordActions(org: Org, object: ObjectDef): RecordAction[] {
  return layoutActions(org, object).map((name) => {
    const action = org.metadata.components.get('QuickAction')?.get(name) ?? {};
    return { name, label: text(action, 'label') ?? name, component: `c/${text(action, 'lightningWebComponent') ?? ''}` };
  });
}
