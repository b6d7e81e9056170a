/** The three documents of this server: the app, the choice of persona, and the wait while components are prepared. */
import type { App } from './shell/apps.ts';
import type { Persona } from './shell/personas.ts';

export const RIBBON = 'Local demo org – not Salesforce. Invented people only.';

interface AppPage {
  readonly nonce: string;
  readonly imports: Readonly<Record<string, string>>;
  readonly preloads: readonly string[];
  readonly boot: object;
  readonly slds: string;
  readonly shellCss: string;
  readonly title: string;
}

/** @returns the document that starts the shell. */
export function appDocument({ nonce, imports, preloads, boot, slds, shellCss, title }: AppPage): string {
  return document(
    title,
    slds,
    shellCss,
    `
<script type="importmap" nonce="${nonce}">${json({ imports })}</script>
${preloads.map((href) => `<link rel="modulepreload" href="${escape(href)}">`).join('\n')}`,
    `
<script type="application/json" id="boot">${json(boot)}</script>
<div id="app"><aside class="org-ribbon" aria-label="About this org">${RIBBON}</aside><p class="org-loading" role="status">Loading…</p></div>
<script type="module" src="${escape(imports['shell/start'] ?? '')}"></script>`
  );
}

/** @returns the page where a person chooses as whom to look at the demo. */
export function personaDocument(
  people: readonly Persona[],
  apps: readonly Pick<App, 'label' | 'description'>[],
  slds: string,
  shellCss: string
): string {
  const name = apps[0]?.label ?? 'this org';
  const cards = people
    .map(
      (person) => `
<li class="slds-p-around_x-small slds-size_1-of-1 slds-medium-size_1-of-2 slds-large-size_1-of-3">
  <button type="button" class="org-persona slds-card" data-username="${escape(person.username)}">
    <span class="org-avatar" aria-hidden="true">${escape(initials(person.name))}</span>
    <span class="org-persona__text">
      <span class="org-persona__title">${escape(person.title || person.name)}</span>
      <span class="org-persona__name">${person.title ? escape(person.name) : ''}${person.department ? ` ${escape(person.department)}` : ''}</span>
      ${person.about ? `<span class="org-persona__about">${escape(person.about)}</span>` : ''}
      <span class="org-persona__username">${escape(person.username)}</span>
    </span>
  </button>
</li>`
    )
    .join('');
  return document(
    `Choose who you are | ${name}`,
    slds,
    shellCss,
    '',
    `
<aside class="org-ribbon" aria-label="About this org">${RIBBON}</aside>
<main class="org-login">
  <h1 class="slds-text-heading_large">${escape(name)}</h1>
  <p class="slds-text-body_regular slds-m-vertical_small">Choose whose work you want to see. You can change at any time from the picture at the top right.</p>
  <p id="problem" role="alert" class="slds-text-color_error"></p>
  ${people.length > 0 ? `<ul class="slds-grid slds-wrap slds-grid_vertical-stretch">${cards}</ul>` : '<p>There is nobody to choose yet: the demo people are still being loaded. This page looks again by itself.</p>'}
</main>
<script type="module" src="/lightning/assets/login.js"></script>`,
    people.length > 0 ? '' : '<meta http-equiv="refresh" content="3">'
  );
}

/** @returns the page shown while the base components are being built; it looks again by itself. */
export function waitingDocument(state: string, slds: string, shellCss: string): string {
  return document(
    'Getting ready',
    slds,
    shellCss,
    '',
    `
<aside class="org-ribbon" aria-label="About this org">${RIBBON}</aside>
<main class="org-login"><h1 class="slds-text-heading_large">Getting ready</h1>
<p class="slds-m-vertical_small" role="status">${escape(state)}</p></main>`,
    '<meta http-equiv="refresh" content="1">'
  );
}

/** @returns text that cannot leave its place in HTML. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function document(title: string, slds: string, shellCss: string, head: string, body: string, extra = ''): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${extra}<title>${escape(title)}</title>
<link rel="icon" href="/lightning/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${slds}">
<link rel="stylesheet" href="${shellCss}">${head}
</head>
<body class="slds-scope">${body}
</body>
</html>
`;
}

/** JSON that cannot end the script element it stands in. */
function json(value: unknown): string {
  return JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
}
