// @ts-check
/* eslint-disable @lwc/lwc/no-document-query -- no component: reads what the server wrote into the document */
/** What the server wrote into the page: who is signed in, the app and its tabs. */
/** @type {any} its shape is bootData of shell/operations.ts */
export const boot = JSON.parse(document.getElementById('boot')?.textContent ?? '{}');

/** @param {string} icon `utility:search` @returns {string} address inside the SLDS sprite, the one that the base components ask for too */
export function sprite(icon) {
  const [set, name] = icon.split(':');
  return `/assets/icons/${set}-sprite/svg/symbols.svg#${name}`;
}
