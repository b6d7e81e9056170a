import { FORMS, stepName, stepOf } from 'c/requestForms';

describe('c/requestForms', () => {
  it('names each step in plain words, and keeps the stored word for what it does not know', () => {
    expect(stepName('Lock')).toBe('Lock the file');
    expect(stepName('Due day moved')).toBe('Due day moved');
  });

  it('asks every deciding step for words', () => {
    const deciding = ['Refused', 'Answered', 'Objection weighed', 'Decision', 'Set decided', 'Lock', 'Lock ended', 'Extended'];
    expect(deciding.filter((kind) => !FORMS[kind].fields.includes('text*'))).toEqual([]);
  });

  it('sends nothing for what was left blank', () => {
    expect(stepOf('Note', { text: 'Rang', dayOf: '' })).toEqual({ kind: 'Note', text: 'Rang' });
  });

  it('puts each answer where the org looks for it', () => {
    expect(stepOf('Corrected', { detailName: 'town', detailValue: 'Leeds', text: 'x' }).details).toEqual([
      { name: 'town', value: 'Leeds' }
    ]);
    expect(stepOf('Objection weighed', { weighed: 'Upheld' }).decision).toBe('Upheld');
    expect(stepOf('Clarification answered', { openQuestion: 'years' }).question).toBe('years');
    expect(stepOf('Understanding checked', { competence: 'Competent' }).value).toBe('Competent');
    expect(stepOf('Opinion noted', { where: 'A visit' }).dataSet).toBe('A visit');
  });
});
