/** The path above a record: the values of a picklist in their order, with the guidance written for each. */
import { PlatformError } from '../../errors.ts';
import { readable } from '../../api/ui/fields.ts';
import { nodes, text } from '../../metadata/xml.ts';
import type { XmlNode } from '../../metadata/types.ts';
import type { Org } from '../../org.ts';
import { fieldOf } from '../../schema/types.ts';
import type { ObjectDef } from '../../schema/types.ts';

export interface RecordPath {
  readonly fieldApiName: string;
  readonly label: string;
  /** Whether this user could set the field from the path, if the page offers it. */
  readonly editable: boolean;
  readonly steps: readonly { readonly value: string; readonly label: string; readonly guidance: string | null }[];
}

/** @returns the active path of the object, or null when it has none or she may not read its field. */
export function recordPath(org: Org, userId: string, object: ObjectDef): RecordPath | null {
  const path = [...(org.metadata.components.get('PathAssistant')?.values() ?? [])].find(
    (node) => text(node, 'entityName') === object.name && text(node, 'active') === 'true'
  );
  if (!path) return null;
  const field = fieldOf(object, text(path, 'fieldName') ?? '');
  if (!field) throw new PlatformError('NOT_FOUND', 'The field of the path does not exist.');
  if (!readable(org, userId, object, field)) return null;
  const editable =
    object.updateable &&
    field.updateable &&
    org.security.objectAccess(userId, object.name).edit &&
    org.security.fieldAccess(userId, object.name, field.name).edit;
  const steps = field.picklist
    .filter((value) => value.isActive)
    .map(({ value, label }) => ({ value, label, guidance: guidanceOf(path, value) }));
  return { fieldApiName: field.name, label: text(path, 'masterLabel') ?? field.label, editable, steps };
}

function guidanceOf(path: XmlNode, value: string): string | null {
  const step = nodes(path, 'pathAssistantSteps').find((candidate) => text(candidate, 'picklistValueName') === value);
  return text(step ?? {}, 'info') ?? null;
}
