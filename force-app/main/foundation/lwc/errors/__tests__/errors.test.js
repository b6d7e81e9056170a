import { sentence } from 'c/errors';

describe('sentence', () => {
  it.each([
    ['an Apex error', { body: { message: 'You may not do that.' } }, 'You may not do that.'],
    ['page errors', { body: { pageErrors: [{ message: 'Choose a date.' }], fieldErrors: {} } }, 'Choose a date.'],
    ['field errors', { body: { fieldErrors: { Kind__c: [{ message: 'Choose what it was.' }] } } }, 'Choose what it was.'],
    ['UI API errors', { body: [{ message: 'One.' }, { message: 'Two.' }] }, 'One. Two.'],
    ['the same thing said twice', [{ message: 'Once.' }, { message: 'Once.' }], 'Once.']
  ])('reads %s', (_, error, expected) => expect(sentence(error)).toBe(expected));

  it('says what to do when it knows nothing', () => expect(sentence(undefined)).toMatch(/nothing was saved\. Try again/));
});
