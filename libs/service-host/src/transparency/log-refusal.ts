import type { Refusal } from '@lienthong/transparency-log';
import type { Pool } from 'pg';

/** Why nothing is signed, and since when (RFC 3339). */
export type StandingRefusal = Readonly<{ code: string; because: string; since: string }>;

/** The refusal to sign, as every replica sees it and until a person takes it away. */
export class LogRefusal {
  constructor(private readonly pool: Pool) {}

  async find(): Promise<StandingRefusal | undefined> {
    const { rows: [row] } = await this.pool.query<{ code: string; because: string; since: Date }>('SELECT code, because, since FROM public.log_refusal');
    return row && { code: row.code, because: row.because, since: row.since.toISOString() };
  }

  /** The first reason stays: what follows is mostly its consequence. */
  async record({ code, because }: Pick<Refusal, 'code' | 'because'>): Promise<void> {
    await this.pool.query('INSERT INTO public.log_refusal (code, because) VALUES ($1, $2) ON CONFLICT (one) DO NOTHING', [code, because]);
  }

  /** Whoever signs asks the witnesses again before it goes on. */
  async takeAway(): Promise<void> {
    await this.pool.query('DELETE FROM public.log_refusal');
  }
}
