import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import type { DecisionPublished } from '../../domain/decision-model.js';

/** Every published version of every model of decisions; the file itself is read from the stream. */
export const decisionsProjection: Projection = {
  name: 'decisions',
  version: 1,
  tables: ['decision_version'],
  ddl: [
    `create table decision_version (
      id text not null, version int not null, effective_from date not null, published_at timestamptz not null, published_by text, content jsonb not null, searched text not null,
      primary key (id, version))`,
  ],
  apply,
};

async function apply(events: readonly StoredEvent[], sql: Sql): Promise<void> {
  for (const event of events) {
    if (event.type !== 'DecisionPublished' || event.data === null) continue;
    const { model: _model, examples: _examples, ...content } = event.data as DecisionPublished['data'];
    const { id, version, name, decisions, effectiveFrom, publishedAt } = content;
    const searched = [id, name.vi, name.en, ...decisions.flatMap((decision) => [decision.id, decision.name])].join(' ').normalize('NFC').toLocaleLowerCase('vi');
    await sql.query(
      'insert into decision_version (id, version, effective_from, published_at, published_by, content, searched) values ($1, $2, $3, $4, $5, $6, $7)',
      [id, version, effectiveFrom, publishedAt, event.actorId, JSON.stringify(content), searched],
    );
  }
}
