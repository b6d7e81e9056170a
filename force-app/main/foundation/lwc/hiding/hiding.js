// @ts-check

/**
 * Hides what is open as soon as she looks elsewhere: on blur, on Esc, and when the page is covered.
 * @param {() => void} hide
 * @returns {() => void} stops watching
 */
export function hideWhenLeft(hide) {
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Escape') hide();
  };
  const onChange = () => {
    if (document.visibilityState === 'hidden') hide();
  };
  window.addEventListener('blur', hide);
  window.addEventListener('keydown', onKey);
  document.addEventListener('visibilitychange', onChange);
  return () => {
    window.removeEventListener('blur', hide);
    window.removeEventListener('keydown', onKey);
    document.removeEventListener('visibilitychange', onChange);
  };
}
