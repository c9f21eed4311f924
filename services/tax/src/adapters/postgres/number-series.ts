import type { Pool } from 'pg';

/** The row's lock makes the next caller wait for this one's number: none is given out twice, whatever number of replicas draw. */
export async function drawNumber(pool: Pool, series: string): Promise<number> {
  const { rows } = await pool.query<{ last: string }>(
    'INSERT INTO number_series (series, last) VALUES ($1, 1) ON CONFLICT (series) DO UPDATE SET last = number_series.last + 1 RETURNING last', [series]);
  return Number(rows[0]?.last);
}
