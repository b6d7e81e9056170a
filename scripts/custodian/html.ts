import { document as words, labels } from '../messages/custodian.ts';
import { page, safe } from '../shared/page.ts';
import type { Concern, Family, Row } from './content.ts';

/** The concerns as one page to read: a list of what is in it, one section each, facts by name. */
export function html(handover: string, madeOn: string, concerns: readonly Concern[]): string {
  const numbers = concerns.map(({ concern }) => String(concern['concernNumber']));
  const links = numbers.map((number, at) => `<li><a href="#part-${at + 1}">${safe(words.concern(number))}</a></li>`).join('\n');
  const sections = concerns.map((concern, at) => section(concern, at + 1)).join('\n');
  return page(
    words.title,
    `<h1>${safe(words.title)}</h1>
${[words.made(handover, madeOn), words.care, words.left].map((text) => `<p>${safe(text)}</p>\n`).join('')}<nav aria-labelledby="contents">
<h2 id="contents">${safe(words.contents)}</h2>
<ol>
${links}
</ol>
</nav>
${sections}
`
  );
}

function section({ concern, facts, adult, people, steps, knows, sharings, families }: Concern, at: number): string {
  return `<section aria-labelledby="part-${at}">
<h2 id="part-${at}" tabindex="-1">${safe(words.concern(String(concern['concernNumber'])))}</h2>
${[
  listed(concern, labels.concern),
  told(words.facts, facts),
  told(words.adult, adult),
  several(words.people, people, labels.person),
  several(words.steps, steps, labels.step),
  several(words.knows, knows, labels.know),
  several(words.sharings, sharings, labels.sharing),
  ...families.map(familyOf)
].join('')}</section>`;
}

/** Facts that bring their own labels. */
function told(title: string, facts: readonly Row[]): string {
  const parts = facts.map(({ label, text, at }) => `<dt>${safe(String(label))}</dt><dd dir="auto">${shown(text ?? at ?? '')}</dd>`);
  return parts.length === 0 ? '' : `<h3>${safe(title)}</h3>\n<dl>${parts.join('\n')}</dl>\n`;
}

const familyOf = ({ facts, related, preferences }: Family): string =>
  `<h3>${safe(words.family(String(facts['code'])))}</h3>\n${listed(facts, labels.family)}${several(words.related, related, labels.related, 4)}${several(words.preferences, preferences, labels.preference, 4)}`;

function several(title: string, rows: readonly Row[], known: Readonly<Record<string, string>>, level = 3): string {
  if (rows.length === 0) return '';
  return `<h${level}>${safe(title)}</h${level}>\n${rows.map((row) => `<article>${listed(row, known)}</article>\n`).join('')}`;
}

/** In the order in which the labels stand. */
function listed(row: Row, known: Readonly<Record<string, string>>): string {
  const parts = Object.entries(known).flatMap(([key, label]) =>
    row[key] === undefined ? [] : [`<dt>${safe(label)}</dt><dd dir="auto">${shown(row[key])}</dd>`]
  );
  return `<dl>${parts.join('\n')}</dl>\n`;
}

function shown(value: string | number | boolean): string {
  return safe(typeof value === 'boolean' ? (value ? words.yes : words.no) : String(value));
}
