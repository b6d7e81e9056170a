import { nextSteps, standing, STEPS } from 'c/paperWords';

const ROW = { label: 'P-K7M-4QX-9R', status: 'Held', locked: true, families: [{ clientId: 'c1', scanned: false }] };
const KEEPER = { mayKeep: true, isOfficer: false };

describe('c-paper-words', () => {
  it('says where a paper stands, what presses first', () => {
    expect(standing(ROW).now).toBe('Locked away');
    expect(standing({ ...ROW, locked: false }).now).toBe('Not locked away');
    expect(standing({ ...ROW, outTo: 'Tilly', dueBackOn: '2026-12-24' }).now).toBe('With Tilly, back by 24/12/2026');
    expect(standing({ ...ROW, missingSince: '2026-11-01', locked: false }).now).toBe('Not found');
    expect(standing({ ...ROW, waits: true }).now).toBe('Waits for the witness');
    expect(standing({ ...ROW, waits: true, iAmWitness: true }).now).toBe('Did you see it shredded?');
    expect(standing({ ...ROW, ended: true, status: 'Shredded' }).now).toBe('Shredded');
  });

  it('offers only what can come next, and nothing to who may not', () => {
    expect(nextSteps(ROW, KEEPER)).toEqual(['Out', 'Move', 'Scanned', 'Shred', 'Not found']);
    expect(nextSteps({ ...ROW, outTo: 'Tilly' }, KEEPER)).toEqual(['Back', 'Not found']);
    expect(nextSteps({ ...ROW, missingSince: '2026-11-01', lossNumber: 'DL-1' }, KEEPER)).toEqual(['Found']);
    expect(nextSteps({ ...ROW, missingSince: '2026-11-01', lossNumber: 'DL-1' }, { ...KEEPER, isOfficer: true })).toEqual([
      'Found',
      'Lost'
    ]);
    expect(nextSteps({ ...ROW, waits: true }, KEEPER)).toEqual([]);
    expect(nextSteps(ROW, { mayKeep: false })).toEqual([]);
    for (const kind of nextSteps(ROW, KEEPER)) expect(STEPS[kind].button).toBeTruthy();
  });
});
