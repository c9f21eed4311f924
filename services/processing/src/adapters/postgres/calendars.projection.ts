import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import type { CalendarContent } from '@lienthong/service-host';

/** Every published version of a working calendar, for lists; what is counted by is read from the stream. */
export const calendarsProjection: Projection = {
  name: 'calendars',
  version: 1,
  tables: ['calendar_version'],
  ddl: ['create table calendar_version (id text not null, version int not null, published_at timestamptz not null, published_by text, content jsonb not null, primary key (id, version))'],
  apply,
};

async function apply(events: readonly StoredEvent[], sql: Sql): Promise<void> {
  for (const event of events) {
    if (event.type !== 'CalendarPublished') continue;
    const { calendar, publishedAt } = event.data as CalendarContent;
    await sql.query('insert into calendar_version (id, version, published_at, published_by, content) values ($1, $2, $3, $4, $5)', [calendar.id, calendar.version, publishedAt, event.actorId, JSON.stringify(calendar)]);
  }
}
