import type { SqlEffect } from '@lienthong/event-store';
import type { Pool } from 'pg';
import type { S10Range } from '../../domain/s10-stock.js';
import { writeItemCode, type ItemCode } from '../../domain/s10.js';
import { S10Numbers } from '../../use-cases/post-office.js';

export class PostgresS10Numbers extends S10Numbers {
  constructor(private readonly pool: Pool) {
    super();
  }

  /**
   * One statement: the range's row is locked until the number is durable, and whoever waited for it reads the row anew. It commits before
   * the order does, so a crash between the two loses a number; two orders never get the same one.
   */
  override async draw(unit: string): Promise<ItemCode | undefined> {
    const { rows } = await this.pool.query<{ indicator: string; country: string; serial: number }>(
      `UPDATE s10_ranges SET next = next + 1
       WHERE (indicator, country, first) = (
         SELECT indicator, country, first FROM s10_ranges WHERE unit = $1 AND next <= last ORDER BY indicator, country, first LIMIT 1 FOR UPDATE)
       RETURNING indicator, country, next - 1 AS serial`, [unit]);
    const [drawn] = rows;
    return drawn === undefined ? undefined : writeItemCode(drawn.indicator, drawn.serial, drawn.country);
  }

  override async remaining(unit: string): Promise<number> {
    const { rows } = await this.pool.query<{ remaining: string }>('SELECT coalesce(sum(last - next + 1), 0) AS remaining FROM s10_ranges WHERE unit = $1', [unit]);
    return Number(rows[0]!.remaining);
  }

  override stocking({ unit, indicator, country, first, last }: S10Range): SqlEffect {
    return { text: 'INSERT INTO s10_ranges (unit, indicator, country, first, last, next) VALUES ($1, $2, $3, $4, $5, $4)', values: [unit, indicator, country, first, last], mustChange: 1 };
  }
}
