import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexOrg, run } from './testing.ts';

const count = '[SELECT COUNT() FROM Garden__c WITH SYSTEM_MODE]';
const org = apexOrg({
  'With.cls': `public with sharing class With { public static Integer own() { return ${count}; } public static Integer viaInherited() { return Inherits.own(); } public static Integer viaWithout() { return Without.own(); } }`,
  'Without.cls': `public without sharing class Without { public static Integer own() { return ${count}; } public static Integer bare() { return [SELECT COUNT() FROM Garden__c]; } public static Integer viaInherited() { return Inherits.own(); } public static Integer afterWith() { Integer ignored = With.own(); return ${count}; } }`,
  'Inherits.cls': `public inherited sharing class Inherits { public static Integer own() { return ${count}; } }`,
  'Silent.cls': `public class Silent { public static Integer own() { return ${count}; } }`,
  'OldSilent@60.cls':
    'public class OldSilent { public static Integer own() { return [SELECT COUNT() FROM Garden__c]; } public static Integer viaOldWith() { return OldWith.own(); } }',
  'OldWith@60.cls':
    'public with sharing class OldWith { public static Integer own() { return [SELECT COUNT() FROM Garden__c]; } public static Integer viaSilent() { return OldSilent.own(); } }'
});

/** Asserts what a user who shares no garden counts; there is one garden of somebody else. */
function counts(expression: string): string | null {
  return run(
    org,
    `insert as system new Garden__c(Name = 'G', Status__c = 'Open');
    Profile p = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce' WITH SYSTEM_MODE];
    User u = new User(ProfileId = p.Id, Username = 'counts@garden.example', LastName = 'Counts', Alias = 'counts', Email = 'counts@garden.example', TimeZoneSidKey = 'Europe/London', LocaleSidKey = 'en_GB', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_GB');
    System.runAs(new User(Id = UserInfo.getUserId())) { insert as system u; }
    System.runAs(u) { throw new IllegalArgumentException(String.valueOf(${expression})); }`
  );
}

const CASES: readonly (readonly [title: string, expression: string, sees: number])[] = [
  ['a class with sharing sees nothing of others', 'With.own()', 0],
  ['a class without sharing sees everything in system mode', 'Without.own()', 1],
  ["inherited sharing is the caller's: with", 'With.viaInherited()', 0],
  ["inherited sharing is the caller's: without", 'Without.viaInherited()', 1],
  ['a class without sharing keeps that when one with sharing calls it', 'With.viaWithout()', 1],
  ['a call to a class with sharing is over when it returns', 'Without.afterWith()', 1],
  ['from version 67 silence means with sharing', 'Silent.own()', 0],
  ["before version 67 silence takes the caller's sharing", 'OldWith.viaSilent()', 0],
  ['before version 67 a class with sharing called from anywhere enforces it', 'OldSilent.viaOldWith()', 0]
];

for (const [title, expression, sees] of CASES) {
  test(title, () => assert.equal(counts(expression), `System.IllegalArgumentException: ${sees}`));
}

test('in user mode a class without sharing is still refused the object', () => {
  assert.match(counts('Without.bare()') ?? '', /^System\.QueryException: sObject type 'Garden__c' is not supported/);
});
