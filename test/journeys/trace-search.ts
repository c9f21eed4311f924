import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kafkaClient } from '@lienthong/messaging';
import pg from 'pg';

/** Where a text was found: `tax log.events`, `kafka lienthong.tax.facts`, `file ab/ab12…`. `row` is what it was found in. */
export type Trace = Readonly<{ place: string; value: string; row: Readonly<Record<string, unknown>> | null }>;

type Columns = Readonly<Record<string, unknown>>;

/** Everything that a whole installation holds, read as its superuser would: every row of every table of every database, every record, every file. */
export async function findTraces(values: readonly string[], where: Readonly<{ adminUrl: string; databases: readonly string[]; brokers: readonly string[]; folder: string }>): Promise<readonly Trace[]> {
  const found: Trace[] = [];
  const look = (place: string, text: string, row: Columns | null): void => {
    for (const value of values) if (text.includes(value)) found.push({ place, value, row });
  };
  for (const database of where.databases) {
    await eachRow(where.adminUrl, database, (table, row) => look(`${database.replace('lienthong_', '')} ${table}`, textOf(row), row));
  }
  if (where.brokers.length > 0) await eachRecord(where.brokers, (topic, text) => look(`kafka ${topic}`, text, null));
  for (const path of await readdir(where.folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
    if (path.isFile()) look(`file ${path.name}`, (await readFile(join(path.parentPath, path.name))).toString('utf8'), null);
  }
  return found;
}

async function eachRow(adminUrl: string, database: string, visit: (table: string, row: Columns) => void): Promise<void> {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ schema: string; name: string }>(
      `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'`);
    for (const { schema, name } of tables) {
      const { rows } = await client.query<Columns>(`SELECT * FROM ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`).catch(() => ({ rows: [] })); // a read model that was dropped meanwhile
      for (const row of rows) visit(`${schema}.${name}`, row);
    }
  } finally {
    await client.end();
  }
}

/** Bytes as the text that they hold, dates and JSON as they are written. */
function textOf(row: Columns): string {
  return Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.toString('utf8') : typeof value === 'string' ? value : JSON.stringify(value))).join('\n');
}

/** From the oldest record that a consumer can get to the newest there is now. */
async function eachRecord(brokers: readonly string[], visit: (topic: string, text: string) => void): Promise<void> {
  const kafka = kafkaClient({ brokers, clientId: 'trace-search' });
  const admin = kafka.admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((topic) => !topic.startsWith('__'));
  const left = new Map<string, number>();
  for (const topic of topics) {
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) if (Number(high) > Number(low)) left.set(`${topic}/${partition}`, Number(high) - 1);
  }
  await admin.disconnect();
  if (left.size === 0) return;
  // Commits nothing: a group with offsets would be waited for by the next erasure.
  const consumer = kafka.consumer({ groupId: `trace-search-${process.pid}-${left.size}-${Math.random()}`, maxWaitTimeInMs: 100 });
  const { promise: done, resolve } = Promise.withResolvers<void>();
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message: { key, value, headers, offset } }) => {
      const texts = [key, value, ...Object.values(headers ?? {}).flat()].map((part) => part?.toString() ?? '');
      visit(topic, texts.join('\n'));
      if (Number(offset) >= (left.get(`${topic}/${partition}`) ?? Infinity)) left.delete(`${topic}/${partition}`);
      if (left.size === 0) resolve();
    },
  });
  const timer = setTimeout(() => resolve(), 60_000);
  await done;
  clearTimeout(timer);
  await consumer.disconnect();
  if (left.size > 0) throw new Error(`Expected to read every record of ${topics.join(', ')}, but ${[...left.keys()].join(', ')} did not come to an end`);
}
