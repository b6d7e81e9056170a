import { standardObject, text } from '../define.ts';
import { userPermissionFields } from './user-permissions.ts';

/** What a permission set group takes away again; its object and field permissions have it as their parent. */
export const mutingPermissionSet = standardObject(
  'MutingPermissionSet',
  '0QM',
  [
    text('DeveloperName', 80, { required: true, nameField: true }),
    text('Language', 10),
    text('MasterLabel', 80, { required: true }),
    text('Description', 255),
    ...userPermissionFields()
  ],
  { setup: true }
);
