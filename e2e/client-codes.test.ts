/** A hundred thousand codes, drawn and checked by the package's own Apex: no order, no wrong one passes, doubles are drawn again. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import path from 'node:path';
import { bootOrg } from '../local-org/boot.ts';
import type { Org } from '../local-org/org.ts';

const ROUNDS = 5;
const DRAWN_A_ROUND = 20_000;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('the codes of families', () => {
  let org: Org;
  let admin: string;

  before(() => {
    org = bootOrg({
      packageDirs: [path.join(import.meta.dirname, '..', 'force-app')],
      database: ':memory:',
      adminUsername: 'admin@demo.example'
    });
    admin = org.store.all('SELECT "Id" AS id FROM "User" WHERE "Username" = ?', ['admin@demo.example'])[0]!['id'] as string;
  });
  after(() => org.store.close());

  /** @returns what the Apex says with its last statement, `throw new ConfideException(…)` */
  function answer(apex: string): string {
    const { exceptionMessage, compileProblem } = org.apex.executeAnonymous(admin, apex);
    return String(exceptionMessage ?? compileProblem).replace(/^ConfideException: /, '');
  }

  it('a hundred thousand are right, in no order, and hardly ever double', () => {
    const all: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const keys = answer(`
        List<String> keys = new List<String>();
        for (Integer i = 0; i < ${DRAWN_A_ROUND}; i++) {
          String key = ClientCode.randomKey();
          if (!ClientCode.isValid(key)) { throw new ConfideException('wrong'); }
          keys.add(key);
        }
        throw new ConfideException(String.join(keys, ' '));`);
      all.push(...keys.split(' '));
    }
    assert.equal(all.length, ROUNDS * DRAWN_A_ROUND);
    assert.ok(all.every((key) => /^[0-9A-HJKMNP-TV-Z]{8}$/.test(key)));
    // Among 32^7 keys a hundred thousand draws give 0.15 doubles on average: five would mean a poor source of chance.
    assert.ok(all.length - new Set(all).size < 5);
    const rising = all.filter((key, index) => index > 0 && key > all[index - 1]!).length;
    assert.ok(Math.abs(rising - all.length / 2) < 1500, `${rising} rise`);
    for (let place = 0; place < 8; place++) assert.equal(new Set(all.map((key) => key[place])).size, ALPHABET.length);
  });

  it('of every single wrong symbol and every swap of neighbours in a hundred codes, none passes', () => {
    const passed = answer(`
      Integer passed = 0;
      for (Integer i = 0; i < 100; i++) {
        String key = ClientCode.randomKey();
        for (Integer place = 0; place < 8; place++) {
          for (String symbol : '${ALPHABET}'.split('')) {
            String slip = key.left(place) + symbol + key.substring(place + 1);
            if (slip != key && ClientCode.isValid(slip)) { passed++; }
          }
          if (place < 7) {
            String swap = key.left(place) + key.substring(place + 1, place + 2) + key.substring(place, place + 1) + key.substring(place + 2);
            if (swap != key && ClientCode.isValid(swap)) { passed++; }
          }
        }
      }
      throw new ConfideException(String.valueOf(passed));`);
    assert.equal(passed, '0');
  });

  it('two hundred files at once get two hundred codes', () => {
    const distinct = answer(`
      List<Client__c> files = new List<Client__c>();
      for (Integer i = 0; i < 200; i++) { files.add(new Client__c()); }
      insert as system files;
      throw new ConfideException(String.valueOf([SELECT COUNT_DISTINCT(Code_Key__c) n FROM Client__c WITH SYSTEM_MODE][0].get('n')));`);
    assert.equal(distinct, '200');
  });
});
