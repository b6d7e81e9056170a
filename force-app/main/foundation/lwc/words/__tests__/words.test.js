import { channelName, codeOf, levelName, levelOptions, pillOf, roleName } from 'c/words';

describe('words on screen', () => {
  it('calls a channel what people call it, and leaves the others as they are', () => {
    expect(['Call', 'SMS', 'Post', 'Voicemail'].map(channelName)).toEqual(['Phone call', 'Text message', 'Letter by post', 'Voicemail']);
  });

  it('calls what was opened in need by its own words, and leaves the other parts as they are', () => {
    expect(['Emergency', 'Cover'].map(roleName)).toEqual(['Urgent access', 'Cover']);
  });

  it('takes a level that is not known, or that does not exist, for nothing', () => {
    expect([null, undefined, 7, 1].map(levelName)).toEqual(['Nothing', 'Nothing', 'Nothing', 'Only “please call me”']);
  });

  it('offers the four levels', () => {
    expect(levelOptions().map(({ value }) => value)).toEqual(['0', '1', '2', '3']);
  });

  it('calls a family by its code, with the words to say aloud when there are some', () => {
    expect(codeOf({ code: 'K7M-4QX-9R', wordCode: 'amber otter' })).toBe('K7M-4QX-9R, amber otter');
    expect(codeOf({ code: 'K7M-4QX-9R', wordCode: null })).toBe('K7M-4QX-9R');
  });

  it('shows what waits, what is new and what is well in colours of their own', () => {
    expect(['Active', 'New', 'Waiting', 'Closed', null].map(pillOf)).toEqual([
      'pill pill_good',
      'pill pill_new',
      'pill pill_warning',
      'pill',
      'pill'
    ]);
  });
});
