/**
 * Nothing hidden can be computed back (PEERS 14, 25, 26): series of releases at random over the tables of a small charity go
 * through the very rule in Apex; an attacker who knows every released cell and total, all releases together, bounds each
 * hidden cell by propagation and by linear programming. `CONFIDE_ATTACK_SERIES=10000` sets how many; `CONFIDE_ATTACK_SEED`
 * repeats a run.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Series, attack, releasedOf, seriesAtRandom } from './attack.ts';
import { type RunningOrg, seededOrg } from './org.ts';

const ADDRESS = '/services/apexrest/confide/v1/disclosure-control';
const INTEGRATION = 'integration@demo.example';
const SERIES = Number(process.env['CONFIDE_ATTACK_SERIES'] ?? 200);
const SEED = Number(process.env['CONFIDE_ATTACK_SEED'] ?? 20_261_127);
const A_CALL = 10;
/** Two linear programs for each hidden cell of every so-manieth series; of all of them. */
const PROGRAMS = 1;
/** Fewer numbers than this, and a hidden cell counts as given away. */
const FEWEST = 3;

describe('the attack on figures', () => {
  let org: RunningOrg;
  const ask = (body: unknown, who = INTEGRATION) => org.rest(who, ADDRESS, { method: 'POST', body });

  before(async () => {
    org = await seededOrg();
  });
  after(() => org.stop());

  it('a supporter is refused, and so is a table that is none', async () => {
    assert.equal((await ask([], 'supporter@demo.example')).status, 403);
    assert.equal((await ask([{ atoms: null, tables: [] }])).status, 400);
    assert.equal((await ask([{ atoms: [], tables: [], rows: [] }])).status, 400);
  });

  it('the attacker is one: she breaks tables with true totals, and the subtraction of two releases that nobody guards', () => {
    const base = { base: 'b', measure: 'm', programme: '' };
    const atoms = [
      { ...base, quarter: 'q1', value: 'v', count: 12 },
      { ...base, quarter: 'q2', value: 'v', count: 6 }
    ];
    const apart = [
      { column: 'c', atoms: [0] },
      { column: 'd', atoms: [1] }
    ];
    const together = [{ column: 'c', atoms: [0, 1] }];
    const marked = (shown: number | null) => ({ mark: shown === null ? 'Hidden' : 'Shown', shown });
    const found = attack(
      { atoms, tables: [apart, together] },
      releasedOf([apart, together], [[marked(10), marked(null)], [marked(20)]]),
      true
    );
    assert.deepEqual(found, [[6, 7]]);
  });

  it(`over ${SERIES} series she recovers no hidden cell, and narrows none to two numbers`, async (context) => {
    const sum = { cells: 0, shown: 0, hidden: 0, linked: 0, tables: 0, refused: 0, empty: 0, narrowest: Infinity, programs: 0 };
    for (let done = 0; done < SERIES; done += A_CALL) {
      const batch: Series[] = Array.from({ length: Math.min(A_CALL, SERIES - done) }, (_, place) => seriesAtRandom(SEED + done + place));
      const { status, body, text } = await ask(batch);
      assert.equal(status, 200, text.slice(0, 300));
      for (const [place, series] of batch.entries()) {
        const { tables, refusals } = body[place] as {
          tables: ({ mark: string; shown: number | null }[] | null)[];
          refusals: (string | null)[];
        };
        const which = `CONFIDE_ATTACK_SEED=${SEED + done + place}`;
        sum.tables += refusals.length;
        sum.refused += refusals.filter((refusal) => refusal === 'SUBTRACTS').length;
        sum.empty += refusals.filter((refusal) => refusal === 'NOTHING_LEFT').length;
        const released = releasedOf(series.tables, tables);
        const byProgram = (done + place) % PROGRAMS === 0;
        if (byProgram) sum.programs++;
        for (const [low, high] of attack(series, released, byProgram)) {
          assert.ok(high - low + 1 >= FEWEST, `${which}: a hidden cell is one of ${low} to ${high}`);
          sum.narrowest = Math.min(sum.narrowest, high - low + 1);
          sum.hidden++;
        }
        for (const [number, table] of tables.entries()) {
          sum.cells += series.tables[number]!.length;
          sum.shown += table?.filter(({ mark }) => mark === 'Shown').length ?? 0;
        }
      }
    }
    assert.ok(sum.hidden > SERIES, 'there was something to attack');
    assert.ok(sum.shown > SERIES, 'something was kept');
    context.diagnostic(
      `${sum.tables} tables: ${sum.empty} empty, ${sum.refused} refused for what they subtract to; of ${sum.cells} cells asked for ` +
        `${((100 * sum.shown) / sum.cells).toFixed(1)} % are shown; ${sum.hidden} hidden cells attacked, ${sum.programs} series by linear ` +
        `programs too; the narrowest can still be ${sum.narrowest} numbers`
    );
  });
});
