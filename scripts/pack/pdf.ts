import { createRequire } from 'node:module';
import path from 'node:path';
import PDFDocument from 'pdfkit';
import { document as words } from '../messages/pack.ts';
import { type Copy, day, groups, type Item } from './content.ts';
import { facts, titleOf } from './html.ts';

type Doc = PDFKit.PDFDocument;
type Struct = PDFKit.PDFStructureElement;

export interface Pdf {
  readonly bytes: Uint8Array;
  /** Characters for which the font has no shape. */
  readonly unprintable: number;
}

const MARGIN = 64;
const SIZE = { h1: 22, h2: 16, h3: 13, p: 11.5, small: 9.5 } as const;
const BOX = '\u25a1';

/**
 * The copy as a tagged PDF: document, headings, paragraphs and lists in the order of reading, language, title, bookmarks, an
 * embedded font (Liberation Sans, SIL Open Font Licence). It is not claimed to be PDF/UA: no validator has looked at it.
 */
export async function pdf(copy: Copy): Promise<Pdf> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: words.language,
    displayTitle: true,
    info: { Title: titleOf(copy), Author: '', Producer: 'confide', Creator: 'confide' }
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => doc.on('end', () => resolve()).on('error', reject));
  const page = new Page(doc);
  page.write(copy);
  page.footers();
  doc.end();
  await ended;
  return { bytes: Buffer.concat(chunks), unprintable: page.unprintable };
}

const fonts = path.join(path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'standard_fonts');

class Page {
  unprintable = 0;
  readonly #doc: Doc;
  readonly #root: Struct;

  constructor(doc: Doc) {
    this.#doc = doc;
    doc.registerFont('text', path.join(fonts, 'LiberationSans-Regular.ttf'));
    doc.registerFont('bold', path.join(fonts, 'LiberationSans-Bold.ttf'));
    doc.font('text');
    this.#root = doc.struct('Document');
    doc.addStructure(this.#root);
  }

  write(copy: Copy): void {
    this.#heading(this.#root, 'h1', titleOf(copy));
    this.#paragraph(this.#root, words.made(copy.request, day(copy.madeOn)));
    if (copy.confirmation) this.#paragraph(this.#root, copy.confirmation);
    for (const { title, text } of copy.blocks) this.#section(title, (within) => this.#paragraph(within, text));
    if (copy.glossary.length > 0) this.#section(words.glossary, (within) => this.#list(within, copy.glossary));
    this.#section(words.held, (within, mark) => this.#held(within, mark, copy.items));
    this.#paragraph(this.#root, copy.closing);
    if (this.unprintable > 0) this.#paragraph(this.#root, words.unprintable);
    this.#root.end();
  }

  #held(within: Struct, mark: PDFKit.PDFOutline, items: readonly Item[]): void {
    const kinds = groups(items);
    if (kinds.length === 0) this.#paragraph(within, words.nothing);
    for (const [kind, ofKind] of kinds) {
      this.#heading(within, 'h3', kind);
      mark.addItem(this.#printable(kind, false));
      for (const item of ofKind) {
        const said = facts(item).join(' · ');
        if (said) this.#paragraph(within, said, SIZE.small);
        this.#paragraph(within, item.text.replace(/\u2588+/g, words.bar));
      }
    }
  }

  #section(title: string, fill: (within: Struct, mark: PDFKit.PDFOutline) => void): void {
    const within = this.#doc.struct('Sect');
    this.#root.add(within);
    const mark = this.#doc.outline.addItem(this.#printable(title, false));
    this.#heading(within, 'h2', title);
    fill(within, mark);
    within.end();
  }

  #heading(within: Struct, level: 'h1' | 'h2' | 'h3', text: string): void {
    const room = this.#doc.page.height - MARGIN - this.#doc.y;
    if (room < 5 * SIZE[level]) this.#doc.addPage();
    this.#text(within, level.toUpperCase(), text, 'bold', SIZE[level], SIZE[level] / 3);
  }

  #paragraph(within: Struct, text: string, size: number = SIZE.p): void {
    this.#text(within, 'P', text, 'text', size, size === SIZE.p ? 8 : 2);
  }

  #list(within: Struct, texts: readonly string[]): void {
    const list = this.#doc.struct('L');
    within.add(list);
    for (const text of texts) {
      const item = this.#doc.struct('LI');
      list.add(item);
      this.#text(item, 'LBody', `•  ${text}`, 'text', SIZE.p, 4);
      item.end();
    }
    list.end();
  }

  #text(within: Struct, role: string, text: string, font: string, size: number, after: number): void {
    const shown = this.#printable(text, true);
    within.add(
      this.#doc.struct(role, {}, () => {
        this.#doc.font(font).fontSize(size).fillColor('#1a1a1a').text(shown, { align: 'left', lineGap: 2 });
      })
    );
    this.#doc.y += after;
  }

  /** What the font cannot show stands as a box, and is counted. */
  #printable(text: string, count: boolean): string {
    const { font } = (this.#doc as unknown as { _font: { font: { hasGlyphForCodePoint(point: number): boolean } } })._font;
    return [...text.normalize('NFC').replace(/\r\n?/g, '\n').replaceAll('\t', ' ')]
      .map((sign) => {
        if (sign === '\n' || font.hasGlyphForCodePoint(sign.codePointAt(0)!)) return sign;
        if (count) this.unprintable++;
        return BOX;
      })
      .join('');
  }

  /** Beside the text, and no part of what is read. */
  footers(): void {
    const { start, count } = this.#doc.bufferedPageRange();
    for (let at = 0; at < count; at++) {
      this.#doc.switchToPage(start + at);
      const { page } = this.#doc;
      const { bottom } = page.margins;
      page.margins.bottom = 0;
      this.#doc.markContent('Artifact', { type: 'Pagination' });
      this.#doc
        .font('text')
        .fontSize(SIZE.small)
        .text(words.page(at + 1, count), MARGIN, page.height - MARGIN / 2 - SIZE.small, { lineBreak: false });
      this.#doc.endMarkedContent();
      page.margins.bottom = bottom;
    }
  }
}
