import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexFault } from './types.ts';
import { administrator, apexOrg, run } from './testing.ts';

const org = apexOrg({
  'Desk.cls': `public with sharing class Desk {
  public class Row {
    @AuraEnabled public String name { get; set; }
    @AuraEnabled public Decimal area;
    @AuraEnabled public List<Row> parts { get; set; }
    public String hidden = 'x';
  }
  @AuraEnabled(cacheable=true)
  public static Row echo(Row row, Map<String, Integer> counts, Date day) {
    row.area = row.area + counts.get('a');
    row.hidden = String.valueOf(day);
    return row;
  }
  @AuraEnabled(cacheable=true)
  public static void writes() { insert as system new Garden__c(Name = 'no'); }
  @AuraEnabled
  public static void refuses() { throw new AuraHandledException('Please choose a garden.'); }
  @AuraEnabled
  public static void breaks() { String s; s.length(); }
  @AuraEnabled
  public static Id plants(Garden__c garden) { insert as system garden; return garden.Id; }
  public static void inner() {}
}`,
  'Stall.cls': `@RestResource(urlMapping='/stalls/*')
global with sharing class Stall { @HttpGet global static String one() { return 'one'; } }`,
  'Stalls.cls': `@RestResource(urlMapping='/stalls')
global with sharing class Stalls { @HttpGet global static String all() { return 'all'; } }`,
  'Sheds.cls': `@RestResource(urlMapping='/sheds/*')
global with sharing class Sheds {
  @HttpGet global static String find() { return RestContext.request.requestURI + RestContext.request.params.get('q'); }
  @HttpPost global static void create(String name, Integer size) {
    RestContext.response.statusCode = 201;
    RestContext.response.responseBody = Blob.valueOf(name + size);
  }
}`,
  'PlotTrigger.trigger': `trigger PlotTrigger on Plot__c (before insert, after update) {
  if (Trigger.isBefore) { for (Plot__c p : Trigger.new) { if (p.Area__c == 13) { p.addError('Unlucky.'); } if (p.Area__c == 14) { String s; s.length(); } p.Area__c = p.Area__c + Trigger.size; } }
  else { for (Plot__c p : Trigger.new) { Plot__c old = Trigger.oldMap.get(p.Id); if (old.Area__c != p.Area__c) { p.Area__c.addError('Fixed.'); } } }
}`,
  'Old@60.cls':
    'public class Old { public static Integer count() { return [SELECT COUNT() FROM Garden__c]; } public static String read() { return [SELECT Status__c FROM Garden__c LIMIT 1].Status__c; } }',
  'New_Mode.cls': 'public class New_Mode { public static String read() { return [SELECT Status__c FROM Garden__c LIMIT 1].Status__c; } }'
});
const user = administrator(org);
const fault = (work: () => unknown): ApexFault => {
  try {
    work();
  } catch (error) {
    if (error instanceof ApexFault) return error;
    throw error;
  }
  throw new Error('It was not refused');
};

test('a component passes instances, maps and dates, and gets what is AuraEnabled', () => {
  const given = { name: 'Shed', area: 1.5, parts: [{ name: 'Door' }] };
  assert.deepEqual(org.apex.invokeAura(user, 'Desk', 'echo', { row: given, counts: { a: 2 }, day: '2026-01-31' }), {
    name: 'Shed',
    area: 3.5,
    parts: [{ name: 'Door' }]
  });
});

test('a cacheable method may not write', () => {
  assert.equal(fault(() => org.apex.invokeAura(user, 'Desk', 'writes', {})).exceptionType, 'System.LimitException');
});

test('an AuraHandledException gives the component its sentence', () => {
  assert.deepEqual(fault(() => org.apex.invokeAura(user, 'Desk', 'refuses', {})).body, {
    exceptionType: 'System.AuraHandledException',
    isUserDefinedException: false,
    stackTrace: null,
    message: 'Please choose a garden.'
  });
});

test('an unhandled exception names its type and place', () => {
  const found = fault(() => org.apex.invokeAura(user, 'Desk', 'breaks', {}));
  assert.equal(found.exceptionType, 'System.NullPointerException');
  assert.equal(found.apexStack, 'Class.Desk.breaks: line 19, column 1');
});

test('a component gives a row and its DML fault comes by field', () => {
  assert.match(
    String(org.apex.invokeAura(user, 'Desk', 'plants', { garden: { sobjectType: 'Garden__c', Name: 'Bed', Status__c: 'Open' } })),
    /^\w{18}$/
  );
  const { body } = fault(() => org.apex.invokeAura(user, 'Desk', 'plants', { garden: { Name: 'Bed', Area__c: -1 } }));
  assert.equal((body as { exceptionType: string }).exceptionType, 'System.DmlException');
});

test('a method that is not AuraEnabled cannot be reached', () => {
  assert.match(fault(() => org.apex.invokeAura(user, 'Desk', 'inner', {})).message, /not found/);
});

test('REST finds its class by the address and answers as the method says', () => {
  const request = { query: { q: '?' }, headers: {}, body: '' };
  assert.deepEqual(org.apex.invokeRest(user, { ...request, method: 'GET', path: '/sheds/7' }).body, '"/sheds/7?"');
  const created = org.apex.invokeRest(user, { ...request, method: 'POST', path: '/sheds', body: '{"name":"Hut","size":3}' });
  assert.deepEqual([created.status, created.body], [201, 'Hut3']);
  assert.equal(org.apex.invokeRest(user, { ...request, method: 'DELETE', path: '/sheds/7' }).status, 405);
  assert.equal(org.apex.invokeRest(user, { ...request, method: 'GET', path: '/barns' }).status, 404);
  assert.equal(org.apex.invokeRest(user, { ...request, method: 'GET', path: '/stalls' }).body, '"all"');
  assert.equal(org.apex.invokeRest(user, { ...request, method: 'GET', path: '/stalls/7' }).body, '"one"');
});

test('triggers change rows before they are saved and refuse them', () => {
  assert.equal(
    run(
      org,
      `Garden__c g = new Garden__c(Name = 'T', Status__c = 'Open'); insert as system g;
    List<Plot__c> plots = new List<Plot__c>{ new Plot__c(Garden__c = g.Id, Area__c = 1), new Plot__c(Garden__c = g.Id, Area__c = 2) };
    insert as system plots;
    Assert.areEqual(3, [SELECT Area__c FROM Plot__c WHERE Id = :plots[0].Id WITH SYSTEM_MODE].Area__c);
    try { insert as system new Plot__c(Garden__c = g.Id, Area__c = 13); Assert.fail('saved'); } catch (DmlException e) { Assert.areEqual('Unlucky.', e.getDmlMessage(0)); }
    plots[0].Area__c = 9;
    try { update as system plots[0]; Assert.fail('saved'); } catch (DmlException e) { Assert.areEqual('Area__c', e.getDmlFieldNames(0)[0]); }`
    ),
    null
  );
});

test('an exception in a trigger becomes the error of its rows', () => {
  assert.equal(
    run(
      org,
      "Garden__c g = new Garden__c(Name = 'U', Status__c = 'Open'); insert as system g; insert as system new Plot__c(Garden__c = g.Id, Area__c = 14);"
    ),
    'System.DmlException: Insert failed. First exception on row 0; first error: CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, PlotTrigger: execution of BeforeInsert\n\ncaused by: System.NullPointerException: Attempt to de-reference a null object\n\nTrigger.PlotTrigger: line 2, column 1: []'
  );
});

test('before version 67 queries run in system mode, from then on as the user', () => {
  assert.equal(
    run(org, "Garden__c g = new Garden__c(Name = 'V', Status__c = 'Open'); insert as system g; Assert.areEqual('Open', Old.read());"),
    null
  );
  assert.match(run(org, 'New_Mode.read();') ?? '', /^System.QueryException: No such column 'Status__c'/);
});

test('anonymous Apex gives its debug lines and the line of its fault', () => {
  const done = org.apex.executeAnonymous(user, "System.debug('a line');");
  assert.deepEqual([done.compiled, done.success, done.debugLog], [true, true, 'USER_DEBUG|DEBUG|a line']);
  const failed = org.apex.executeAnonymous(user, 'Integer i = 0;\ni = 1 / i;');
  assert.deepEqual(
    [failed.success, failed.line, failed.exceptionMessage, failed.exceptionStackTrace],
    [false, 2, 'System.MathException: Divide by 0', 'AnonymousBlock: line 2, column 1']
  );
});
