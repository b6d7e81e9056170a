import { randomBytes } from 'node:crypto';
import { alive, listOf } from '../statement.ts';
import type { ObjectHook } from './types.ts';

const NOWHERE = 'https://files.invalid';

/** A delivery gets links of its own. This org hands out nothing: they lead nowhere. */
export const contentDistributionHook: ObjectHook = {
  beforeTriggers(statement) {
    if (statement.operation !== 'insert') return;
    const rows = alive(statement);
    const versions = listOf(new Set(rows.map((row) => String(row.next.values.get('ContentVersionId')))));
    const documents = new Map(
      statement.org.store
        .all('SELECT "Id" AS id, "ContentDocumentId" AS document FROM "ContentVersion" WHERE "Id" IN (SELECT value FROM json_each(?))', [
          versions
        ])
        .map((row) => [row['id'], String(row['document'])])
    );
    for (const { next } of rows) {
      const version = String(next.values.get('ContentVersionId'));
      const secret = randomBytes(24).toString('base64url');
      next.values.set('ContentDocumentId', documents.get(version) ?? null);
      next.values.set('ViewCount', 0);
      next.values.set('DistributionPublicUrl', `${NOWHERE}/sfc/p/${secret}`);
      const download = `${NOWHERE}/sfc/dist/version/download/?ids=${version}&d=${secret}`;
      next.values.set('ContentDownloadUrl', next.values.get('PreferencesAllowOriginalDownload') === true ? download : null);
      next.values.set('PdfDownloadUrl', next.values.get('PreferencesAllowPDFDownload') === true ? `${download}&pdf=1` : null);
    }
  }
};
