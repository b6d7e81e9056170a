// @ts-check
const NEED_CONDITION = ['Health', 'Background', 'Safeguarding'];
export const ON_CONSENT = '6(1)(a) Consent';
export const EXPLICIT = '9(2)(a) Explicit consent';

/**
 * The details kind by kind, each a group of boxes.
 * @param {{ name: string, category: string }[]} details what may be chosen
 * @param {string[]} chosen
 */
export function groupsOf(details, chosen = []) {
  /** @type {Map<string, { value: string, label: string }[]>} */
  const kinds = new Map();
  for (const { name, category } of details) kinds.set(category, [...(kinds.get(category) ?? []), { value: name, label: name }]);
  return [...kinds].map(([category, options]) => ({
    category,
    options,
    value: chosen.filter((name) => options.some(({ value }) => value === name))
  }));
}

/**
 * What is chosen after one group changed.
 * @param {{ name: string, category: string }[]} details
 * @param {string[]} chosen before
 * @param {string} category the group
 * @param {string[]} values what is ticked in it now
 */
export function ticked(details, chosen, category, values) {
  const inGroup = details.filter((detail) => detail.category === category).map(({ name }) => name);
  return [...chosen.filter((name) => !inGroup.includes(name)), ...values];
}

/**
 * Whether one of the chosen details is of a kind that needs her express yes.
 * @param {{ name: string, category: string }[]} details
 * @param {string[]} chosen
 */
export function isSpecial(details, chosen) {
  return details.some(({ name, category }) => chosen.includes(name) && NEED_CONDITION.includes(category));
}

/** @param {any} option what the org gave may be frozen, and a combobox wants plain objects */
export function plain({ value, label }) {
  return { value, label };
}
