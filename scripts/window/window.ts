import type { Connection } from '@jsforce/jsforce-node';
import { window as words } from '../messages/window.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { codeOf } from '../shared/failure.ts';
import type { OrgConnection } from '../shared/org/index.ts';
import { log } from './events.ts';

/** A migration window as the org tells of it: ids and times, no names. Moments are ISO 8601, UTC. */
export interface Window {
  readonly id: string;
  readonly code: string;
  readonly openedById: string;
  readonly openedForId: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly closedAt: string | null;
  readonly isOpen: boolean;
  /** Whether the permission has reached her; it follows the opening by some seconds. */
  readonly isGiven: boolean;
}

const ADDRESS = '/services/apexrest/confide/v1/migration-window';

/** The windows that the caller may know of: all, for who may open them; otherwise her own. Newest first. */
export async function windows({ connection }: Pick<OrgConnection, 'connection'>): Promise<readonly Window[]> {
  const found = await connection.request<(Window & { reason?: unknown })[]>(url(connection));
  return found.map(({ reason: _, ...window }) => window);
}

/** The caller's own open window. @throws ToolError (blocked) when there is none: before anything personal is sent */
export async function requireWindow(org: OrgConnection): Promise<Window> {
  const own = (await windows(org)).find(({ isOpen, isGiven, openedForId }) => isOpen && isGiven && openedForId === org.identity.userId);
  if (!own) throw new ToolError(words.needed, EXIT.blocked, 'WINDOW_CLOSED');
  return own;
}

/** Opens a window for another person and waits a little for the permission to arrive. */
export async function openWindow(
  org: OrgConnection,
  asked: { hours: number; reason: string; forUsername?: string | undefined }
): Promise<Window> {
  if (!Number.isInteger(asked.hours) || asked.hours < 1 || asked.hours > 24) throw new ToolError(words.hoursRange, EXIT.usage);
  const opened = await post(org.connection, '', { forUsername: asked.forUsername ?? null, hours: asked.hours, reason: asked.reason });
  log('window.opened', { window: opened.id, for: opened.openedForId, hours: asked.hours });
  return arrived(org, opened);
}

/** Closes a window; the only open one when no number is given. */
export async function closeWindow(org: OrgConnection, code?: string): Promise<Window> {
  const open = (await windows(org)).filter(({ isOpen }) => isOpen);
  const [window, ...more] = code === undefined ? open : open.filter((one) => one.code === code.toUpperCase());
  if (!window) throw new ToolError(code === undefined ? words.none : words.unknownWindow, EXIT.blocked, 'WINDOW_NONE');
  if (more.length > 0) throw new ToolError(words.whichWindow, EXIT.usage);
  const closed = await post(org.connection, '/close', { id: window.id });
  log('window.closed', { window: closed.id });
  return closed;
}

async function arrived(org: OrgConnection, opened: Window): Promise<Window> {
  for (let wait = 250; wait <= 4000; wait *= 2) {
    const now = (await windows(org)).find(({ id }) => id === opened.id);
    if (now?.isGiven) return now;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return opened;
}

async function post(connection: Connection, path: string, body: object): Promise<Window> {
  try {
    const { reason: _, ...window } = await connection.requestPost<Window & { reason?: unknown }>(url(connection, path), body);
    return window;
  } catch (error) {
    throw refusal(error);
  }
}

/** The org's own sentence is not repeated, as no answer of an org is; its code tells which of ours fits. */
function refusal(error: unknown): unknown {
  const code = codeOf(error);
  const sentence = code === undefined ? undefined : words.refused[code];
  return sentence ? new ToolError(sentence, EXIT.blocked, code) : error;
}

const url = (connection: Connection, path = ''): string => `${connection.instanceUrl}${ADDRESS}${path}`;
