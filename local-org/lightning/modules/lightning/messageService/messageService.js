// @ts-check
/** Lightning Message Service within one page. */
export const APPLICATION_SCOPE = Symbol('APPLICATION_SCOPE');
const CONTEXT = Object.freeze({});

/** @type {Map<string, Set<(message: unknown) => void>>} */
const channels = new Map();

export const createMessageContext = () => CONTEXT;
export const releaseMessageContext = () => {};

/** Wire adapter that gives the context. */
export class MessageContext {
  /** @param {(value: object) => void} emit */
  constructor(emit) {
    emit(CONTEXT);
  }
  connect() {}
  update() {}
  disconnect() {}
}

/** @param {object} _context @param {{ channelName: string }} channel @param {unknown} message */
export function publish(_context, channel, message) {
  for (const listener of channels.get(channel.channelName) ?? []) listener(message);
}

/** @param {object} _context @param {{ channelName: string }} channel @param {(message: unknown) => void} listener */
export function subscribe(_context, channel, listener) {
  const listeners = channels.get(channel.channelName) ?? new Set();
  channels.set(channel.channelName, listeners.add(listener));
  return { channel, listener };
}

/** @param {{ channel: { channelName: string }, listener: (message: unknown) => void }} subscription */
export function unsubscribe({ channel, listener }) {
  channels.get(channel.channelName)?.delete(listener);
}
