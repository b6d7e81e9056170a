// @ts-check
import { api, LightningElement } from 'lwc';
import labels from '@salesforce/apex/PaperController.labels';
import library from '@salesforce/resourceUrl/Confide_QR';
import { loadScript } from 'lightning/platformResourceLoader';
import { attempt } from 'c/errors';

/** Smallest code that holds the text, with a quarter of it to spare for dirt and folds. */
const AUTOMATIC = 0;
const CORRECTION = 'Q';
const PAGE_STYLE =
  'ul{display:flex;flex-wrap:wrap;gap:4mm;list-style:none;margin:0;padding:0}li{align-items:center;border:1px dashed;break-inside:avoid;display:flex;flex-direction:column;font-family:monospace;padding:2mm}svg{height:25mm;width:25mm}';
/** White around a code, in modules, as its standard asks. */
const QUIET = 4;

/** A sheet of labels to print: on each the label and its QR code, which holds the label and nothing else. */
export default class PaperLabels extends LightningElement {
  /** @type {string[]} */
  @api paperIds = [];

  /** @type {any[] | null} */
  labels = null;
  message = '';
  busy = false;

  async connectedCallback() {
    await attempt(this, async () => {
      const [texts] = await Promise.all([labels({ paperIds: [...this.paperIds] }), loadScript(this, library)]);
      this.labels = texts.map(drawn);
    });
  }

  back() {
    this.dispatchEvent(new CustomEvent('back'));
  }

  get loading() {
    return !this.labels && !this.message;
  }

  get isEmpty() {
    return this.labels?.length === 0;
  }

  get hasLabels() {
    return (this.labels ?? []).length > 0;
  }

  /** The same labels as a page of their own: this screen, printed, would show who printed it and the app around it. */
  get pageLink() {
    const drawnOnes = (this.labels ?? []).map(
      ({ text, box, path }) => `<li><svg viewBox="${box}" shape-rendering="crispEdges"><path d="${path}"/></svg><b>${text}</b></li>`
    );
    const page = `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Labels</title><style>${PAGE_STYLE}</style><ul>${drawnOnes.join('')}</ul></html>`;
    return `data:text/html;charset=utf-8,${encodeURIComponent(page)}`;
  }
}

/**
 * @param {string} text the label
 * @returns {{ text: string, path: string, box: string, alt: string }} the dark squares as one path, a module a unit
 */
function drawn(text) {
  const code = /** @type {any} */ (window).qrcode(AUTOMATIC, CORRECTION);
  code.addData(text, 'Alphanumeric');
  code.make();
  const size = code.getModuleCount();
  const squares = [];
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1)
      if (code.isDark(row, column)) squares.push(`M${column + QUIET} ${row + QUIET}h1v1h-1z`);
  const side = size + 2 * QUIET;
  return { text, path: squares.join(''), box: `0 0 ${side} ${side}`, alt: `QR code of ${text}` };
}
