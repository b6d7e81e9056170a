import { document as words } from '../messages/pack.ts';
import { page, safe } from '../shared/page.ts';
import { type Copy, day, groups, type Item } from './content.ts';

/** The black bar as the org writes it. */
const BAR = /\u2588+/g;

export const titleOf = ({ shape }: Copy): string => (shape === 'confide-copy-part' ? words.partTitle : words.title);

/** The copy as a page: one heading after another, a list of what is in it, plain words; its title names nobody. */
export function html(copy: Copy): string {
  const kinds = groups(copy.items);
  const parts = [
    ...copy.blocks.map(({ title, text }) => ({ title, body: paragraph(text) })),
    ...(copy.glossary.length > 0 ? [{ title: words.glossary, body: list(copy.glossary) }] : []),
    {
      title: words.held,
      body:
        kinds.length > 0
          ? kinds.map(([kind, items]) => `<h3>${safe(kind)}</h3>\n${items.map(article).join('')}`).join('')
          : paragraph(words.nothing)
    }
  ];
  const links = parts.map(({ title }, at) => `<li><a href="#part-${at + 1}">${safe(title)}</a></li>`).join('\n');
  const sections = parts.map(
    ({ title, body }, at) =>
      `<section aria-labelledby="part-${at + 1}">\n<h2 id="part-${at + 1}" tabindex="-1">${safe(title)}</h2>\n${body}</section>`
  );
  return page(
    titleOf(copy),
    `<h1>${safe(titleOf(copy))}</h1>
${paragraph(words.made(copy.request, day(copy.madeOn)))}${copy.confirmation ? paragraph(copy.confirmation) : ''}
<nav aria-labelledby="contents">
<h2 id="contents">${safe(words.contents)}</h2>
<ol>
${links}
</ol>
</nav>
${sections.join('\n')}
${paragraph(copy.closing)}`
  );
}

function article(item: Item): string {
  const text = safe(item.text).replace(BAR, (bar) => `<span class="bar" role="img" aria-label="${safe(words.bar)}">${bar}</span>`);
  return `<article>\n<p class="facts">${facts(item).map(safe).join(' · ')}</p>\n<p dir="auto">${text}</p>\n</article>\n`;
}

/** What is said of an item besides its words. */
export function facts({ aboutWhom, writtenAt, partlyBlackedOut }: Item): string[] {
  return [
    ...(aboutWhom ? [words.about(aboutWhom)] : []),
    ...(writtenAt ? [words.written(day(writtenAt))] : []),
    ...(partlyBlackedOut ? [words.blacked] : [])
  ];
}

const paragraph = (text: string): string => `<p dir="auto">${safe(text)}</p>\n`;
const list = (texts: readonly string[]): string => `<ul>\n${texts.map((text) => `<li dir="auto">${safe(text)}</li>\n`).join('')}</ul>\n`;
