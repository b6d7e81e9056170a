import type { Store } from '../../store/types.ts';

/** Tables beside those of the objects: what waits to run, and notifications. Made outside any transaction, so that no rollback takes them. */
const TABLES = [
  'CREATE TABLE IF NOT EXISTS "local_async_job" (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, user_id TEXT NOT NULL, class_name TEXT NOT NULL, payload TEXT NOT NULL, due INTEGER NOT NULL, options TEXT NOT NULL)',
  'CREATE TABLE IF NOT EXISTS "local_batch_chunk" (job TEXT NOT NULL, n INTEGER NOT NULL, scope TEXT NOT NULL, PRIMARY KEY (job, n))',
  'CREATE TABLE IF NOT EXISTS "local_event" (seq INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, uuid TEXT NOT NULL, payload TEXT NOT NULL, user_id TEXT NOT NULL, created TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0)',
  'CREATE INDEX IF NOT EXISTS "local_event_event" ON "local_event" (event, seq)',
  'CREATE TABLE IF NOT EXISTS "local_event_callback" (seq INTEGER PRIMARY KEY AUTOINCREMENT, uuids TEXT NOT NULL, state TEXT NOT NULL)',
  'CREATE TABLE IF NOT EXISTS "local_email" (seq INTEGER PRIMARY KEY AUTOINCREMENT, user_id TEXT NOT NULL, created TEXT NOT NULL, message TEXT NOT NULL)',
  'CREATE TABLE IF NOT EXISTS "local_notification" (seq INTEGER PRIMARY KEY AUTOINCREMENT, user_id TEXT NOT NULL, type_id TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, target_id TEXT, page_ref TEXT, created TEXT NOT NULL, seen INTEGER NOT NULL DEFAULT 0)'
];

export function createTables(store: Store): void {
  for (const sql of TABLES) store.run(sql);
}
