import { createHash, createHmac, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { Org } from '../../org.ts';

/** How long an API session lives. */
const LIFETIME = 12 * 60 * 60 * 1000;

/** Passwords and API sessions: tables of the org's own. A token is kept only as its hash, a password only salted and stretched. */
export class Credentials {
  private readonly org: Org;
  /** By user, what shows that a password was right before: programs log in at each of their runs, and to stretch takes long by design. */
  private readonly right = new Map<string, Buffer>();
  private readonly key = randomBytes(32);

  constructor(org: Org) {
    this.org = org;
    org.store.run('CREATE TABLE IF NOT EXISTS "_password" ("UserId" TEXT PRIMARY KEY, "Salt" BLOB NOT NULL, "Hash" BLOB NOT NULL)');
    org.store.run('CREATE TABLE IF NOT EXISTS "_session" ("Hash" TEXT PRIMARY KEY, "UserId" TEXT NOT NULL, "Until" INTEGER NOT NULL)');
    org.store.run('DELETE FROM "_session" WHERE "Until" < ?', [org.now()]);
  }

  setPassword(userId: string, password: string): void {
    const salt = randomBytes(16);
    this.org.store.run('INSERT OR REPLACE INTO "_password" ("UserId", "Salt", "Hash") VALUES (?, ?, ?)', [
      userId,
      salt,
      stretch(password, salt)
    ]);
  }

  hasPassword(userId: string): boolean {
    return this.org.store.all('SELECT 1 FROM "_password" WHERE "UserId" = ?', [userId]).length > 0;
  }

  /** @returns the active user of that name and password, or null. */
  userByPassword(username: string, password: string): string | null {
    const userId = this.userByName(username);
    const row = this.org.store.all('SELECT "Salt" AS salt, "Hash" AS hash FROM "_password" WHERE "UserId" = ?', [userId ?? ''])[0];
    if (userId && row && this.wasRight(userId, row['hash'] as Uint8Array, password)) return userId;
    // An unknown name takes as long as a wrong password.
    const salt = (row?.['salt'] as Uint8Array | undefined) ?? new Uint8Array(16);
    const right = timingSafeEqual(stretch(password, salt), (row?.['hash'] as Uint8Array | undefined) ?? new Uint8Array(32));
    if (!userId || !row || !right) return null;
    this.right.set(userId, this.mark(row['hash'] as Uint8Array, password));
    return userId;
  }

  private wasRight(userId: string, hash: Uint8Array, password: string): boolean {
    const mark = this.right.get(userId);
    return mark !== undefined && timingSafeEqual(mark, this.mark(hash, password));
  }

  /** Good for this process and for the password that is set now. */
  private mark(hash: Uint8Array, password: string): Buffer {
    return createHmac('sha256', this.key).update(hash).update(password).digest();
  }

  /** @returns the active user of that name, or null. */
  userByName(username: string): string | null {
    const row = this.org.store.all('SELECT "Id" AS id FROM "User" WHERE "Username" = ? COLLATE NOCASE AND "IsActive" = 1', [username])[0];
    return (row?.['id'] as string | undefined) ?? null;
  }

  /** Opens a session. @returns its token, in the form that the clients accept: `00D…!…` of letters, digits, dots and underscores. */
  open(userId: string): string {
    const token = `${this.organizationId.slice(0, 15)}!${randomBytes(40).toString('base64url').replaceAll('-', '.')}`;
    this.org.store.run('INSERT INTO "_session" ("Hash", "UserId", "Until") VALUES (?, ?, ?)', [
      digest(token),
      userId,
      this.org.now() + LIFETIME
    ]);
    return token;
  }

  /** @returns the active user whose session it is, or null. */
  userOf(token: string): string | null {
    const row = this.org.store.all(
      'SELECT s."UserId" AS id FROM "_session" s JOIN "User" u ON u."Id" = s."UserId" WHERE s."Hash" = ? AND s."Until" > ? AND u."IsActive" = 1',
      [digest(token), this.org.now()]
    )[0];
    return (row?.['id'] as string | undefined) ?? null;
  }

  close(token: string): void {
    this.org.store.run('DELETE FROM "_session" WHERE "Hash" = ?', [digest(token)]);
  }

  get organizationId(): string {
    return this.org.store.all('SELECT "Id" AS id FROM "Organization" LIMIT 1')[0]!['id'] as string;
  }
}

function stretch(password: string, salt: Uint8Array): Buffer {
  return scryptSync(password, salt, 32);
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
