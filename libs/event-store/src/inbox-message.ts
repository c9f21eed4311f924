import type { Reaction } from './event.js';

/** `id` is unique in `envelope.source`; `position` is where the message stands in the feed or partition it came from. */
export type InboxMessage = Readonly<{
  id: string; key: string; position: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- any JSON: a broken envelope must reach the park too
  envelope: Readonly<Record<string, any>>;
}>;

/** Decides what a message leads to. Called again after a conflict; has no effects of its own. */
export type HandleMessage = (message: InboxMessage) => Promise<Reaction>;

/** `waiting`: its key is blocked; the first of a key has the error, those behind it have code WAITS_BEHIND. */
export type ParkedMessage = Readonly<{
  id: number; source: string; key: string; position: number; messageId: string; envelope: Readonly<Record<string, unknown>>;
  code: string; because: string; attempts: number; parkedAt: string;
  status: 'waiting' | 'handled' | 'discarded'; resolvedBy: string | null; reason: string | null; resolvedAt: string | null;
}>;

/** `before`: id of the last row of the page before (newest first); omit for the first page. */
export type ParkPage = Readonly<{ limit?: number; before?: number; key?: string; status?: ParkedMessage['status'] }>;

/** What an officer's act on the park came to; `handled` counts the messages of the key that went through. */
export type ParkOutcome =
  | Readonly<{ kind: 'accepted'; handled: number; stillParked: number }>
  | Readonly<{ kind: 'rejected'; rejection: Readonly<{ code: 'NOT_PARKED' | 'WAITS_BEHIND' | 'NO_HANDLER'; because: string }> }>;
