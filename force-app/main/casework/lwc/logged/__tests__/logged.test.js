import { onLogged, tellLogged } from 'c/logged';

it('tells each part once, and nobody who stopped listening', () => {
  const heard = jest.fn();
  const stop = onLogged(heard);
  tellLogged('a01000000000001AAA');
  stop();
  tellLogged('a01000000000002AAA');
  expect(heard.mock.calls).toEqual([['a01000000000001AAA']]);
});
