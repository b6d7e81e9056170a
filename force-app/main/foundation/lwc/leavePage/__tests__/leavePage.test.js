import { createElement } from 'lwc';
import LeavePage from 'c/leavePage';
import { leaveFor } from '../leave';

jest.mock('@salesforce/label/c.Confide_Neutral_Page', () => ({ default: 'https://weather.example' }), { virtual: true });
jest.mock('../leave', () => ({ leaveFor: jest.fn() }));

const press = (key) => {
  window.dispatchEvent(new KeyboardEvent('keydown', { key }));
  window.dispatchEvent(new KeyboardEvent('keyup', { key }));
};
const presses = (...keys) => keys.forEach(press);

describe('c-leave-page', () => {
  let element;
  beforeEach(() => {
    element = createElement('c-leave-page', { is: LeavePage });
    document.body.appendChild(element);
  });
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
    jest.restoreAllMocks();
  });

  it('ACC-05: puts an everyday page in the place of this one with one press of the button', async () => {
    element.shadowRoot.querySelector('lightning-button').click();
    expect(leaveFor).toHaveBeenCalledWith('https://weather.example');
    await expect(element).toBeAccessible();
  });

  it('ACC-05: leaves when Shift is pressed three times, on any page', () => {
    presses('Shift', 'Shift');
    expect(leaveFor).not.toHaveBeenCalled();
    press('Shift');
    expect(leaveFor).toHaveBeenCalledTimes(1);
  });

  it('does not leave while somebody writes capitals', () => {
    for (let letter = 0; letter < 4; letter++) {
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }));
      press('A');
      window.dispatchEvent(new KeyboardEvent('keyup', { key: 'Shift' }));
    }
    presses('Shift', 'Shift', 'a', 'Shift');
    expect(leaveFor).not.toHaveBeenCalled();
  });

  it('does not leave when the presses are far apart', () => {
    const clock = jest.spyOn(Date, 'now');
    for (const moment of [0, 4000, 9500]) {
      clock.mockReturnValue(moment);
      press('Shift');
    }
    expect(leaveFor).not.toHaveBeenCalled();
  });

  it('listens no longer when it is gone', () => {
    document.body.replaceChildren();
    presses('Shift', 'Shift', 'Shift');
    expect(leaveFor).not.toHaveBeenCalled();
  });
});
