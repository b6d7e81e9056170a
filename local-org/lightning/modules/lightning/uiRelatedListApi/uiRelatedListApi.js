// @ts-check
import { uiApi } from 'localorg/http';
import { fieldNames, makeAdapter, objectName, stable } from 'localorg/data';

export const getRelatedListsInfo = makeAdapter(({ parentObjectApiName }) => {
  const name = objectName(parentObjectApiName);
  return name ? { key: `related ${name}`, tags: [], load: () => uiApi('GET', `related-list-info/${encodeURIComponent(name)}`) } : undefined;
});

export const getRelatedListInfo = makeAdapter(({ parentObjectApiName, relatedListId }) => {
  const name = objectName(parentObjectApiName);
  if (!name || !relatedListId) return undefined;
  return {
    key: `related ${name} ${relatedListId}`,
    tags: [],
    load: () => uiApi('GET', `related-list-info/${encodeURIComponent(name)}/${encodeURIComponent(relatedListId)}`)
  };
});

export const getRelatedListRecords = makeAdapter((config) => {
  const { parentRecordId, relatedListId } = config;
  if (!parentRecordId || !relatedListId) return undefined;
  const body = {
    fields: fieldNames(config.fields),
    optionalFields: fieldNames(config.optionalFields),
    pageSize: config.pageSize,
    pageToken: config.pageToken,
    sortBy: config.sortBy
  };
  const path = `related-list-records/${encodeURIComponent(parentRecordId)}/${encodeURIComponent(relatedListId)}`;
  return {
    key: `related rows ${parentRecordId} ${relatedListId} ${stable(body)}`,
    tags: [parentRecordId],
    load: () => uiApi('POST', path, { body })
  };
});

/** @param {{ parentRecordId: string, relatedListId: string }[]} lists */
export const refreshRelatedLists = (lists) =>
  import('localorg/data').then(({ refreshTagged }) => refreshTagged(lists.map(({ parentRecordId }) => parentRecordId)));
