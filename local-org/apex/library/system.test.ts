import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gardenOrg } from '../../fixtures/index.ts';
import { evaluate, run, type Row } from './testing.ts';

const org = gardenOrg();

function table(rows: readonly Row[], before = ''): void {
  const found = evaluate(
    rows.map(([expression]) => expression),
    org,
    before
  );
  assert.deepEqual(
    rows.map(([expression], i) => `${expression} → ${found[i]}`),
    rows.map(([expression, text]) => `${expression} → ${text}`)
  );
}

test('describe tells what the metadata says, for the running user', () =>
  table([
    ["Schema.getGlobalDescribe().containsKey('garden__c')", 'true'],
    ['Garden__c.SObjectType.getDescribe().getLabelPlural()', 'Gardens'],
    ['Schema.SObjectType.Garden__c.isAccessible()', 'true'],
    ['Garden__c.Status__c.getDescribe().getType()', 'PICKLIST'],
    ['Garden__c.Status__c.getDescribe().getPicklistValues()[0].getValue()', 'Open'],
    ['Garden__c.Status__c.getDescribe().isRestrictedPicklist()', 'true'],
    ['Garden__c.Area__c.getDescribe().getSoapType()', 'DOUBLE'],
    ['Garden__c.Double_Area__c.getDescribe().isCalculated()', 'true'],
    ['Garden__c.Double_Area__c.getDescribe().isUpdateable()', 'false'],
    ['Plot__c.Garden__c.getDescribe().getReferenceTo()', '(Garden__c)'],
    ['Plot__c.Garden__c.getDescribe().getRelationshipName()', 'Garden__r'],
    ["Schema.SObjectType.Garden__c.fields.getMap().get('area__c')", 'Area__c'],
    ["Schema.describeSObjects(new List<String>{'Nothing__c'})", 'System.InvalidParameterValueException: Invalid sobject type: Nothing__c']
  ]));

test('an sObject is read and written by name with its types', () =>
  table(
    [
      ["g.get('name')", 'Rose'],
      ["g.get('Nothing__c')", 'System.SObjectException: Invalid field Nothing__c for Garden__c'],
      ['g.get(Garden__c.Area__c)', '12.50'],
      ["g.put('Area__c', 3)", '12.50'],
      ["g.get('Area__c')", '3.00'],
      ["g.put('Area__c', 'x')", 'System.SObjectException: Illegal assignment from String to Decimal'],
      ["g.put('Double_Area__c', 3)", 'System.SObjectException: Field Double_Area__c is not editable'],
      ["g.isSet('Status__c')", 'false'],
      ['g.getPopulatedFieldsAsMap().keySet()', '{Name, Area__c}'],
      ["g.clone().get('Name')", 'Rose'],
      ['g.getSObjectType()', 'Garden__c'],
      ['g.hasErrors()', 'false'],
      ["g.put('Opened_On__c', Date.newInstance(2026, 1, 2))", 'null'],
      ['g', 'Garden__c:{Name=Rose, Area__c=3.00, Opened_On__c=2026-01-02 00:00:00}']
    ],
    "SObject g = new Garden__c(Name = 'Rose', Area__c = 12.5);"
  ));

test("DML gives results or throws with the platform's sentence", () =>
  table(
    [
      [
        "Database.insert(new Garden__c(Name = 'a', Area__c = -1), false, AccessLevel.SYSTEM_MODE).getErrors()[0].getStatusCode()",
        'FIELD_CUSTOM_VALIDATION_EXCEPTION'
      ],
      [
        "Database.insert(new Garden__c(Name = 'a', Area__c = -1), AccessLevel.SYSTEM_MODE)",
        'System.DmlException: Insert failed. First exception on row 0; first error: FIELD_CUSTOM_VALIDATION_EXCEPTION, The area is more than nothing.: [Area__c]'
      ],
      [
        "Database.insert(new List<Garden__c>{new Garden__c(Name = 'ok'), new Garden__c(Name = 'b', Area__c = -1)}, false, AccessLevel.SYSTEM_MODE)[0].isSuccess()",
        'true'
      ],
      [
        "Database.update(new Garden__c(Name = 'x'), AccessLevel.SYSTEM_MODE)",
        'System.DmlException: Update failed. First exception on row 0; first error: MISSING_ARGUMENT, Id not specified in an update call: []'
      ],
      [
        'Database.insert(new List<Garden__c>{same, same}, AccessLevel.SYSTEM_MODE)',
        'System.ListException: Before Insert or Upsert list must not have two identically equal elements'
      ],
      [
        "Database.query('SELECT Nope__c FROM Garden__c')",
        "System.QueryException: No such column 'Nope__c' on entity 'Garden__c'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names."
      ],
      [
        "Database.countQueryWithBinds('SELECT COUNT() FROM Garden__c WHERE Name = :n', new Map<String, Object>{'n' => 'ok'}, AccessLevel.SYSTEM_MODE)",
        '1'
      ],
      [
        "Database.queryWithBinds('SELECT Name FROM Garden__c WHERE Name IN :n', new Map<String, Object>{'n' => new Set<String>{'ok'}}, AccessLevel.SYSTEM_MODE)[0].get('Name')",
        'ok'
      ]
    ],
    "Garden__c same = new Garden__c(Name = 's');"
  ));

test('a savepoint takes back what came after it and makes later points invalid', () => {
  assert.deepEqual(
    run(
      `
    Savepoint one = Database.setSavepoint();
    insert as system new Garden__c(Name = 'gone');
    Savepoint two = Database.setSavepoint();
    Database.rollback(one);
    System.debug([SELECT COUNT() FROM Garden__c WHERE Name = 'gone' WITH SYSTEM_MODE]);
    insert as system new Garden__c(Name = 'stays');
    try { Database.rollback(two); } catch (TypeException e) { System.debug('refused'); }
    Database.rollback(one);
    System.debug([SELECT COUNT() FROM Garden__c WHERE Name = 'stays' WITH SYSTEM_MODE]);
    System.debug(Limits.getDmlStatements());`,
      org
    ),
    ['0', 'refused', '0', '7']
  );
});

test('assertions fail with what was expected, and cannot be caught', () => {
  const message = (statement: string): string | null =>
    org.apex.executeAnonymous(
      String(org.store.all('SELECT "Id" AS id FROM "User" WHERE "Username" = ?', ['admin@demo.example'])[0]!['id']),
      `try { ${statement} } catch (Exception e) { System.debug('caught'); }`
    ).exceptionMessage;
  assert.equal(message("Assert.areEqual(1, 2, 'Sum.');"), 'System.AssertException: Assertion Failed: Sum.: Expected: 1, Actual: 2');
  assert.equal(message('System.assertEquals(1, 2);'), 'System.AssertException: Assertion Failed: Expected: 1, Actual: 2');
  assert.equal(message('Assert.isTrue(false);'), 'System.AssertException: Assertion Failed');
  assert.equal(
    message("Assert.isInstanceOfType('x', Integer.class);"),
    'System.AssertException: Assertion Failed: Expected an instance of type Integer, Actual: String'
  );
  assert.equal(message('Assert.areEqual(new List<Integer>{1}, new List<Integer>{1});'), null);
});

test('the running user, her request and her limits', () =>
  table([
    ['UserInfo.getUserName()', 'admin@demo.example'],
    ['UserInfo.getTimeZone().getID()', 'Europe/London'],
    ['UserInfo.getLocale()', 'en_GB'],
    ['Request.getCurrent().getQuiddity()', 'ANONYMOUS'],
    ['System.isBatch()', 'false'],
    ['Limits.getLimitQueries()', '100'],
    ['Limits.getQueries()', '0'],
    ['Limits.getLimitDmlRows()', '10000'],
    ['Limits.getLimitHeapSize()', '10485760'],
    ['Test.isRunningTest()', 'false'],
    ["FeatureManagement.checkPermission('Noth' + 'ing')", 'false'],
    ["new AuraHandledException('x').getMessage()", 'Script-thrown exception'],
    ["new IllegalArgumentException('x').getTypeName()", 'System.IllegalArgumentException'],
    ["Type.forName('GardenService').newInstance() instanceof GardenService", 'true']
  ]));

test('stripInaccessible takes away what the user may not see, and says what it took', () => {
  run(
    `
    User keeper = new User(Username = 'keeper@demo.example', LastName = 'Keeper', Email = 'keeper@demo.example', Alias = 'keep', TimeZoneSidKey = 'America/New_York', LocaleSidKey = 'en_GB', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_GB', ProfileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id);
    insert as system keeper;
    insert as system new PermissionSetAssignment(AssigneeId = keeper.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Garden_Use'].Id);`,
    org
  );
  const keeper = String(org.store.all('SELECT "Id" AS id FROM "User" WHERE "Username" = ?', ['keeper@demo.example'])[0]!['id']);
  const { debugLog, exceptionMessage } = org.apex.executeAnonymous(
    keeper,
    `
    SObjectAccessDecision seen = Security.stripInaccessible(AccessType.READABLE, new List<Garden__c>{ new Garden__c(Name = 'a', Notes__c = 'n') });
    System.debug(seen.getRecords());
    System.debug(seen.getRemovedFields());
    System.debug(seen.getModifiedIndexes());
    System.debug(Garden__c.Notes__c.getDescribe().isAccessible());
    System.debug(Datetime.newInstanceGmt(2026, 7, 1, 12, 0, 0).format('HH:mm z'));
    Security.stripInaccessible(AccessType.CREATABLE, new List<Tool_Rule__mdt>{ new Tool_Rule__mdt() });`
  );
  assert.deepEqual(
    debugLog.split('\n').map((line) => line.slice('USER_DEBUG|DEBUG|'.length)),
    ['(Garden__c:{Name=a})', '{Garden__c={Notes__c}}', '{0}', 'false', '08:00 GMT-4']
  );
  assert.equal(exceptionMessage, 'System.NoAccessException: No access to entity: Tool_Rule__mdt');
});
