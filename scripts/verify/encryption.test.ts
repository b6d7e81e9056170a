/** P34: how the org is reached, and what stands for the encryption of what it stores. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encryptionFindings, inTransit } from './encryption.ts';

const SALESFORCE = new Set(['Salesforce']);
const found = (how: string, processors: Set<string> | null): string[] =>
  encryptionFindings({ encryption: { inTransit: how, ownKeys: null }, processors }, { platform: 'Salesforce' }).map(({ fault }) => fault);

test('P34: a connection over TLS to a platform with an agreement in force is as promised', () => {
  assert.match(inTransit('https://acme.my.salesforce.com', {}), /^TLSv1\.[23]$/);
  assert.deepEqual(found('TLSv1.2', SALESFORCE), []);
});

test('P34: an org on this machine needs no encryption on the way, another one does', () => {
  assert.deepEqual(found(inTransit('http://127.0.0.1:8100', {}), SALESFORCE), []);
  assert.deepEqual(found(inTransit('http://acme.my.salesforce.com', {}), SALESFORCE), ['TRANSIT']);
});

test('P34: nobody checks who answers', () => {
  assert.deepEqual(found(inTransit('https://acme.my.salesforce.com', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }), SALESFORCE), ['TRANSIT']);
});

test('P34: without an agreement in force, or a look at the register, nothing stands for what is stored', () => {
  assert.deepEqual(found('TLSv1.3', new Set(['Airtable'])), ['AT_REST']);
  assert.deepEqual(found('TLSv1.3', null), ['AT_REST']);
});
