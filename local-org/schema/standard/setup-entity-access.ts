import { createOnly, readOnly, reference, standardObject, text } from '../define.ts';

/** Classes, custom permissions, apps, tabs and metadata types that a permission set opens; `SetupEntityType` says which. */
export const setupEntityAccess = standardObject(
  'SetupEntityAccess',
  '0J0',
  [
    createOnly(
      reference('ParentId', ['PermissionSet', 'MutingPermissionSet'], {
        required: true,
        deleteConstraint: 'Cascade',
        childRelationshipName: 'SetupEntityAccessItems'
      })
    ),
    createOnly(
      reference('SetupEntityId', ['ApexClass', 'CustomPermission', 'AppDefinition', 'EntityDefinition'], {
        required: true,
        relationshipName: undefined,
        deleteConstraint: 'Cascade'
      })
    ),
    readOnly(text('SetupEntityType', 40))
  ],
  { label: 'Setup Entity Access', labelPlural: 'Setup Entity Access', setup: true, audit: false }
);
