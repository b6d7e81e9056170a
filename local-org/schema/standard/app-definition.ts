import { standardObject, text } from '../define.ts';

export const appDefinition = standardObject(
  'AppDefinition',
  '02u',
  [
    text('DurableId', 255),
    text('Label', 255),
    text('MasterLabel', 255),
    text('DeveloperName', 255, { nameField: true, required: true }),
    text('Description', 255),
    text('NamespacePrefix', 15),
    text('UiType', 40),
    text('NavType', 40)
  ],
  { label: 'App Definition', setup: true, readOnly: true, audit: false }
);
