import { standardObject, text } from '../define.ts';

/** Where the org may send data, with a stored login. Object Reference, NamedCredential. */
export const namedCredential = standardObject(
  'NamedCredential',
  '0XA',
  [
    text('DeveloperName', 80, { required: true, nameField: true }),
    text('MasterLabel', 80, { required: true }),
    text('Language', 40),
    text('Endpoint', 2000),
    text('PrincipalType', 40)
  ],
  { label: 'Named Credential', setup: true }
);
