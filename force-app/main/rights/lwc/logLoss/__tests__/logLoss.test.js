import { createElement } from 'lwc';
import LogLoss from 'c/logLoss';
import choices from '@salesforce/apex/LossController.choices';
import log from '@salesforce/apex/LossController.log';

jest.mock('@salesforce/apex/LossController.choices', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/LossController.log', () => ({ default: jest.fn() }), { virtual: true });

const OPTIONS = { kinds: [], locked: [], stores: [{ value: 'a0S', label: 'Phone 7' }], workers: [] };
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function shown() {
  choices.mockResolvedValue(OPTIONS);
  const element = createElement('c-log-loss', { is: LogLoss });
  document.body.appendChild(element);
  await settle();
  return element;
}

function valid(element, yes = true) {
  for (const one of element.shadowRoot.querySelectorAll('.field')) {
    one.reportValidity = () => yes;
    one.focus = jest.fn();
  }
}

async function write(element, name, value) {
  const field = [...element.shadowRoot.querySelectorAll('.field')].find((one) => one.name === name);
  field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  await settle();
}

describe('c-log-loss', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('sends nothing before the two questions are answered', async () => {
    const element = await shown();
    valid(element, false);
    find(element, '[data-action="send"]').click();
    await settle();
    expect(log).not.toHaveBeenCalled();
    expect(find(element, '.field').focus).toHaveBeenCalled();
    await expect(element).toBeAccessible();
  });

  it('takes "not sure" for yes and says to ring a lead', async () => {
    const element = await shown();
    const logged = jest.fn();
    element.addEventListener('logged', logged);
    await write(element, 'whatHappened', 'My phone is gone');
    await write(element, 'reached', 'Not sure');
    expect(find(element, '[data-ring]').textContent).toContain('ring a safeguarding lead');
    valid(element);
    log.mockResolvedValue({ lossNumber: 'DL-000001', message: 'Thank you.', whatNow: 'Ring a lead.' });
    find(element, '[data-action="send"]').click();
    await settle();
    expect(log.mock.calls[0][0].request).toMatchObject({ whatHappened: 'My phone is gone', reachedFamily: true, awareAt: null });
    expect(log.mock.calls[0][0].request).not.toHaveProperty('reached');
    expect(find(element, '[data-number]').textContent).toBe('DL-000001');
    expect(logged).toHaveBeenCalledTimes(1);
    await expect(element).toBeAccessible();
  });

  it('takes no for no', async () => {
    const element = await shown();
    await write(element, 'reached', 'No');
    expect(find(element, '[data-ring]')).toBeNull();
    valid(element);
    log.mockResolvedValue({ lossNumber: 'DL-000002', message: '', whatNow: '' });
    find(element, '[data-action="send"]').click();
    await settle();
    expect(log.mock.calls[0][0].request.reachedFamily).toBe(false);
  });

  it('says a refusal in its own sentence', async () => {
    const element = await shown();
    valid(element);
    log.mockRejectedValue({ body: { message: 'This time has not come yet.' } });
    find(element, '[data-action="send"]').click();
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('This time has not come yet.');
  });
});
