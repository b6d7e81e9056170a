/** One gate: whoever sends, shares, exports or counts asks ConsentGate, and nobody else reads the ledger to decide. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageDir } from './source.ts';

const classes = globSync('**/*.cls', { cwd: packageDir })
  .filter((file) => !file.endsWith('Test.cls'))
  .map((file) => ({
    name: path.basename(file, '.cls'),
    code: readFileSync(path.join(packageDir, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
  }));

/** Who reads rows of the ledger, and to what end. */
const READERS: Readonly<Record<string, string>> = {
  ConsentLedger: 'what the gate reads',
  ConsentPanel: 'shows the ledger in the gate’s own reading',
  CaseFile: 'shows the last word on the page',
  WithdrawalService: 'names the decision that is taken back; opens nothing'
};
/** Who reads a decision's state: the gate, and the panel that must agree with it. */
const INTERPRETERS = ['ConsentGate', 'ConsentFacts', 'ConsentPanel', 'ConsentReading', 'WithdrawalService', 'ConsentService'];
/** Who sends to staff, in words that name no family; a family is sent nothing by any class that is not here or asks the gate. */
const TO_STAFF_ONLY = ['Notices'];
/** Whose question to the gate stands in another class of its room: what is shared is weighed for all rows at once. */
const ASKED_BY: Readonly<Record<string, string>> = { SharingService: 'SharingFacts' };
const SENDS =
  /\bMessaging\.(?:send|SingleEmail|MassEmail|CustomNotification|Email)|\bnew\s+HttpRequest\b|\bEventBus\.publish\b.*(?:Sms|Mail)/;
const SENDER_NAME = /(?:Sender|Sharing|Share|Export|Exporter|Mailer|Campaign|Newsletter|Counter|Release)(?:Service|Batch|Job)?$/;
/** Names that only sound like it: rows of access, not data that leaves. */
const ACCESS_ROWS = /^(?:\w*Sharing|\w*Shares?)$/;

test('the ledger of consents is read by those who show it and by the gate', () => {
  const readers = classes.filter(({ code }) => /\bFROM\s+Consents?__[cr]\b/i.test(code)).map(({ name }) => name);
  assert.deepEqual(readers.sort(), Object.keys(READERS).sort());
});

test('no class beside the gate and its panel interprets a decision', () => {
  const found = classes.filter(({ code }) => /\bConsentReading\./.test(code)).map(({ name }) => name);
  assert.deepEqual(
    found.filter((name) => !INTERPRETERS.includes(name)),
    []
  );
});

test('whatever sends, shares, exports or counts asks the gate', () => {
  const leaving = classes.filter(({ name, code }) => SENDS.test(code) || (SENDER_NAME.test(name) && !ACCESS_ROWS.test(name)));
  const asks = (name: string) => /\bConsentGate\.can\b/.test(classes.find((one) => one.name === (ASKED_BY[name] ?? name))!.code);
  assert.deepEqual(
    leaving.map(({ name }) => name).filter((name) => !TO_STAFF_ONLY.includes(name) && !asks(name)),
    []
  );
  assert.ok(SENDS.test('Messaging.sendEmail(mails);') && SENDER_NAME.test('NewsletterSender'), 'the check can find one');
});
