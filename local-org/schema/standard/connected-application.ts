import { check, standardObject, text } from '../define.ts';

/** Programs that may ask for a login. They come with their installation; the API makes none. Object Reference, ConnectedApplication. */
export const connectedApplication = standardObject(
  'ConnectedApplication',
  '0H4',
  [text('Name', 80, { required: true, nameField: true }), check('OptionsAllowAdminApprovedUsersOnly'), text('StartUrl', 255)],
  { label: 'Connected App', labelPlural: 'Connected Apps', setup: true, readOnly: true }
);
