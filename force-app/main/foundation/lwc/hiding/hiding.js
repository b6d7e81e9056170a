// @ts-check

/**
 * Hides what is open as soon as she looks elsewhere: on blur, on Esc, and when the page is covered.
 * @param {(byKey: boolean) => void} hide told whether she pressed Esc
 * @returns {() => void} stops watching
 */
export function hideWhenLeft(hide) {
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Escape') hide(true);
  };
  const onBlur = () => hide(false);
  const onChange = () => {
    if (document.visibilityState === 'hidden') hide(false);
  };
  window.addEventListener('blur', onBlur);
  window.addEventListener('keydown', onKey);
  document.addEventListener('visibilitychange', onChange);
  return () => {
    window.removeEventListener('blur', onBlur);
    window.removeEventListener('keydown', onKey);
    document.removeEventListener('visibilitychange', onChange);
  };
}
