/** The bell: custom notifications that Apex sent to the user. The table belongs to the asynchronous service. */
import type { Org } from '../../org.ts';

export interface Notification {
  /** Her first is 1, whatever others were sent: a gap would tell of them. */
  readonly id: number;
  readonly title: string;
  readonly body: string;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly seen: boolean;
  /** Where it leads: the record it is about, or null. */
  readonly url: string | null;
}

const MOST = 25;

/** @returns her newest notifications, newest first. */
export function notifications(org: Org, userId: string): Notification[] {
  const rows = org.store.all(
    `SELECT ROW_NUMBER() OVER (ORDER BY seq) AS place, title, body, target_id, created, seen
     FROM "local_notification" WHERE user_id = ? ORDER BY place DESC LIMIT ?`,
    [userId, MOST]
  );
  return rows.map((row) => ({
    id: Number(row['place']),
    title: String(row['title']),
    body: String(row['body']),
    created: String(row['created']),
    seen: row['seen'] === 1,
    url: row['target_id'] ? `/lightning/r/${String(row['target_id'])}/view` : null
  }));
}

/** Marks as seen what she was shown: everything of hers up to the newest in the list. */
export function seeNotifications(org: Org, userId: string, newest: number): void {
  org.store.run(
    `UPDATE "local_notification" SET seen = 1
     WHERE user_id = ?1 AND seq IN (SELECT seq FROM "local_notification" WHERE user_id = ?1 ORDER BY seq LIMIT ?2)`,
    [userId, newest]
  );
}
