// @ts-check
import { uiApi } from 'localorg/http';
import { fieldName, makeAdapter, objectName } from 'localorg/data';

export const getObjectInfo = makeAdapter(({ objectApiName }) => {
  const name = objectName(objectApiName);
  return name ? { key: `object ${name}`, tags: [], load: () => uiApi('GET', `object-info/${encodeURIComponent(name)}`) } : undefined;
});

export const getObjectInfos = makeAdapter(({ objectApiNames }) => {
  const names = objectApiNames?.map(objectName);
  if (!names?.length) return undefined;
  const load = async () => ({
    results: await Promise.all(
      names.map(async (/** @type {string} */ name) => ({
        statusCode: 200,
        result: await uiApi('GET', `object-info/${encodeURIComponent(name)}`)
      }))
    )
  });
  return { key: `objects ${names.join()}`, tags: [], load };
});

export const getPicklistValues = makeAdapter(({ recordTypeId, fieldApiName }) => {
  const [object, field] = fieldName(fieldApiName)?.split('.') ?? [];
  if (!recordTypeId || !object || !field) return undefined;
  return {
    key: `picklist ${object} ${field} ${recordTypeId}`,
    tags: [],
    load: () =>
      uiApi(
        'GET',
        `object-info/${encodeURIComponent(object)}/picklist-values/${encodeURIComponent(recordTypeId)}/${encodeURIComponent(field)}`
      )
  };
});

export const getPicklistValuesByRecordType = makeAdapter(({ objectApiName, recordTypeId }) => {
  const name = objectName(objectApiName);
  if (!name || !recordTypeId) return undefined;
  return {
    key: `picklists ${name} ${recordTypeId}`,
    tags: [],
    load: () => uiApi('GET', `object-info/${encodeURIComponent(name)}/picklist-values/${encodeURIComponent(recordTypeId)}`)
  };
});
