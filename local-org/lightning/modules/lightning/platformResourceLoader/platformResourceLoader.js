// @ts-check
/** @type {Map<string, Promise<void>>} */
const loaded = new Map();

/** @param {string} address @param {() => HTMLElement} make */
function once(address, make) {
  let pending = loaded.get(address);
  if (!pending) {
    pending = new Promise((resolve, reject) => {
      const element = make();
      element.onload = () => resolve();
      element.onerror = () => reject(new Error(`Could not load ${address}`));
      document.head.appendChild(element);
    });
    loaded.set(address, pending);
  }
  return pending;
}

/** @param {unknown} _component @param {string} src */
export const loadScript = (_component, src) => once(src, () => Object.assign(document.createElement('script'), { src }));
/** @param {unknown} _component @param {string} href */
export const loadStyle = (_component, href) => once(href, () => Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
