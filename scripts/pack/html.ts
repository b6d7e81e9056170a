import { document as words } from '../messages/pack.ts';
import { type Copy, day, groups, type Item } from './content.ts';

/** No script, no picture, nothing from elsewhere: the page itself forbids it, and opens from a stick on any machine. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const STYLE = `
:root { color-scheme: light dark; }
body { font: 1.125rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.3; }
p, li { white-space: pre-line; }
a { color: #0b3d91; }
a:focus-visible { outline: 3px solid #0b3d91; outline-offset: 2px; }
section { border-top: 1px solid #767676; margin-top: 2rem; }
article { margin: 1.5rem 0; break-inside: avoid; }
.facts { color: #4a4a4a; font-size: 1rem; margin: 0; }
.bar { background: #1a1a1a; color: #1a1a1a; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
@media (prefers-color-scheme: dark) {
  body { color: #f2f2f2; background: #161616; }
  a { color: #9dc1ff; }
  .facts { color: #c8c8c8; }
  .bar { background: #f2f2f2; color: #f2f2f2; }
}
@media print { body { max-width: none; color: #000; background: #fff; } nav { display: none; } }
`;
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
  return `<!DOCTYPE html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${safe(titleOf(copy))}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${safe(titleOf(copy))}</h1>
${paragraph(words.made(copy.request, day(copy.madeOn)))}${copy.confirmation ? paragraph(copy.confirmation) : ''}
<nav aria-labelledby="contents">
<h2 id="contents">${safe(words.contents)}</h2>
<ol>
${links}
</ol>
</nav>
${sections.join('\n')}
${paragraph(copy.closing)}</main>
</body>
</html>
`;
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

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
function safe(text: string): string {
  // eslint-disable-next-line no-control-regex -- what no page may hold
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"']/g, (sign) => NAMED[sign]!);
}
