// @ts-check
import { uiApi } from 'localorg/http';
import { fieldNames, makeAdapter, objectName, stable } from 'localorg/data';

export const getListInfosByObjectName = makeAdapter(({ objectApiName }) => {
  const name = objectName(objectApiName);
  return name ? { key: `lists ${name}`, tags: [], load: () => uiApi('GET', `list-info/${encodeURIComponent(name)}`) } : undefined;
});

export const getListInfoByName = makeAdapter(({ objectApiName, listViewApiName }) => {
  const name = objectName(objectApiName);
  if (!name || !listViewApiName) return undefined;
  return {
    key: `list ${name} ${listViewApiName}`,
    tags: [],
    load: () => uiApi('GET', `list-info/${encodeURIComponent(name)}/${encodeURIComponent(listViewApiName)}`)
  };
});

export const getListRecordsByName = makeAdapter((config) => {
  const name = objectName(config.objectApiName);
  const view = config.listViewApiName;
  if (!name || !view) return undefined;
  const body = {
    fields: fieldNames(config.fields),
    optionalFields: fieldNames(config.optionalFields),
    pageSize: config.pageSize,
    pageToken: config.pageToken,
    sortBy: config.sortBy
  };
  return {
    key: `list rows ${name} ${view} ${stable(body)}`,
    tags: [`list ${name}`],
    load: () => uiApi('POST', `list-records/${encodeURIComponent(name)}/${encodeURIComponent(view)}`, { body })
  };
});
