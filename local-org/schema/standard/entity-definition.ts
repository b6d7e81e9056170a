import { check, standardObject, text } from '../define.ts';

export const entityDefinition = standardObject(
  'EntityDefinition',
  '4ie',
  [
    text('DurableId', 255),
    text('QualifiedApiName', 70, { nameField: true, required: true }),
    text('DeveloperName', 70),
    text('NamespacePrefix', 15),
    text('Label', 255),
    text('PluralLabel', 255),
    text('MasterLabel', 255),
    text('KeyPrefix', 3),
    text('InternalSharingModel', 40),
    text('ExternalSharingModel', 40),
    check('IsCustomizable'),
    check('IsApexTriggerable'),
    check('IsCustomSetting'),
    check('IsQueryable'),
    check('IsSearchable'),
    check('IsLayoutable'),
    check('IsDeprecatedAndHidden'),
    check('IsEverCreatable'),
    check('IsEverUpdatable'),
    check('IsEverDeletable'),
    check('IsFeedEnabled'),
    text('DeploymentStatus', 40)
  ],
  { label: 'Entity Definition', setup: true, readOnly: true, audit: false }
);
