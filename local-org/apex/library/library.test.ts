import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { gardenOrg } from '../../fixtures/index.ts';
import { evaluate, type Row } from './testing.ts';

const org = gardenOrg();

const SPKI = { type: 'spki', format: 'der' } as const;
const PKCS8 = { type: 'pkcs8', format: 'der' } as const;

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

test('String cuts, pads and tidies as the platform does', () =>
  table([
    ["'Hello'.left(3)", 'Hel'],
    ["'Hello'.right(2)", 'lo'],
    ["'Hello'.mid(1, 3)", 'ell'],
    ["'a'.leftPad(3, '0')", '00a'],
    ["'ab'.center(6, '*')", '**ab**'],
    ["'  a  b '.normalizeSpace()", 'a b'],
    ["'a b\\tc'.deleteWhitespace()", 'abc'],
    ["'Now is the time'.abbreviate(8)", 'Now i...'],
    ["'ab'.repeat(3)", 'ababab'],
    ["'ab'.repeat('-', 2)", 'ab-ab'],
    ["'abc'.reverse()", 'cba'],
    ["'a.b.c'.substringAfter('.')", 'b.c'],
    ["'a.b.c'.substringAfterLast('.')", 'c'],
    ["'a.b.c'.substringBeforeLast('.')", 'a.b'],
    ["'<b>x</b>'.substringBetween('<b>', '</b>')", 'x'],
    ["'abc'.substringBetween('x')", 'null'],
    ["'ABC'.removeEndIgnoreCase('bc')", 'A'],
    ["'fooBar'.capitalize()", 'FooBar'],
    ["'Hello'.swapCase()", 'hELLO'],
    ["'\\u00a0x'.trim().length()", '2'],
    ["'abc'.substring(1)", 'bc'],
    ["'abc'.substring(2, 1)", 'System.StringException: Starting position out of bounds: 2'],
    ["'abc'.charAt(9)", 'System.StringException: String index out of range: 9']
  ]));

test('String looks for parts of itself', () =>
  table([
    ["'abcabc'.countMatches('bc')", '2'],
    ["'abc'.containsAny('xc')", 'true'],
    ["'abc'.containsNone('xyz')", 'true'],
    ["'abc'.containsOnly('abcd')", 'true'],
    ["'Hello'.containsIgnoreCase('ELL')", 'true'],
    ["'Hello'.indexOf('l', 3)", '3'],
    ["'Hello'.lastIndexOf('l')", '3'],
    ["'abc'.indexOfAny('cb')", '1'],
    ["'ab'.indexOfDifference('ac')", '1'],
    ["'kitten'.getLevenshteinDistance('sitting')", '3'],
    ["'i am'.difference('i was')", 'was'],
    ["'abc'.contains(null)", 'System.NullPointerException: Argument cannot be null.'],
    ["'a'.equals(null)", 'false'],
    ["'a' == 'A'", 'true'],
    ["'a'.equals('A')", 'false'],
    ["'a'.compareTo('b')", '-1'],
    ["'a'.hashCode()", '97']
  ]));

test('String splits and replaces by Java regular expressions', () =>
  table([
    ["'a,b,,c,,'.split(',')", '(a, b, , c)'],
    ["'a,b,,'.split(',', -1)", '(a, b, , )'],
    ["'a1b22c'.split('\\\\d+')", '(a, b, c)'],
    ["'boo:and:foo'.split('o', 2)", '(b, o:and:foo)'],
    ["'abc'.split('')", '(a, b, c)'],
    ["'a-b'.replaceAll('(\\\\w)-(\\\\w)', '$2-$1')", 'b-a'],
    ["'a \\t\\nb'.replaceAll('[ \\\\t\\\\n\\\\x0B\\\\f\\\\r]+', '')", 'ab'],
    ["'a.b+c'.replaceAll('[.+]', '-')", 'a-b-c'],
    ["'x1y'.replaceAll('[0-9]', '<$0>')", 'x<1>y'],
    ["'x1y'.replaceAll('[1]', '\\\\$')", 'x$y'],
    ["'aabb'.replaceAll('(.)\\\\1+', '$1')", 'ab'],
    ["'price 10'.replaceAll('(?<=price )\\\\d+', 'x')", 'price x'],
    ["'a.b'.replace('.', '$1')", 'a$1b'],
    ["Pattern.matches('[A-Z]{2}', 'AB')", 'true'],
    ["Pattern.compile('(a+)(b)').matcher('xaab').find()", 'true'],
    ["Pattern.matches('a(', 'a')", 'System.StringException: Invalid regex: error parsing regexp: missing closing ): `a(`']
  ]));

test('String joins, formats and escapes', () =>
  table([
    ["String.join(new List<String>{'a', null, 'b'}, ', ')", 'a, , b'],
    ["String.join(new Set<Integer>{1, 2}, '-')", '1-2'],
    ["String.format('It\\'\\'s {0} of {1}', new List<Object>{1, 'x'})", "It's 1 of x"],
    ["'a\"b,c'.escapeCsv()", '"a""b,c"'],
    ['\'<a href="x">&é\'.escapeHtml4()', '&lt;a href=&quot;x&quot;&gt;&amp;&eacute;'],
    ["'&lt;&eacute;&#65;'.unescapeHtml4()", '<éA'],
    ["String.escapeSingleQuotes('O\\'Hara')", "O\\'Hara"],
    ["'<p>a<br>b</p>'.stripHtmlTags()", 'a\nb'],
    ["'é'.escapeUnicode()", '\\u00E9'],
    ["'a\\nb'.escapeJava()", 'a\\nb'],
    ["String.isBlank(' \\t')", 'true'],
    ['String.isBlank(null)', 'true'],
    ['String.valueOf(null)', 'null'],
    ['String.fromCharArray(new List<Integer>{72, 105})', 'Hi'],
    ["'Hi'.getChars()", '(72, 105)']
  ]));

test('numbers keep their type and their scale', () =>
  table([
    ['5 / 2', '2'],
    ['5.0 / 2', '2.5'],
    ['1.10 + 2.2', '3.30'],
    ['1.5 * 1.50', '2.250'],
    ['10.0 / 4', '2.5'],
    ['1.0 / 3', '0.333333333333333333333333333333333'],
    ["Decimal.valueOf('1.005').setScale(2)", '1.01'],
    ["Decimal.valueOf('2.5').round()", '2'],
    ["Decimal.valueOf('-2.5').round(RoundingMode.HALF_UP)", '-3'],
    ["Decimal.valueOf('1.2300').stripTrailingZeros()", '1.23'],
    ["Decimal.valueOf('12.3456').precision()", '6'],
    ["Decimal.valueOf('12.3456').scale()", '4'],
    ["Decimal.valueOf('10').divide(3, 2)", '3.33'],
    ["Decimal.valueOf('10').divide(3, 2, RoundingMode.UP)", '3.34'],
    ['1 / 0', 'System.MathException: Divide by 0'],
    ['Math.mod(-7, 3)', '-1'],
    ["Integer.valueOf('12a')", 'System.TypeException: Invalid integer: 12a'],
    ["Integer.valueOf('2147483648')", 'System.TypeException: Invalid integer: 2147483648'],
    ['2147483647 + 1', '-2147483648'],
    ['9223372036854775807L + 1', '-9223372036854775808'],
    ["Long.valueOf('12')", '12'],
    ["Double.valueOf('1e7')", '1.0E7'],
    ["Double.valueOf('0.5')", '0.5'],
    ['1.0 == 1.00', 'true'],
    ['Math.round(2.5)', '2'],
    ['Math.round(-1.5)', '-2'],
    ['Math.max(1, 2.5)', '2.5'],
    ['Math.sqrt(16.0)', '4.0'],
    ['Math.floor(-1.5)', '-2'],
    ['1234567.format()', '1,234,567'],
    ["Decimal.valueOf('1234.50').format()", '1,234.50']
  ]));

test('dates and times follow the calendar of the user', () =>
  table([
    ['Date.newInstance(2026, 1, 31).addMonths(1)', '2026-02-28'],
    ['Date.newInstance(2024, 2, 29).addYears(1)', '2025-02-28'],
    ['Date.newInstance(2026, 1, 31).monthsBetween(Date.newInstance(2026, 3, 1))', '2'],
    ['Date.newInstance(2026, 1, 1).daysBetween(Date.newInstance(2026, 3, 1))', '59'],
    ['Date.newInstance(2026, 11, 24).toStartOfWeek()', '2026-11-23'],
    ['Date.newInstance(2026, 11, 24).format()', '24/11/2026'],
    ["Date.valueOf('2026-11-24 10:11:12')", '2026-11-24'],
    ["Date.valueOf('2026-02-30')", 'System.TypeException: Invalid date: 2026-02-30'],
    ["Date.parse('24/11/2026')", '2026-11-24'],
    ["'' + Date.newInstance(2026, 11, 24)", '2026-11-24 00:00:00'],
    ['Datetime.newInstanceGmt(2026, 7, 1, 12, 0, 0)', '2026-07-01 13:00:00'],
    ["'' + Datetime.newInstanceGmt(2026, 7, 1, 12, 0, 0)", '2026-07-01 12:00:00'],
    ['Datetime.newInstance(2026, 7, 1, 9, 0, 0).hourGmt()', '8'],
    ["Datetime.newInstance(2026, 3, 28, 9, 0, 0).addDays(1).format('yyyy-MM-dd HH:mm z')", '2026-03-29 09:00 BST'],
    ["Datetime.newInstance(2026, 11, 24, 15, 4, 5).format('EEE d MMM yyyy h:mm a')", 'Tue 24 Nov 2026 3:04 pm'],
    ["Datetime.newInstanceGmt(2026, 11, 24, 15, 4, 5).formatGmt('yyyy-MM-dd\\'T\\'HH:mm:ss.SSS\\'Z\\'')", '2026-11-24T15:04:05.000Z'],
    ["Datetime.valueOfGmt('2026-11-24 10:00:00').getTime()", '1795514400000'],
    ['Datetime.newInstance(2026, 11, 24, 15, 4, 5).format()', '24/11/2026, 15:04'],
    ["Datetime.valueOf('x')", 'System.TypeException: Invalid date/time: x'],
    ['Time.newInstance(23, 30, 0, 0).addHours(1)', '00:30:00.000Z'],
    ['Date.daysInMonth(2024, 2)', '29'],
    ['Date.isLeapYear(1900)', 'false']
  ]));

test('collections compare by value and refuse what the platform refuses', () =>
  table([
    ['new List<Integer>{1, 2} == new List<Integer>{1, 2}', 'true'],
    ["new List<String>{'b', null, 'A', 'a'}.indexOf('a')", '3'],
    ['new List<Integer>().get(0)', 'System.ListException: List index out of bounds: 0'],
    ["new Set<String>{'a', 'A', 'a'}.size()", '2'],
    ['new Set<Date>{Date.newInstance(2026, 1, 1)}.contains(Date.newInstance(2026, 1, 1))', 'true'],
    ["new Map<String, Integer>{'b' => 1, 'a' => 2}", '{b=1, a=2}'],
    ["new Map<String, Integer>{'b' => 1}.get('B')", 'null'],
    ["new Map<String, Integer>{'a' => 1}.put('a', 2)", '1'],
    ["new Set<Garden__c>{new Garden__c(Name = 'x')}.contains(new Garden__c(Name = 'x'))", 'true'],
    ['new Map<Id, Garden__c>(new List<Garden__c>{new Garden__c()})', 'System.ListException: Row with null Id at index: 0'],
    ["new List<Object>{1, 'a', null}", '(1, a, null)']
  ]));

test('JSON is written and read with the types Apex knows', () =>
  table([
    [
      "JSON.serialize(new Map<String, Object>{'a' => 1, 'b' => 1.50, 'c' => null, 'd' => Date.newInstance(2026, 1, 2)})",
      '{"a":1,"b":1.50,"c":null,"d":"2026-01-02"}'
    ],
    ['JSON.serialize(Datetime.newInstanceGmt(2026, 1, 2, 3, 4, 5))', '"2026-01-02T03:04:05.000Z"'],
    ["JSON.serialize(new Garden__c(Name = 'Rose', Area__c = 12.5))", '{"attributes":{"type":"Garden__c"},"Name":"Rose","Area__c":12.50}'],
    ['((Garden__c) JSON.deserialize(\'{"Name":"Rose","Area__c":3}\', Garden__c.class)).Area__c', '3.00'],
    ['JSON.deserializeUntyped(\'{"a":[1,2.5,9999999999,true,null]}\')', '{a=(1, 2.5, 9999999999, true, null)}'],
    ['JSON.deserializeUntyped(\'{"a":\')', 'System.JSONException: Unexpected end-of-input at input location [1,6]'],
    ["(List<Integer>) JSON.deserialize('[1, 2]', List<Integer>.class)", '(1, 2)'],
    ['JSON.deserialize(\'["x"]\', List<Integer>.class)', 'System.JSONException: Invalid integer: x'],
    ["JSON.serializePretty(new Map<String, Object>{'a' => new List<Integer>{1, 2}})", '{\n  "a" : [ 1, 2 ]\n}']
  ]));

test('ids, blobs, digests and encodings', () =>
  table([
    ["Id.valueOf('001000000000001')", '001000000000001AAA'],
    ["Id.valueOf('x')", 'System.StringException: Invalid id: x'],
    ["Blob.valueOf('é').size()", '2'],
    ["Blob.valueOf('abc').toString()", 'abc'],
    [
      "EncodingUtil.convertToHex(Crypto.generateDigest('SHA-256', Blob.valueOf('abc')))",
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    ],
    ["EncodingUtil.base64Encode(Blob.valueOf('abc'))", 'YWJj'],
    ["EncodingUtil.urlEncode('a b&c/é', 'UTF-8')", 'a+b%26c%2F%C3%A9'],
    ["EncodingUtil.urlDecode('a+b%26c', 'UTF-8')", 'a b&c'],
    ["EncodingUtil.urlDecode('M%E4rz', 'windows-1252')", 'März'],
    ["EncodingUtil.urlDecode('%4D%00%E4%00', 'UTF-16LE')", 'Mä'],
    ["EncodingUtil.urlDecode('a', 'no-such-set')", 'System.StringException: Unsupported encoding: no-such-set'],
    ["Crypto.generateDigest('CRC', Blob.valueOf('abc'))", 'System.SecurityException: Invalid algorithm CRC'],
    ["Type.forName('Garden__c').getName()", 'Garden__c'],
    ["Type.forName('Nothing')", 'null'],
    ['((Blob) null).toString()', 'System.NullPointerException: Argument cannot be null.'],
    ["JSON.deserialize('\"}]', List<Integer>.class)", "System.JSONException: Malformed JSON: Expected '[' at the beginning of List/Set"],
    [
      "Crypto.verify('RSA-SHA256', Blob.valueOf('a'), Blob.valueOf('b'), Blob.valueOf('no key'))",
      'System.SecurityException: Invalid Crypto Key'
    ],
    ["Crypto.sign('RSA-MD5', Blob.valueOf('a'), Blob.valueOf('b'))", 'System.SecurityException: Invalid algorithm RSA-MD5'],
    ["UUID.fromString('x')", 'System.IllegalArgumentException: Invalid UUID string: x']
  ]));

test('a signature is that of its text and key, in each scheme', () => {
  for (const [scheme, key] of [
    ['RSA-SHA512', generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: SPKI, privateKeyEncoding: PKCS8 })],
    ['ECDSA-SHA256', generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding: SPKI, privateKeyEncoding: PKCS8 })]
  ] as const) {
    const [open, secret] = [key.publicKey, key.privateKey].map((der) => `EncodingUtil.base64Decode('${der.toString('base64')}')`);
    const before = `Blob signed = Crypto.sign('${scheme}', Blob.valueOf('text'), ${secret});`;
    table(
      [
        [`Crypto.verify('${scheme}', Blob.valueOf('text'), signed, ${open})`, 'true'],
        [`Crypto.verify('${scheme}', Blob.valueOf('other'), signed, ${open})`, 'false']
      ],
      before
    );
  }
});
