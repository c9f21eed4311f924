import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import type { HeardFact } from '../../domain/heard-fact.js';

/** Which facts were heard, by the place that each names in its source's log: to be held against what that log has there. */
export const hearings: Projection = {
  name: 'hearings',
  version: 1,
  tables: ['hearings'],
  ddl: [
    `create table hearings (
       origin text not null, log_index bigint not null, position bigint not null, fact_type text, ref text, heard_at timestamptz not null,
       primary key (origin, log_index, position))`,
    'create index on hearings (origin, position)',
    'create index on hearings (ref)',
  ],

  async apply(events: readonly StoredEvent[], sql: Sql): Promise<void> {
    const heard = events.flatMap((event) => {
      const place = event.type === 'FactHeard' ? placeOf(event.cause) : undefined;
      return place === undefined ? [] : [{ ...place, event }];
    });
    if (heard.length === 0) return;
    await sql.query(
      'insert into hearings select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::timestamptz[])',
      [heard.map(({ origin }) => origin), heard.map(({ index }) => index), heard.map(({ event }) => event.logIndex),
        heard.map(({ event }) => (event.data as HeardFact | null)?.factType ?? null), heard.map(({ event }) => event.dossier?.ref ?? null), heard.map(({ event }) => event.occurredAt)]);
  },
};

/** A fact is the cause of its hearing; that is part of the entry, and stays when what it said is erased. */
function placeOf(cause: string | null): Readonly<{ origin: string; index: number }> | undefined {
  const [, origin, index] = /^(.+)#(\d+)$/.exec(cause ?? '') ?? [];
  return origin === undefined ? undefined : { origin, index: Number(index) };
}
