// @ts-check
import { LightningElement, api } from 'lwc';
import { csv } from './csv';

const HIDDEN = 'hidden';

/** One table of figures: a chart, the same numbers as a table beside it, and what they mean in plain words. Only what may be seen is in it. */
export default class FigureSheet extends LightningElement {
  /** @type {any} what FigureSheet.cls gives */
  @api sheet = null;
  /** Number of the release, e.g. F-000001; empty for a draft, which cannot be taken away. */
  @api number = '';
  /** Whom the figures are for. */
  @api recipient = '';

  get chartWords() {
    const { title, period } = this.sheet;
    return `Chart of ${title}, ${period}. The table holds the same numbers.`;
  }

  get tableWords() {
    return `Table: ${this.sheet.title}`;
  }

  get bars() {
    const most = Math.max(1, ...this.sheet.lines.map(({ total }) => total ?? 0));
    return this.sheet.lines.map(({ label, total }) => ({
      key: label,
      label,
      style: `inline-size: ${Math.round((100 * (total ?? 0)) / most)}%`,
      words: seen(total)
    }));
  }

  get lines() {
    return this.sheet.lines.map((line) => ({
      key: line.label,
      label: line.label,
      values: line.values.map(({ shown }, place) => ({ key: place, words: seen(shown) })),
      total: seen(line.total),
      percent: typeof line.percent === 'number' ? `${line.percent} %` : ''
    }));
  }

  get columns() {
    return this.sheet.columns.map((words, key) => ({ key, words }));
  }

  get totals() {
    return this.sheet.columnTotals.map((total, key) => ({ key, words: seen(total) }));
  }

  get hasMany() {
    return this.sheet.columns.length > 1;
  }

  get total() {
    return seen(this.sheet.total);
  }

  /** What the numbers say, in short sentences; of shown numbers only. */
  get summary() {
    const { lines, unit, total, period } = this.sheet;
    const shown = lines.filter((line) => line.total).sort((one, other) => other.total - one.total);
    if (shown.length === 0) return ['All the numbers are too small to show.'];
    const words = [`${period}: about ${total} ${unit} are in the numbers that we can show.`];
    if (lines.length > 1) words.push(`The largest group is “${shown[0].label}”, with about ${shown[0].total}.`);
    return words;
  }

  get rule() {
    const { hiddenUpTo, roundedTo } = this.sheet;
    return `A number up to ${hiddenUpTo} is hidden, so that nobody can be known by it. All others are rounded to the nearest ${roundedTo}. Totals add up what is shown, and may be less than all there were.`;
  }

  print() {
    window.print();
  }

  download() {
    const link = document.createElement('a');
    link.href = `data:text/csv;charset=utf-8,${encodeURIComponent(csv(this.sheet))}`;
    link.download = `${this.number}.csv`;
    link.click();
  }
}

/** @param {number | null | undefined} shown */
function seen(shown) {
  return typeof shown === 'number' ? String(shown) : HIDDEN;
}
