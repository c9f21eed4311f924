import type { Pool } from 'pg';

/**
 * The next number of a series, from 1. Needs the table of `NumberSeries1764000002100`. The row's lock makes the next caller wait for this
 * one's number: none is given out twice, whatever number of replicas draw. One may be lost when the act it was drawn for fails.
 */
export async function drawNumber(pool: Pool, series: string): Promise<number> {
  const { rows } = await pool.query<{ last: string }>(
    'INSERT INTO number_series (series, last) VALUES ($1, 1) ON CONFLICT (series) DO UPDATE SET last = number_series.last + 1 RETURNING last', [series]);
  return Number(rows[0]?.last);
}
