import type { Value } from '../../schema/types.ts';
import { current } from '../../transaction.ts';
import type { ApexList } from '../values/index.ts';
import { argument, raise } from '../values/index.ts';
import { systemClass, type LibraryClass } from './define.ts';

/** Puts the apps of the org in that order; those that are not named follow as they were. */
function setOrgSortOrder(applicationIds: ApexList<string> | null): void {
  const { org, userId } = current();
  if (!org.security.hasUserPermission(userId, 'CustomizeApplication'))
    raise('SecurityException', 'The order of the apps is changed by those who may customize the application');
  const rows = org.store.all('SELECT "Id" AS id, "ApplicationId" AS app FROM "AppMenuItem" ORDER BY "SortOrder", "Id"');
  const wanted = argument(applicationIds).items;
  const unknown = wanted.find((id) => !rows.some((row) => row['app'] === id));
  if (unknown !== undefined) raise('InvalidParameterValueException', `Not an app: ${unknown}`);
  const place = (app: unknown): number => {
    const at = wanted.indexOf(String(app));
    return at < 0 ? wanted.length : at;
  };
  const ordered = rows.toSorted((a, b) => place(a['app']) - place(b['app']));
  org.store.update(
    'AppMenuItem',
    ordered.map(
      (row, at) =>
        new Map<string, Value>([
          ['Id', String(row['id'])],
          ['SortOrder', at]
        ])
    )
  );
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_AppLauncher_AppMenu.htm */
export default systemClass('public class AppLauncher.AppMenu', {
  'static void setOrgSortOrder(List<Id> applicationIds)': setOrgSortOrder
}) satisfies LibraryClass;
