import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import { evolveDestructionList, noList, type DestructionEvent, type DestructionList, type KnownList } from '../../domain/destruction-list.js';

const CATEGORY = 'destruction-list/';

/** Destruction lists as the domain folds them, and which dossier is on which. */
export const destructionProjection: Projection = {
  name: 'destruction',
  version: 1,
  tables: ['destruction_lists', 'destruction_dossiers'],
  ddl: [
    'CREATE TABLE destruction_lists (number text PRIMARY KEY, version integer NOT NULL, status text NOT NULL, proposed_at text NOT NULL, unit text NOT NULL, document jsonb NOT NULL)',
    'CREATE INDEX ON destruction_lists (proposed_at DESC, number DESC)',
    'CREATE TABLE destruction_dossiers (ref text NOT NULL, number text NOT NULL, PRIMARY KEY (ref, number))',
  ],
  apply: async (events, sql) => {
    const own = events.filter(({ stream, data }) => stream.startsWith(CATEGORY) && data !== null);
    for (const [number, ofList] of Map.groupBy(own, ({ stream }) => stream.slice(CATEGORY.length))) await follow(number, ofList, sql);
  },
};

async function follow(number: string, events: readonly StoredEvent[], sql: Sql): Promise<void> {
  const { rows: [known] } = await sql.query('SELECT document FROM destruction_lists WHERE number = $1', [number]);
  const before = (known?.document as KnownList | undefined) ?? noList;
  const list = events.reduce<DestructionList>((state, { type, data }) => evolveDestructionList(state, { type, data } as DestructionEvent), before);
  if (list.kind === 'none') return;
  await sql.query(
    `INSERT INTO destruction_lists (number, version, status, proposed_at, unit, document) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (number) DO UPDATE SET version = excluded.version, status = excluded.status, document = excluded.document`,
    [number, events.at(-1)?.version ?? 0, list.status, list.proposed.at, list.proposed.by.unit, JSON.stringify(list)]);
  // A rejected list gives its dossiers back.
  if (list.status === 'rejected') await sql.query('DELETE FROM destruction_dossiers WHERE number = $1', [number]);
  else if (before.kind === 'none') await sql.query('INSERT INTO destruction_dossiers SELECT ref, $2 FROM unnest($1::text[]) AS t (ref) ON CONFLICT DO NOTHING', [list.dossiers.map(({ ref }) => ref), number]);
}
