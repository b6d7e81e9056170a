// @ts-check
/**
 * Wire adapters over calls to the org: one cached answer for each request, shared by every component that asks the same,
 * given out frozen, asked anew when it is older than half a minute or when somebody says that it changed.
 */
import { unwrap } from 'lwc';

const FRESH = 30_000;

/** @typedef {{ key: string, tags: string[], load: () => Promise<any> }} Request */
/** @typedef {{ request: Request, value: { data: any, error: any } | null, at: number, listeners: Set<Function>, running: Promise<any> | null }} Entry */

/** @type {Map<string, Entry>} */
const entries = new Map();
/** Emitted value to its entry: refreshApex takes the value itself. @type {WeakMap<object, Entry>} */
const provenance = new WeakMap();

/**
 * @param {(config: any) => Request | undefined} toRequest undefined while a parameter is missing: then nothing is asked
 * @returns a wire adapter class
 */
export function makeAdapter(toRequest) {
  return class {
    /** @param {(value: object) => void} emit */
    constructor(emit) {
      /** @type {Entry | undefined} */
      this.entry = undefined;
      this.connected = false;
      this.listener = (/** @type {Entry} */ entry) => {
        const value = { data: entry.value?.data, error: entry.value?.error };
        provenance.set(value, entry);
        emit(value);
      };
      emit({ data: undefined, error: undefined });
    }

    /** @param {object} config */
    update(config) {
      const request = toRequest(config);
      const next = request && entryFor(request);
      if (next === this.entry) return;
      this.entry?.listeners.delete(this.listener);
      this.entry = next;
      if (next) this.listen(next);
    }

    connect() {
      this.connected = true;
      if (this.entry) this.listen(this.entry);
    }

    disconnect() {
      this.connected = false;
      this.entry?.listeners.delete(this.listener);
    }

    /** @param {Entry} entry */
    listen(entry) {
      if (entry.listeners.has(this.listener)) return;
      entry.listeners.add(this.listener);
      if (entry.value) this.listener(entry);
      if (!entry.value || Date.now() - entry.at > FRESH) reload(entry);
    }
  };
}

/** @param {any} value what a wire gave @returns {Promise<void>} */
export async function refreshValue(value) {
  const entry = provenance.get(unwrap(value)) ?? provenance.get(value);
  if (!entry) throw new Error('refreshApex takes the value that an Apex wire provisioned');
  await reload(entry);
}

/** Asks anew everything shown that carries one of the tags, and forgets what is not shown. @param {string[]} tags */
export async function refreshTagged(tags) {
  const stale = [...entries.values()].filter((entry) => entry.request.tags.some((tag) => tags.includes(tag)));
  for (const entry of stale) if (entry.listeners.size === 0) entries.delete(entry.request.key);
  await Promise.all(stale.filter((entry) => entry.listeners.size > 0).map(reload));
}

/** JSON with sorted keys, so that equal parameters are one request. @param {unknown} value */
export function stable(value) {
  return JSON.stringify(value, (_key, part) => {
    if (!part || typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** @param {any} field `Object.Field`, or the module of @salesforce/schema */
export const fieldName = (field) => (typeof field === 'string' ? field : field && `${field.objectApiName}.${field.fieldApiName}`);
/** @param {any} object */
export const objectName = (object) => (typeof object === 'string' ? object : object?.objectApiName);
/** @param {any} fields @returns {string[] | undefined} */
export const fieldNames = (fields) => (fields === undefined ? undefined : [].concat(fields).map(fieldName));

/** @param {Request} request */
function entryFor(request) {
  let entry = entries.get(request.key);
  if (!entry) entries.set(request.key, (entry = { request, value: null, at: 0, listeners: new Set(), running: null }));
  return entry;
}

/** @param {Entry} entry */
function reload(entry) {
  entry.running ??= entry.request
    .load()
    .then(
      (data) => ({ data: freeze(data), error: undefined }),
      (error) => ({ data: undefined, error })
    )
    .then((value) => {
      Object.assign(entry, { value, at: Date.now(), running: null });
      for (const listener of [...entry.listeners]) listener(entry);
    });
  return entry.running;
}

/** @param {any} value */
function freeze(value) {
  if (value && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
