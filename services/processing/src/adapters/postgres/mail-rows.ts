import { scheduleTimer, type SqlEffect } from '@lienthong/event-store';
import { vietnamTime } from '@lienthong/service-host';
import type { Pool } from 'pg';
import { Mail, type Broadcast, type Errand, type Letter, type Match, type Subscription } from '../../use-cases/mail.js';

/** Instances that one firing of a signal reaches: the rows it writes fit well into a commit. */
const PAGE = 100;

/** A letter may go to whoever waited when it was thrown, and to whoever begins to wait before it expires. '' and null stand for any key. */
const FITS = `m.name = s.name and s.kind = 'message' and (s.correlation_key = m.correlation_key or m.correlation_key = '' or s.correlation_key is null)
  and (s.place < m.place or s.opened_at <= m.expires_at) and not exists (select 1 from message_taken t where t.message_id = m.id and t.process = s.process)`;
const OF_KEY = `m.name = $1 and (m.correlation_key = $2 or m.correlation_key = '' or $2 = '')`;

type MatchRow = Readonly<{ id: string; name: string; correlation_key: string; stream: string; version: number; code: string; subscription_key: string; process: string; at: Date }>;

export class MailRows extends Mail {
  constructor(private readonly pool: Pool) {
    super();
  }

  override subscribe({ code, caseCode, subscriptionKey, process, kind, name, correlationKey, openedAt }: Subscription): readonly SqlEffect[] {
    const opened: SqlEffect = {
      text: `insert into subscription (code, subscription_key, case_code, process, kind, name, correlation_key, opened_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (code, subscription_key) do update set kind = excluded.kind, name = excluded.name, correlation_key = excluded.correlation_key`,
      values: [code, subscriptionKey, caseCode, process, kind, name, correlationKey, openedAt],
    };
    if (kind === 'signal') return [opened];
    // Most who begin to wait find nothing kept for them; then there is nothing to look for.
    const errand: Errand = { kind: 'correlate', name, correlationKey: correlationKey ?? '' };
    const look: SqlEffect = {
      text: `insert into log.timers (id, due_at, payload) select $1::text, $2::timestamptz, $3::jsonb
        where exists (select 1 from message m where m.name = $4 and (m.correlation_key = $5 or m.correlation_key = '' or $5 = '')) on conflict (id) do nothing`,
      values: [`look~${code}~${subscriptionKey}`, openedAt, JSON.stringify(errand), name, correlationKey ?? ''],
    };
    return [opened, look];
  }

  override unsubscribe(code: string, subscriptionKey: string): SqlEffect {
    return { text: 'delete from subscription where code = $1 and subscription_key = $2', values: [code, subscriptionKey] };
  }

  override unsubscribeAll(code: string): SqlEffect {
    return { text: 'delete from subscription where code = $1', values: [code] };
  }

  override post({ id, name, correlationKey, source, caseCode, thrownAt, expiresAt }: Letter): readonly SqlEffect[] {
    return [
      {
        text: 'insert into message (id, name, correlation_key, stream, version, case_code, thrown_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
        values: [id, name, correlationKey, source.stream, source.version, caseCode, thrownAt, expiresAt],
      },
      this.look(`look~${id}`, name, correlationKey, thrownAt),
      // The same look again at its end takes it away.
      this.errand(`letter~${id}`, expiresAt, { kind: 'correlate', name, correlationKey }),
    ];
  }

  override take(letterId: string, process: string): SqlEffect {
    return { text: 'insert into message_taken (message_id, process) select id, $2 from message where id = $1 on conflict do nothing', values: [letterId, process], mustChange: 1 };
  }

  override async findMatch(name: string, correlationKey: string): Promise<Match | undefined> {
    const { rows } = await this.pool.query<MatchRow>(
      `select m.id, m.name, m.correlation_key, m.stream, m.version, s.code, s.subscription_key, s.process, greatest(m.thrown_at, s.opened_at) as at
       from message m join subscription s on ${FITS} where ${OF_KEY} order by m.place, s.place limit 1`, [name, correlationKey]);
    const [row] = rows;
    return row === undefined ? undefined : {
      letterId: row.id, name: row.name, correlationKey: row.correlation_key, source: { stream: row.stream, version: row.version },
      code: row.code, subscriptionKey: row.subscription_key, process: row.process, at: vietnamTime(row.at.getTime()),
    };
  }

  override look(id: string, name: string, correlationKey: string, at: string): SqlEffect {
    return this.errand(id, at, { kind: 'correlate', name, correlationKey });
  }

  override discard(letterId: string): SqlEffect {
    return { text: 'delete from message where id = $1', values: [letterId] };
  }

  override clear(name: string, correlationKey: string, at: string): SqlEffect {
    return { text: `delete from message m where ${OF_KEY} and m.expires_at <= $3 and not exists (select 1 from subscription s where ${FITS})`, values: [name, correlationKey, at] };
  }

  override broadcast({ name, source, thrower, at }: Omit<Broadcast, 'after' | 'upTo'>): SqlEffect {
    const errand: Errand = { kind: 'broadcast', name, source, thrower, at, after: 0, upTo: 0 };
    return {
      text: `insert into log.timers (id, due_at, payload)
        select $1::text, $2::timestamptz, jsonb_set($3::jsonb, '{upTo}', to_jsonb(coalesce((select max(place) from subscription where kind = 'signal' and name = $4), 0)))`,
      values: [`signal~${source.stream}~${source.version}`, at, JSON.stringify(errand), name], mustChange: 1,
    };
  }

  override fanOut(id: string, broadcast: Broadcast): readonly SqlEffect[] {
    const { name, source, thrower, at, after, upTo } = broadcast;
    return [{
      text: `with page as (
          select place, code, subscription_key from subscription where kind = 'signal' and name = $1 and place > $2::bigint and place <= $3::bigint and code <> $4 order by place limit ${PAGE}
        ), rest as (
          insert into log.timers (id, due_at, payload)
          select $5::text, $6::timestamptz, jsonb_set($7::jsonb, '{after}', to_jsonb(max(place))) from page having count(*) = ${PAGE}
        )
        insert into log.timers (id, due_at, payload)
        select $5::text || '~' || place, $6::timestamptz, $8::jsonb || jsonb_build_object('code', code, 'subscriptionKey', subscription_key) from page on conflict (id) do nothing`,
      values: [name, after, upTo, thrower, id, at, JSON.stringify({ kind: 'broadcast', ...broadcast }), JSON.stringify({ kind: 'deliver-signal', source })],
    }];
  }

  override errand(id: string, dueAt: string, errand: Errand): SqlEffect {
    return scheduleTimer({ id, dueAt, payload: errand });
  }

  /** One statement, so the row is locked until the number is durable and nobody else gets it; it commits before the dossier does, which may leave a gap. */
  override async drawChildNumber(unit: string, day: string): Promise<number> {
    const { rows } = await this.pool.query<{ last: number }>(
      `insert into child_counters as counter (unit, day, last) values ($1, $2, 1) on conflict (unit, day) do update set last = counter.last + 1 returning last`, [unit, day]);
    return rows[0]!.last;
  }
}
