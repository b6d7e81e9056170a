import { check, standardObject, text } from '../define.ts';

/** Remote site settings: addresses to which Apex may send. Tooling API, RemoteProxy. */
export const remoteProxy = standardObject(
  'RemoteProxy',
  '0rp',
  [
    text('SiteName', 80, { required: true, nameField: true }),
    text('EndpointUrl', 255, { required: true }),
    check('IsActive', { defaultValue: 'true' }),
    check('DisableProtocolSecurity'),
    text('Description', 1000)
  ],
  { label: 'Remote Site Setting', setup: true }
);
