/** Debug logs, whom they are kept for, and how much of them. Tooling API, ApexLog, TraceFlag and DebugLevel. */
import { datetime, integer, picklist, reference, standardObject, text } from '../define.ts';

const LEVELS = ['NONE', 'INTERNAL', 'FINEST', 'FINER', 'FINE', 'DEBUG', 'INFO', 'WARN', 'ERROR'];
const CATEGORIES = [
  'ApexCode',
  'ApexProfiling',
  'Callout',
  'DataAccess',
  'Database',
  'Nba',
  'System',
  'Validation',
  'Visualforce',
  'Wave',
  'Workflow'
];

export const apexLogs = [
  standardObject(
    'ApexLog',
    '07L',
    [
      text('Application', 255),
      integer('DurationMilliseconds'),
      text('Location', 40),
      integer('LogLength'),
      reference('LogUserId', 'User'),
      text('Operation', 255),
      text('Request', 255),
      datetime('StartTime'),
      text('Status', 255)
    ],
    { label: 'Apex Debug Log', setup: true, readOnly: true }
  ),
  standardObject(
    'DebugLevel',
    '7dl',
    [
      text('DeveloperName', 80, { required: true, nameField: true }),
      text('MasterLabel', 80, { required: true }),
      text('Language', 40),
      ...CATEGORIES.map((name) => picklist(name, LEVELS))
    ],
    { label: 'Apex Debug Level', setup: true }
  ),
  standardObject(
    'TraceFlag',
    '7tf',
    [
      reference('TracedEntityId', ['User', 'ApexClass', 'ApexTrigger'], { required: true, relationshipName: 'TracedEntity' }),
      picklist('LogType', ['CLASS_TRACING', 'DEVELOPER_LOG', 'PROFILING', 'USER_DEBUG'], { required: true }),
      reference('DebugLevelId', 'DebugLevel', { required: true }),
      datetime('StartDate'),
      datetime('ExpirationDate', { required: true })
    ],
    { label: 'Trace Flag', setup: true }
  )
];
