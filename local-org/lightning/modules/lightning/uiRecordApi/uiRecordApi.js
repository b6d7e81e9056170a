// @ts-check
import { uiApi } from 'localorg/http';
import { fieldName, fieldNames, makeAdapter, refreshTagged, stable } from 'localorg/data';

const list = (/** @type {string[] | undefined} */ names) => (names?.length ? names.join(',') : undefined);

export const getRecord = makeAdapter((config) => {
  const { recordId, layoutTypes } = config;
  const fields = fieldNames(config.fields);
  const optionalFields = fieldNames(config.optionalFields);
  if (!recordId || !(fields || optionalFields || layoutTypes)) return undefined;
  const query = { fields: list(fields), optionalFields: list(optionalFields), layoutTypes: list(layoutTypes && [].concat(layoutTypes)) };
  return {
    key: `record ${recordId} ${stable(query)}`,
    tags: [recordId],
    load: () => uiApi('GET', `records/${encodeURIComponent(recordId)}`, { query })
  };
});

/** @param {any} record @param {any} field @param {'value' | 'displayValue'} part */
function read(record, field, part) {
  const [, ...path] = fieldName(field).split('.');
  let node = record?.fields?.[path.shift()];
  for (const name of path) node = node?.value?.fields?.[name];
  return node?.[part];
}

/** @param {any} record @param {any} field */
export const getFieldValue = (record, field) => read(record, field, 'value');
/** @param {any} record @param {any} field */
export const getFieldDisplayValue = (record, field) => read(record, field, 'displayValue');

/** @param {{ apiName: string, fields: object }} input */
export async function createRecord(input) {
  const record = await uiApi('POST', 'records', { body: input });
  await refreshTagged([`list ${record.apiName}`]);
  return record;
}

/** @param {{ fields: { Id: string } }} input */
export async function updateRecord({ fields }) {
  const { Id, ...changed } = fields;
  const record = await uiApi('PATCH', `records/${encodeURIComponent(Id)}`, { body: { fields: changed } });
  await refreshTagged([Id, `list ${record.apiName}`]);
  return record;
}

/** @param {string} recordId */
export async function deleteRecord(recordId) {
  await uiApi('DELETE', `records/${encodeURIComponent(recordId)}`);
  await refreshTagged([recordId]);
}

/** @param {{ recordId: string }[]} records */
export const notifyRecordUpdateAvailable = (records) => refreshTagged(records.map(({ recordId }) => recordId));
/** @param {{ recordId: string }[]} records */
export const getRecordNotifyChange = (records) => {
  notifyRecordUpdateAvailable(records);
};

/** @param {any} record @param {any} objectInfo */
export function generateRecordInputForCreate(record, objectInfo) {
  const usable = Object.entries(record.fields).filter(([name]) => !objectInfo || objectInfo.fields[name]?.createable);
  return { apiName: record.apiName, fields: Object.fromEntries(usable.map(([name, field]) => [name, field.value])) };
}
