import type { Projections } from '@lienthong/event-store';
import type { Pool } from 'pg';
import { refuseWith } from '../problems/problem-exception.js';

const LONGEST_WAIT_MS = 5_000;

/** Reads of projections by plain table names. Injectable. */
export class ReadModels {
  constructor(private readonly pool: Pool, private readonly projections: Projections) {}

  /** Rows of a projection's tables, not before it has reached `minPosition`. Refuses with NOT_YET_THERE after five seconds. */
  async query<Row extends object>(projection: string, text: string, values: readonly unknown[] = [], minPosition?: number): Promise<Row[]> {
    if (minPosition !== undefined && !await this.projections.waitFor(projection, minPosition, LONGEST_WAIT_MS)) {
      refuseWith('NOT_YET_THERE', `Expected to read ${projection} at position ${minPosition}, but it is not there yet`, { headers: { 'retry-after': '2' } });
    }
    const { rows } = await this.pool.query<Row>(text, [...values]);
    return rows;
  }
}
