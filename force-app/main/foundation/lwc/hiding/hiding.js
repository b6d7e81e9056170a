// @ts-check

/**
 * Hides what is open as soon as she looks elsewhere: on blur, on Esc, and when the page is covered.
 * @param {(byKey: boolean) => void} hide told whether she pressed Esc
 * @param {() => boolean} stays told of a blur: whether she only went into a frame of the screen, to read there
 * @returns {() => void} stops watching
 */
export function hideWhenLeft(hide, stays = () => false) {
  /** @type {any} */
  let inFrame;
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Escape') hide(true);
  };
  const onBlur = () => {
    clearInterval(inFrame);
    if (!stays()) hide(false);
    // From within a frame the window tells of nothing: it is asked.
    else inFrame = setInterval(() => document.hasFocus() || hide(false), 1000);
  };
  const onChange = () => {
    if (document.visibilityState === 'hidden') hide(false);
  };
  window.addEventListener('blur', onBlur);
  window.addEventListener('keydown', onKey);
  document.addEventListener('visibilitychange', onChange);
  return () => {
    clearInterval(inFrame);
    window.removeEventListener('blur', onBlur);
    window.removeEventListener('keydown', onKey);
    document.removeEventListener('visibilitychange', onChange);
  };
}

/** What a screen says after it hid something. */
const LEFT = 'Hidden. Open again when you need it: each look is recorded.';
const OVER = 'Closed after five minutes. Open again when you need it.';

/**
 * The same for what also closes by itself after its time.
 * @param {(note: string) => void} hide told what to say about it
 * @returns {{ opened: (seconds: number) => void, stop: () => void }} to tell that something is open, and for how long; to stop watching
 */
export function curtain(hide) {
  /** @type {any} */
  let timer;
  const close = (/** @type {string} */ note) => {
    clearTimeout(timer);
    hide(note);
  };
  const stopWatching = hideWhenLeft(() => close(LEFT));
  return {
    opened: (seconds) => {
      clearTimeout(timer);
      timer = setTimeout(() => close(OVER), seconds * 1000);
    },
    stop: () => {
      clearTimeout(timer);
      stopWatching();
    }
  };
}

/**
 * Whether an answer that was waited for still meets the person who asked.
 * @param {any} screen the component
 * @returns {boolean}
 */
export function isStillHere(screen) {
  return screen.isConnected && document.visibilityState !== 'hidden';
}
