import type { SqlEffect } from './event.js';
import type { InboxMessage, ParkedMessage, ParkPage } from './inbox-message.js';
import type { Queryable } from './log-statements.js';

/** A message with the log it came from: `source` and id name it for ever, whichever way it arrived. */
export type SourcedMessage = InboxMessage & Readonly<{ source: string }>;
export type BlockedKey = Readonly<{ key: string; code: string }>;

/** Code of a message that is parked only because one of its key is. */
export const WAITS_BEHIND = 'WAITS_BEHIND';
const MAX_BECAUSE = 4_000;
const MAX_PAGE = 200;

/** These run under the head's lock like every effect, so none of their conditions can change before the commit. */
export function recordHandled(consumer: string, messages: readonly SourcedMessage[]): SqlEffect {
  return {
    text: `INSERT INTO log.inbox (consumer, source, message_id)
      SELECT $1, t.source, t.id FROM unnest($2::text[], $3::text[], $4::text[]) AS t (source, id, key)
      WHERE NOT EXISTS (SELECT 1 FROM log.parked p WHERE p.consumer = $1 AND p.key = t.key AND p.status = 'waiting')
      ON CONFLICT DO NOTHING`,
    values: [consumer, messages.map(({ source }) => source), messages.map(({ id }) => id), messages.map(({ key }) => key)],
    mustChange: messages.length, joins: true,
  };
}

/** The first of its key: after `recordHandled`, which has made sure that nothing of the key is parked yet. */
export function parkFirst(consumer: string, message: SourcedMessage, code: string, because: string): SqlEffect[] {
  return [{ text: `INSERT INTO log.parked ${PARKED_COLUMNS} VALUES ${PARKED_VALUES}`, values: parkedValues(consumer, message, code, because, 1), mustChange: 1 }];
}

/** Only while its key is still blocked. */
export function parkBehind(consumer: string, message: SourcedMessage): SqlEffect[] {
  return [
    {
      text: `INSERT INTO log.parked ${PARKED_COLUMNS} SELECT ${PARKED_VALUES.slice(1, -1)}
        WHERE EXISTS (SELECT 1 FROM log.parked p WHERE p.consumer = $1 AND p.key = $3 AND p.status = 'waiting')`,
      values: parkedValues(consumer, message, WAITS_BEHIND, 'an earlier message of its key is parked', 0), mustChange: 1,
    },
    { text: 'INSERT INTO log.inbox (consumer, source, message_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', values: [consumer, message.source, message.id], mustChange: 1 },
  ];
}

const PARKED_COLUMNS = '(consumer, source, key, position, message_id, envelope, code, because, attempts)';
const PARKED_VALUES = '($1::text, $2::text, $3::text, $4::bigint, $5::text, $6::json, $7::text, $8::text, $9::int)';

function parkedValues(consumer: string, { source, key, position, id, envelope }: SourcedMessage, code: string, because: string, attempts: number): unknown[] {
  return [consumer, source, key, position, id, JSON.stringify(envelope), code, readable(because), attempts];
}

export function resolveParked(id: number, status: 'handled' | 'discarded', by: string, reason: string | null): SqlEffect {
  return {
    text: `UPDATE log.parked SET status = $2, resolved_by = $3, reason = $4, resolved_at = now() WHERE id = $1 AND status = 'waiting'`,
    values: [id, status, by, reason], mustChange: 1,
  };
}

export function failParked(id: number, code: string, because: string): SqlEffect {
  return {
    text: `UPDATE log.parked SET code = $2, because = $3, attempts = attempts + 1 WHERE id = $1 AND status = 'waiting'`,
    values: [id, code, readable(because)], mustChange: 1,
  };
}

/** PostgreSQL stores no NUL, and nobody reads pages of a stack. */
function readable(because: string): string {
  return because.slice(0, MAX_BECAUSE).replaceAll('\0', '�');
}

export async function findPending(client: Queryable, consumer: string, messages: readonly SourcedMessage[]): Promise<SourcedMessage[]> {
  const { rows } = await client.query<{ source: string; message_id: string }>(
    `SELECT i.source, i.message_id FROM log.inbox i JOIN unnest($2::text[], $3::text[]) AS t (source, id) ON i.source = t.source AND i.message_id = t.id
     WHERE i.consumer = $1`, [consumer, messages.map(({ source }) => source), messages.map(({ id }) => id)]);
  const recorded = new Set(rows.map(({ source, message_id }) => `${source}\n${message_id}`));
  return messages.filter(({ source, id }) => !recorded.has(`${source}\n${id}`));
}

/** Of these keys (default: all) those with a parked message, and the code of the first of each. */
export async function findBlocked(client: Queryable, consumer: string, keys: readonly string[] | null = null): Promise<BlockedKey[]> {
  const { rows } = await client.query<BlockedKey>(
    `SELECT DISTINCT ON (key) key, code FROM log.parked WHERE consumer = $1 AND status = 'waiting' AND ($2::text[] IS NULL OR key = ANY($2)) ORDER BY key, id`,
    [consumer, keys]);
  return rows;
}

export async function readCursor(client: Queryable, consumer: string, source: string): Promise<number> {
  const { rows } = await client.query<{ position: string }>('SELECT position FROM log.inbox_cursors WHERE consumer = $1 AND source = $2', [consumer, source]);
  return rows[0] === undefined ? -1 : Number(rows[0].position);
}

export async function moveCursor(client: Queryable, consumer: string, source: string, position: number): Promise<void> {
  await client.query(
    `INSERT INTO log.inbox_cursors AS c VALUES ($1, $2, $3) ON CONFLICT (consumer, source) DO UPDATE SET position = excluded.position WHERE c.position < excluded.position`,
    [consumer, source, position]);
}

type ParkedRow = Omit<ParkedMessage, 'id' | 'position' | 'envelope' | 'parkedAt' | 'resolvedAt'> & { id: string; position: string; envelope: ParkedMessage['envelope'] | null; parkedAt: Date; resolvedAt: Date | null };
const SELECT_PARKED = `SELECT id, source, key, position, message_id AS "messageId", envelope, code, because, attempts, parked_at AS "parkedAt",
  status, resolved_by AS "resolvedBy", reason, resolved_at AS "resolvedAt" FROM log.parked`;

/** Newest first. */
export async function readParked(client: Queryable, consumer: string, { limit = 50, before, key, status = 'waiting' }: ParkPage): Promise<ParkedMessage[]> {
  const { rows } = await client.query<ParkedRow>(
    `${SELECT_PARKED} WHERE consumer = $1 AND status = $2 AND ($3::bigint IS NULL OR id < $3) AND ($4::text IS NULL OR key = $4) ORDER BY id DESC LIMIT $5`,
    [consumer, status, before ?? null, key ?? null, Math.min(Math.max(limit, 1), MAX_PAGE)]);
  return rows.map(toParked);
}

export async function findParked(client: Queryable, consumer: string, id: number): Promise<ParkedMessage | undefined> {
  const { rows } = await client.query<ParkedRow>(`${SELECT_PARKED} WHERE consumer = $1 AND id = $2`, [consumer, id]);
  return rows[0] === undefined ? undefined : toParked(rows[0]);
}

/** The one that blocks its key. */
export async function findFirstParked(client: Queryable, consumer: string, key: string): Promise<ParkedMessage | undefined> {
  const { rows } = await client.query<ParkedRow>(`${SELECT_PARKED} WHERE consumer = $1 AND key = $2 AND status = 'waiting' ORDER BY id LIMIT 1`, [consumer, key]);
  return rows[0] === undefined ? undefined : toParked(rows[0]);
}

export async function countParked(client: Queryable, consumer: string, key: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM log.parked WHERE consumer = $1 AND key = $2 AND status = 'waiting'`, [consumer, key]);
  return rows[0]?.count ?? 0;
}

/** One that was emptied by an erasure says nothing any more: tried again, it parks as a broken envelope until it is discarded. */
function toParked({ id, position, parkedAt, resolvedAt, envelope, ...rest }: ParkedRow): ParkedMessage {
  return { ...rest, envelope: envelope ?? {}, id: Number(id), position: Number(position), parkedAt: parkedAt.toISOString(), resolvedAt: resolvedAt?.toISOString() ?? null };
}
