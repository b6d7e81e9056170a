import { NotSupportedError } from '../../../errors.ts';

/** String's escapes for CSV, HTML, XML, Java and ECMAScript. */
const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
    ' '
  );
const TYPOGRAPHY: Readonly<Record<string, string>> = {
  '\u20ac': 'euro',
  '\u2013': 'ndash',
  '\u2014': 'mdash',
  '\u2018': 'lsquo',
  '\u2019': 'rsquo',
  '\u201c': 'ldquo',
  '\u201d': 'rdquo',
  '\u2026': 'hellip',
  '\u2022': 'bull',
  '\u2122': 'trade'
};
const named = new Map<string, string>([
  ...LATIN.map((name, i) => [name, String.fromCharCode(160 + i)] as const),
  ...Object.entries(TYPOGRAPHY).map(([character, name]) => [name, character] as const),
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"]
]);

export const escapes = {
  'String escapeCsv()': (self: string) => (/[",\r\n]/.test(self) ? `"${self.replaceAll('"', '""')}"` : self),
  'String unescapeCsv()': (self: string) => (/^".*[",\r\n].*"$/s.test(self) ? self.slice(1, -1).replaceAll('""', '"') : self),
  'String escapeHtml3()': (self: string) => html(self, false),
  'String escapeHtml4()': (self: string) => html(self, true),
  'String unescapeHtml3()': unescapeEntities,
  'String unescapeHtml4()': unescapeEntities,
  'String escapeXml()': (self: string) => self.replace(/[&<>"']/g, (c) => (c === "'" ? '&apos;' : HTML[c]!)),
  'String unescapeXml()': (self: string) => self.replace(/&(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/gi, entity),
  'String escapeEcmaScript()': (self: string) => java(self).replace(/['/]/g, '\\$&'),
  'String unescapeEcmaScript()': unescapeJava,
  'String escapeJava()': java,
  'String unescapeJava()': unescapeJava,
  'String escapeUnicode()': (self: string) =>
    Array.from({ length: self.length }, (_, i) => self.charCodeAt(i))
      .map((c) => (c > 126 || c < 32 ? unicode(c) : String.fromCharCode(c)))
      .join(''),
  'String unescapeUnicode()': (self: string) =>
    self.replace(/\\u+([\da-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  'String stripHtmlTags()': (self: string) => unescapeEntities(self.replace(/<br\s*\/?>/gi, '\n').replace(/<[^>]*>/g, ''))
};

function html(self: string, typography: boolean): string {
  return self.replace(/[&<>"\u00a0-\uffff]/g, (c) => {
    const unit = c.charCodeAt(0);
    if (unit < 160) return HTML[c]!;
    const name = unit < 256 ? LATIN[unit - 160] : typography ? TYPOGRAPHY[c] : undefined;
    return name ? `&${name};` : c;
  });
}

function unescapeEntities(self: string): string {
  return self.replace(/&(\w+|#\d+|#x[\da-f]+);/gi, entity);
}

function entity(whole: string, name: string): string {
  if (name.startsWith('#'))
    return String.fromCodePoint(name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
  return named.get(name) ?? whole;
}

const CONTROL: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\n': '\\n',
  '\t': '\\t',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\'
};

function java(self: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is escaped
  return self.replace(/[\x00-\x1f"\\\x7f-\uffff]/g, (c) => CONTROL[c] ?? unicode(c.charCodeAt(0)));
}

function unicode(unit: number): string {
  return `\\u${unit.toString(16).toUpperCase().padStart(4, '0')}`;
}

function unescapeJava(self: string): string {
  return self.replace(/\\(u+[\da-fA-F]{4}|[0-7]{1,3}|.)/gs, (_, what: string) => {
    if (what.startsWith('u')) {
      if (what.length < 5) throw new NotSupportedError('a broken unicode escape');
      return String.fromCharCode(Number.parseInt(what.slice(-4), 16));
    }
    if (/^[0-7]/.test(what)) return String.fromCharCode(Number.parseInt(what, 8));
    return Object.entries(CONTROL).find(([, escape]) => escape === `\\${what}`)?.[0] ?? what;
  });
}
