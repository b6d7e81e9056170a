// @ts-check

/**
 * Whether every field of a form holds; each that does not says why, and the first of them gets the keyboard.
 * @param {any} form the screen's template, or a part of it
 * @param {string} [fields] which of its elements are the fields
 * @returns {boolean}
 */
export function valid(form, fields = '.field') {
  const all = /** @type {any[]} */ ([...(form?.querySelectorAll(fields) ?? [])]);
  const wrong = all.filter((field) => !field.reportValidity());
  wrong[0]?.focus();
  return wrong.length === 0;
}
