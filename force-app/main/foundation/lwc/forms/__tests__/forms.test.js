import { valid } from 'c/forms';

const field = (holds) => ({ reportValidity: jest.fn(() => holds), focus: jest.fn() });
const formOf = (fields) => ({ querySelectorAll: (selector) => (selector === '.field' ? fields : []) });

describe('valid', () => {
  it('holds when every field holds', () => {
    const fields = [field(true), field(true)];
    expect(valid(formOf(fields))).toBe(true);
    expect(fields[0].focus).not.toHaveBeenCalled();
  });

  it('asks every field, and gives the first wrong one the keyboard', () => {
    const fields = [field(true), field(false), field(false)];
    expect(valid(formOf(fields))).toBe(false);
    expect(fields[2].reportValidity).toHaveBeenCalled();
    expect(fields[1].focus).toHaveBeenCalled();
    expect(fields[2].focus).not.toHaveBeenCalled();
  });
});
