import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import { placeKey, serviceOf } from '../../domain/divergence.js';
import type { DivergenceEvent } from '../../domain/divergence.js';
import type { GapEvent } from '../../domain/gap.decider.js';

type AlarmEvent = DivergenceEvent | GapEvent;
type Row = Readonly<{
  id: string; position: number; kind: string; log: string; service: string; idx: number | null; subject: string; vi: string; en: string; found_at: string; mended_at: string | null;
}>;

const TYPES = new Set<string>(['DivergenceFound', 'DivergenceMended', 'GapFound', 'GapClosed'] satisfies AlarmEvent['type'][]);

/** What is or was wrong, one row for each distinct finding. */
export const alarms: Projection = {
  name: 'alarms',
  version: 1,
  tables: ['alarms'],
  ddl: [
    `create table alarms (
       id text primary key, position bigint not null, kind text not null, log text not null, service text not null, idx bigint, subject text not null,
       vi text not null, en text not null, found_at text not null, mended_at text)`,
    'create index on alarms (position desc)',
    'create index on alarms (log) where mended_at is null',
  ],

  /** One statement for each event: alarms are rare, and one finding may be told, mended and told again within a page. */
  async apply(events: readonly StoredEvent[], sql: Sql): Promise<void> {
    for (const event of events) if (TYPES.has(event.type) && event.data !== null) await enter({ type: event.type, data: event.data } as AlarmEvent, event.logIndex, sql);
  },
};

async function enter(event: AlarmEvent, position: number, sql: Sql): Promise<void> {
  switch (event.type) {
    case 'DivergenceFound': {
      const { log, kind, index, subject, explanation, foundAt } = event.data;
      return raise({ id: placeKey(event.data), position, kind, log, service: serviceOf(log), idx: index, subject, ...explanation, found_at: foundAt, mended_at: null }, sql);
    }
    case 'GapFound': {
      const { service, from, to, foundAt } = event.data;
      return raise({
        id: gapKey(event.data), position, kind: 'sequence-gap', log: service, service, idx: null, subject: `${from}-${to}`, found_at: foundAt, mended_at: null,
        vi: `Không nhận được thông báo số ${from} đến ${to} của ${service}, dù các thông báo sau đã đến`,
        en: `Facts ${from} to ${to} of ${service} were never heard, although later ones were`,
      }, sql);
    }
    case 'DivergenceMended':
      return mend(placeKey(event.data), event.data.mendedAt, sql);
    case 'GapClosed':
      return mend(gapKey(event.data), event.data.closedAt, sql);
  }
}

const gapKey = ({ service, from, to }: Readonly<{ service: string; from: number; to: number }>): string => `${service}.sequence-gap.${from}-${to}`;

async function raise(row: Row, sql: Sql): Promise<void> {
  await sql.query(
    `insert into alarms select * from jsonb_populate_record(null::alarms, $1::jsonb)
     on conflict (id) do update set position = excluded.position, vi = excluded.vi, en = excluded.en, found_at = excluded.found_at, mended_at = null`, [JSON.stringify(row)]);
}

async function mend(id: string, at: string, sql: Sql): Promise<void> {
  await sql.query('update alarms set mended_at = $2 where id = $1', [id, at]);
}
