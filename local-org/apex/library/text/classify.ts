/** String's questions about its characters, and its changes of case. */
const every =
  (pattern: RegExp) =>
  (self: string): boolean =>
    self !== '' && pattern.test(self);
const everyOrEmpty =
  (pattern: RegExp) =>
  (self: string): boolean =>
    pattern.test(self);

export const caseAndClass = {
  'Boolean isAllLowerCase()': every(/^\p{Ll}+$/u),
  'Boolean isAllUpperCase()': every(/^\p{Lu}+$/u),
  'Boolean isAlpha()': every(/^\p{L}+$/u),
  'Boolean isAlphaSpace()': everyOrEmpty(/^[\p{L} ]*$/u),
  'Boolean isAlphanumeric()': every(/^[\p{L}\p{Nd}]+$/u),
  'Boolean isAlphanumericSpace()': everyOrEmpty(/^[\p{L}\p{Nd} ]*$/u),
  'Boolean isAsciiPrintable()': everyOrEmpty(/^[\x20-\x7e]*$/),
  'Boolean isNumeric()': every(/^\p{Nd}+$/u),
  'Boolean isNumericSpace()': everyOrEmpty(/^[\p{Nd} ]*$/u),
  'Boolean isWhitespace()': everyOrEmpty(/^\s*$/),
  'Boolean containsWhitespace()': (self: string) => /\s/.test(self),
  'String toLowerCase()': (self: string) => self.toLowerCase(),
  'String toLowerCase(String locale)': (self: string, locale: string) => self.toLocaleLowerCase(locale.replace('_', '-')),
  'String toUpperCase()': (self: string) => self.toUpperCase(),
  'String toUpperCase(String locale)': (self: string, locale: string) => self.toLocaleUpperCase(locale.replace('_', '-')),
  'String capitalize()': (self: string) => self.charAt(0).toUpperCase() + self.slice(1),
  'String uncapitalize()': (self: string) => self.charAt(0).toLowerCase() + self.slice(1),
  'String swapCase()': (self: string) => Array.from(self, (c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())).join('')
};
