import { createElement } from 'lwc';
import PaperLabels from 'c/paperLabels';
import labels from '@salesforce/apex/PaperController.labels';

jest.mock('@salesforce/apex/PaperController.labels', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('lightning/platformResourceLoader', () => ({ loadScript: jest.fn(() => Promise.resolve()) }), { virtual: true });

const TEXT = 'P-K7M-4QX-9R';
const settle = () => new Promise((resolve) => setTimeout(resolve));
/** The library as it is delivered. */
const library = require('../../../staticresources/Confide_QR.js');

async function sheet() {
  const element = createElement('c-paper-labels', { is: PaperLabels });
  element.paperIds = ['p1'];
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-paper-labels', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
    delete window.qrcode;
  });

  it('P14: draws a code that holds the label and nothing else, beside the label and nothing else', async () => {
    const held = [];
    window.qrcode = (...args) => {
      const code = library(...args);
      const { addData } = code;
      code.addData = (text, mode) => {
        held.push(text);
        addData(text, mode);
      };
      return code;
    };
    labels.mockResolvedValue([TEXT]);
    const element = await sheet();
    expect(held).toEqual([TEXT]);
    expect(element.shadowRoot.querySelector('.sheet').textContent).toBe(TEXT);
    expect(element.shadowRoot.querySelector('svg path').getAttribute('d')).toMatch(/^M4 4h1v1h-1zM5 4/);
    expect(element.shadowRoot.querySelector('svg').getAttribute('viewBox')).toBe('0 0 29 29');
    await expect(element).toBeAccessible();
  });

  it('says what went wrong, and that there is nothing to print', async () => {
    labels.mockRejectedValueOnce({ body: { message: 'Not available.' } });
    expect((await sheet()).shadowRoot.querySelector('[role="alert"]').textContent).toBe('Not available.');
    labels.mockResolvedValueOnce([]);
    expect((await sheet()).shadowRoot.querySelector('.nothing').textContent).toBe('There is no label to print.');
  });
});
