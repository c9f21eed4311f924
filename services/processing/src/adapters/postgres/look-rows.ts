import type { Pool } from 'pg';
import { vietnamTime } from '@lienthong/service-host';
import { DeadlineLooks } from '../../use-cases/deadline-looks.js';

type Row = Readonly<{ seen_until: Date }>;

export class LookRows extends DeadlineLooks {
  constructor(private readonly pool: Pool) {
    super();
  }

  async seenUntil(subject: string): Promise<string | null> {
    const { rows: [row] } = await this.pool.query<Row>('select seen_until from public.deadline_look where subject = $1', [subject]);
    return row === undefined ? null : vietnamTime(row.seen_until.getTime());
  }

  async look(subject: string, until: string): Promise<string> {
    const { rows: [row] } = await this.pool.query<Row>(
      `insert into public.deadline_look (subject, seen_until) values ($1, $2)
       on conflict (subject) do update set seen_until = greatest(deadline_look.seen_until, excluded.seen_until) returning seen_until`,
      [subject, until],
    );
    return row === undefined ? until : vietnamTime(row.seen_until.getTime());
  }
}
