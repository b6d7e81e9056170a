import { NotSupportedError } from '../../../errors.ts';
import { current } from '../../../transaction.ts';
import { isTesting, setMock, startTest, stopTest } from '../../async/testing.ts';
import { ApexDatetime, ApexList, argument, raise } from '../../values/index.ts';
import { callMethod } from '../../runtime/dispatch.ts';
import { engine } from '../../runtime/engine.ts';
import type { ApexType } from '../../runtime/type.ts';
import { systemClass } from '../define.ts';
import { listOf } from '../make.ts';
import { fixSearchResults } from '../query.ts';
import { TestBroker } from '../EventBus.ts';
import { loadData } from './load-data.ts';

const refused = (what: string) => (): never => {
  throw new NotSupportedError(`Test.${what}`);
};

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_test.htm */
export default systemClass('public class System.Test', {
  'static void startTest()': startTest,
  'static void stopTest()': stopTest,
  'static Boolean isRunningTest()': isTesting,
  'static EventBus.TestBroker getEventBus()': () => TestBroker.one,
  'static void setCreatedDate(Id recordId, Datetime created)': setCreatedDate,
  'static void calculatePermissionSetGroup(String groupId)': () => current().org.security.setupChanged('PermissionSetGroup'),
  'static void calculatePermissionSetGroup(List<String> groupIds)': () => current().org.security.setupChanged('PermissionSetGroup'),
  'static Object createStub(Type parentType, StubProvider provider)': createStub,
  'static Id getStandardPricebookId()': refused('getStandardPricebookId'),
  'static void setMock(Type type, Object mock)': (type: ApexType | null, mock: object | null) => {
    if (argument(type).name !== 'HttpCalloutMock') throw new NotSupportedError(`Test.setMock of ${argument(type).name}`);
    setMock('HttpCalloutMock', argument(mock));
  },
  'static List<SObject> loadData(Schema.SObjectType type, String resource)': loadData,
  'static void setFixedSearchResults(List<Id> ids)': (ids: ApexList<string> | null) => fixSearchResults(argument(ids).items)
});

/** Rewrites CreatedDate of a row inserted by the test. */
function setCreatedDate(recordId: string | null, created: ApexDatetime | null): void {
  if (!isTesting()) raise('TypeException', 'Test.setCreatedDate is only available in a test');
  const { org } = current();
  const object = org.schema.byKeyPrefix(argument(recordId).slice(0, 3));
  if (!object) raise('TypeException', `Invalid id: ${recordId}`);
  org.store.update(object.name, [
    new Map([
      ['Id', recordId],
      ['CreatedDate', argument(created).toIso()]
    ])
  ]);
}

/** Stub API: every call of the object goes to the provider, whose answer must be of the type that the method returns. */
function createStub(type: ApexType | null, provider: object | null): object {
  if (!isTesting()) raise('TypeException', 'Test.createStub is only available in a test');
  const asked = argument(provider);
  return engine().stub(argument(type), (stub, method, returns, parameters, args) => {
    const types = listOf(
      'Type',
      parameters.map((p) => p.type)
    );
    const names = listOf(
      'String',
      parameters.map((p) => p.name)
    );
    return callMethod(asked, HANDLE, stub, method, returns, types, names, listOf('Object', [...args]));
  });
}

const HANDLE = 'handlemethodcall$object$string$type$list$list$list';
