/** What the shell asks the server for beside the UI API: pages, search, who is signed in. */
import { PlatformError } from '../../errors.ts';
import type { Org } from '../../org.ts';
import { transact } from '../../transaction.ts';
import { getRecord } from '../../api/ui/records.ts';
import { readableObject } from '../../api/ui/fields.ts';
import type { Session } from '../sessions.ts';
import { recordActions } from './actions.ts';
import { allItems, appsFor, objectIcon, openableItem } from './apps.ts';
import { reportsFor } from '../../reports/source.ts';
import { runReport } from '../../reports/run.ts';
import { homePageName, pageFor, recordPageName, ruleFields } from './pages.ts';
import { notifications, seeNotifications } from './notifications.ts';
import { recordPath } from './paths.ts';
import { personas } from './personas.ts';
import { search } from './search.ts';
import { utilitiesOf } from './utilities.ts';

type Operation = (org: Org, session: Session, input: Record<string, string>) => unknown;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  recordPage: (org, session, { recordId = '' }) => recordPage(org, session, recordId),
  actions: (org, session, { objectApiName = '', named }) => ({
    actions: recordActions(org, readableObject(org, session.userId, objectApiName), named ?? null)
  }),
  path: (org, session, { objectApiName = '' }) => ({
    path: recordPath(org, session.userId, readableObject(org, session.userId, objectApiName))
  }),
  homePage: (org, session) => {
    const name = homePageName(org, appName(org, session));
    return { page: name === null ? null : pageFor({ org, userId: session.userId, record: null }, name) };
  },
  item: (org, session, { name = '' }) => {
    const item = openableItem(org, session.userId, name);
    if (!item) throw new PlatformError('NOT_FOUND', 'This page does not exist, or you do not have access to it.');
    return { item, page: item.kind === 'page' ? pageFor({ org, userId: session.userId, record: null }, item.target!) : null };
  },
  objectHome: (org, session, { objectApiName = '' }) => {
    const object = readableObject(org, session.userId, objectApiName);
    return { objectApiName: object.name, label: object.label, labelPlural: object.labelPlural, icon: objectIcon(org, object.name) };
  },
  reports: (org, session) => ({ reports: reportsFor(org, session.userId) }),
  report: (org, session, { id = '' }) => runReport(org, session.userId, id),
  notifications: (org, session) => ({ notifications: notifications(org, session.userId) }),
  seeNotifications: (org, session, { newest = '0' }) => {
    seeNotifications(org, session.userId, Number(newest) || 0);
    return null;
  },
  search: (org, session, { words = '' }) => ({ groups: search(org, session.userId, words) })
};

/** Runs one operation as the session's user, in a transaction of its own. @throws PlatformError for refusals. */
export function shellOperation(org: Org, session: Session, name: string, input: Record<string, string>): unknown {
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (!operation) throw new PlatformError('NOT_FOUND', 'The requested resource does not exist');
  return transact(org, session.userId, 'api', () => operation(org, session, input));
}

/** @returns what the shell needs before it shows anything: in the page itself, so that no request stands before the first paint. */
export function bootData(org: Org, session: Session): object {
  const everyone = personas(org);
  const apps = appsFor(org, session.userId);
  const app = apps.find((candidate) => candidate.name === session.appName) ?? apps[0];
  return {
    user: everyone.find((persona) => persona.id === session.userId) ?? null,
    personas: everyone.map(({ username, name, title }) => ({ username, name, title })),
    app,
    utilities: app ? utilitiesOf(org, session.userId, app.name) : [],
    apps: apps.map(({ name, label, description, headerColor, items }) => ({
      name,
      label,
      description,
      headerColor,
      url: items[0]?.url ?? '/lightning/page/home'
    })),
    items: allItems(org, session.userId),
    unseen: notifications(org, session.userId).filter((notification) => !notification.seen).length,
    customPermissions: [...(org.metadata.components.get('CustomPermission')?.keys() ?? [])].filter((name) =>
      org.security.hasCustomPermission(session.userId, name)
    )
  };
}

/** @returns the app the session is in: the one chosen, or her first. */
export function appName(org: Org, session: Session): string | null {
  const apps = appsFor(org, session.userId);
  return (apps.find((app) => app.name === session.appName) ?? apps[0])?.name ?? null;
}

/** The same refusal, in the same words, for a row that is not there and one that is not hers (getRecord sees to it). */
function recordPage(org: Org, session: Session, recordId: string): object {
  const { userId } = session;
  const object = org.schema.byKeyPrefix(recordId.slice(0, 3));
  const pageName = object ? recordPageName(org, appName(org, session), object.name) : null;
  const nameField = object?.nameField?.name;
  const record = getRecord(org, userId, recordId, {
    optionalFields: [...(nameField ? [nameField] : []), ...(pageName ? ruleFields(org, pageName) : [])]
  });
  return {
    objectApiName: record.apiName,
    objectLabel: object!.label,
    icon: objectIcon(org, record.apiName),
    name: nameField ? (record.fields[nameField]?.value ?? null) : null,
    page: pageName === null ? null : pageFor({ org, userId, record }, pageName)
  };
}
