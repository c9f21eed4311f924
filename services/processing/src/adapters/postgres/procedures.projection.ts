import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import type { ProcedurePublished } from '../../domain/procedure.js';

/** Every published version with what its model says; the model itself is read from the stream. */
export const proceduresProjection: Projection = {
  name: 'procedures',
  version: 1,
  tables: ['procedure_version'],
  ddl: [
    `create table procedure_version (
      code text not null, version int not null, effective_from date not null, published_at timestamptz not null, published_by text, content jsonb not null,
      primary key (code, version))`,
  ],
  apply,
};

async function apply(events: readonly StoredEvent[], sql: Sql): Promise<void> {
  for (const event of events) {
    if (event.type !== 'ProcedurePublished') continue;
    const content = event.data as ProcedurePublished['data'];
    await sql.query(
      'insert into procedure_version (code, version, effective_from, published_at, published_by, content) values ($1, $2, $3, $4, $5, $6)',
      [content.code, content.version, content.effectiveFrom, content.publishedAt, event.actorId, JSON.stringify({ ...content, model: undefined })],
    );
  }
}
