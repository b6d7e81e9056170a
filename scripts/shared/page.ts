/** A page that is handed out of the charity: by itself, without script, accessible, in the dark and on paper. */
import { page as words } from '../messages/common.ts';

/** No script, no picture, nothing from elsewhere: the page itself forbids it, and opens from a stick on any machine. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const STYLE = `
:root { color-scheme: light dark; }
body { font: 1.125rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; overflow-wrap: anywhere; }
h1, h2, h3, h4 { line-height: 1.3; }
p, li, dd { white-space: pre-line; }
dt { font-weight: 600; margin-top: .5rem; }
dd { margin: 0; }
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
/** @param title names nobody @param body what stands in its main part, already safe */
export function page(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${safe(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}</main>
</body>
</html>
`;
}

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Text for a page: signs of the markup are written out, and what no page may hold is left out. */
export function safe(text: string): string {
  // eslint-disable-next-line no-control-regex -- what no page may hold
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"']/g, (sign) => NAMED[sign]!);
}
