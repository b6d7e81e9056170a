import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { EXIT, ToolError } from '../shared/exit.ts';
import { isoDay, readDemoData } from './data.ts';

const demo = path.join(import.meta.dirname, '..', '..', 'config', 'demo');

/** A copy of the demo files in which one was changed. */
function changed(file: string, change: (text: string) => string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'confide-data-'));
  cpSync(demo, folder, { recursive: true });
  writeFileSync(path.join(folder, file), change(readFileSync(path.join(demo, file), 'utf8')));
  return folder;
}

describe('the demo files', () => {
  it('hold forty-three families with keys of their own, and every persona', () => {
    const { org, families } = readDemoData(demo);
    assert.equal(families.length, 43);
    assert.equal(new Set(families.map(({ key }) => key)).size, 43);
    assert.equal(org.people.length, 12);
  });

  it('use only telephone numbers and addresses that belong to nobody', () => {
    for (const { person, nextOfKin } of readDemoData(demo).families) {
      assert.match(person?.mobile ?? '07700 900000', /^07700 900\d{3}$/);
      assert.match(person?.email ?? 'x@example.org', /@example\.org$/);
      assert.match(nextOfKin?.phone ?? '01632 960000', /^01632 960\d{3}$/);
      assert.match(person?.postcode ?? 'ZZ1 1AA', /^ZZ\d \d[A-Z]{2}$/);
    }
  });

  it('are refused with the place of the fault, and without what stands there', () => {
    const folder = changed('families.yaml', (text) => text.replace('source: Midwife', 'source: [Isadora]'));
    assert.throws(
      () => readDemoData(folder),
      (error: ToolError) => {
        assert.equal(error.exitCode, EXIT.usage);
        assert.match(error.message, /^families\.yaml does not hold at: \d+\.referral\.source/);
        assert.doesNotMatch(error.message, /Isadora/);
        return true;
      }
    );
  });

  it('are refused when they carry an unknown word', () => {
    const folder = changed('org.yaml', (text) => `surprise: 1\n${text}`);
    assert.throws(() => readDemoData(folder), /org\.yaml does not hold at:/);
  });

  it('are refused when they are not YAML', () => {
    assert.throws(() => readDemoData(changed('org.yaml', () => 'people: [')), /org\.yaml cannot be read/);
  });
});

describe('isoDay', () => {
  it('counts back and forth from now', () => {
    const now = Date.UTC(2026, 10, 24, 12);
    assert.deepEqual([isoDay(-30, now), isoDay(0, now), isoDay(7, now)], ['2026-10-25', '2026-11-24', '2026-12-01']);
  });
});
