/** An invented object and an Apex class that does measured work with it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const xml = (root: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${root}>\n`;

const WORK = `public without sharing class Work {
  @AuraEnabled public static Integer calls(Integer n) {
    Integer sum = 0;
    for (Integer i = 0; i < n; i++) { sum = add(sum, Math.mod(i, 7)); }
    return sum;
  }
  private static Integer add(Integer a, Integer b) { return a + b; }

  @AuraEnabled public static Integer strings(Integer n) {
    Integer length = 0;
    for (Integer i = 0; i < n; i++) {
      String text = 'Name ' + i + ' of ' + n;
      length += text.toUpperCase().replace('NAME', 'N').length();
    }
    return length;
  }

  @AuraEnabled public static Integer maps(Integer n) {
    Map<String, Integer> known = new Map<String, Integer>();
    for (Integer i = 0; i < n; i++) {
      String key = 'k' + Math.mod(i, 1000);
      Integer before = known.get(key);
      known.put(key, (before == null ? 0 : before) + i);
    }
    Integer sum = 0;
    for (String key : known.keySet()) { sum += known.get(key); }
    return sum;
  }

  @AuraEnabled public static Integer lists(Integer n) {
    List<Integer> numbers = new List<Integer>();
    for (Integer i = 0; i < n; i++) { numbers.add(n - i); }
    Integer sum = 0;
    for (Integer each : numbers) { if (Math.mod(each, 3) == 0) { sum += each; } }
    return sum;
  }

  @AuraEnabled public static Integer insertRows(Integer n) {
    List<Thing__c> things = new List<Thing__c>();
    for (Integer i = 0; i < n; i++) {
      things.add(new Thing__c(Name = 'Thing ' + i, Size__c = i, Kind__c = Math.mod(i, 2) == 1 ? 'odd' : 'even'));
    }
    insert as system things;
    return things.size();
  }

  @AuraEnabled public static Integer updateRows(Integer n) {
    List<Thing__c> things = some(n);
    for (Thing__c each : things) { each.Size__c = each.Size__c + 1; }
    update as system things;
    return things.size();
  }

  @AuraEnabled public static Integer deleteRows(Integer n) {
    List<Thing__c> things = some(n);
    delete as system things;
    return things.size();
  }

  @AuraEnabled public static Integer queryRows(Integer n) {
    Decimal sum = 0;
    for (Thing__c each : some(n)) { sum += each.Size__c; }
    return sum.intValue();
  }

  private static List<Thing__c> some(Integer n) {
    return [SELECT Id, Name, Size__c, Kind__c FROM Thing__c WITH SYSTEM_MODE ORDER BY Id LIMIT :n];
  }
}
`;

const FILES: Readonly<Record<string, string>> = {
  'classes/Work.cls': WORK,
  'classes/Work.cls-meta.xml': xml('ApexClass', '<apiVersion>67.0</apiVersion><status>Active</status>'),
  'objects/Thing__c/Thing__c.object-meta.xml': xml(
    'CustomObject',
    '<deploymentStatus>Deployed</deploymentStatus><externalSharingModel>Private</externalSharingModel><label>Thing</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>Things</pluralLabel><sharingModel>Private</sharingModel>'
  ),
  'objects/Thing__c/fields/Size__c.field-meta.xml': xml(
    'CustomField',
    '<fullName>Size__c</fullName><label>Size</label><precision>18</precision><scale>0</scale><type>Number</type>'
  ),
  'objects/Thing__c/fields/Kind__c.field-meta.xml': xml(
    'CustomField',
    '<fullName>Kind__c</fullName><label>Kind</label><length>40</length><type>Text</type>'
  )
};

/** Writes the source under a folder. */
export function writeWork(dir: string): void {
  for (const [name, content] of Object.entries(FILES)) {
    const file = path.join(dir, 'main', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
