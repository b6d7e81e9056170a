// @ts-check
/** What `@salesforce/apex` and `@salesforce/apex/Class.method` are made of. */
import { call } from 'localorg/http';
import { makeAdapter, refreshValue, stable } from 'localorg/data';

/** @param {string} classname @param {string} method @returns a function that is also usable with @wire */
export function apexMethod(classname, method) {
  const invoke = (/** @type {object | undefined} */ params) => call('apex', { classname, method, params: params ?? {} });
  invoke.adapter = makeAdapter((config) => {
    if (Object.values(config).includes(undefined)) return undefined;
    return {
      key: `apex ${classname}.${method} ${stable(config)}`,
      tags: ['apex'],
      load: () => call('apex', { classname, method, params: config, cacheable: true })
    };
  });
  return invoke;
}

export const refreshApex = refreshValue;

/** @param {any} record @param {any} field */
export const getSObjectValue = (record, field) =>
  (field.fieldApiName ?? field).split('.').reduce((/** @type {any} */ value, /** @type {string} */ part) => value?.[part], record);
