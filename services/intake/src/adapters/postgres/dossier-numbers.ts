import type { Pool } from 'pg';
import { DossierNumbers } from '../../use-cases/dossier-ports.js';

export class PostgresDossierNumbers extends DossierNumbers {
  constructor(private readonly pool: Pool) {
    super();
  }

  /**
   * One statement, so the row is locked until the number is durable and nobody else gets it. It commits before the dossier does: a crash
   * between the two leaves a gap, which the law tolerates, where waiting for the dossier's commit would make every unit stand in line.
   */
  override async next(unit: string, day: string): Promise<number> {
    const { rows } = await this.pool.query<{ last: number }>(
      `INSERT INTO dossier_counters AS counter (unit, day, last) VALUES ($1, $2, 1)
       ON CONFLICT (unit, day) DO UPDATE SET last = counter.last + 1 RETURNING last`, [unit, day]);
    return rows[0]!.last;
  }
}
