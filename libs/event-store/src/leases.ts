import type { Pool } from 'pg';
import type { SqlEffect, StoreLog } from './event.js';

/** `fence()` goes into the transaction that stores the work: it aborts once another owner has taken over. */
export type Lease = Readonly<{ name: string; epoch: number; lost: AbortSignal; fence(): SqlEffect }>;
export type LeaseHandle = Readonly<{ stop(): Promise<void>; held(): boolean }>;
export type LeaseOptions = Readonly<{ pool: Pool; ttlMs?: number; log?: StoreLog }>;

export class Leases {
  constructor(readonly options: LeaseOptions) {}
  hold(_name: string, _work: (lease: Lease) => Promise<void>): LeaseHandle { throw new Error('not built yet'); }
}
