/** A sample of the kill proof (`npm run prove -- --kills 50` runs it whole). */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { killWhileDisposing } from './disposal-kills.ts';

const KILLS = 2;

it(
  `killed ${KILLS} times while families are deleted, each is whole or gone and every certificate is true`,
  { timeout: 600_000 },
  async (t) => {
    const seed = Date.now() % 1_000_000;
    t.diagnostic(`seed ${seed}`);
    const kills = await killWhileDisposing(KILLS, 3, seed, (line) => t.diagnostic(line));
    assert.equal(kills.certificates, kills.families);
  }
);
