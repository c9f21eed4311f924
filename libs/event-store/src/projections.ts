import type { EventStore } from './event-store.js';
import type { Leases } from './leases.js';
import type { Projection, ProjectionStatus, RebuildReport } from './projection.js';

export type RebuildOptions = Readonly<{ onProgress?: (position: number, head: number) => void }>;

export class Projections {
  constructor(readonly store: EventStore, readonly projections: readonly Projection[], readonly leases?: Leases) {}
  async start(): Promise<void> { throw new Error('not built yet'); }
  async stop(): Promise<void> { throw new Error('not built yet'); }
  /** False when the projection has not reached `position` within `timeoutMs`. */
  async waitFor(_projection: string, _position: number, _timeoutMs: number): Promise<boolean> { throw new Error('not built yet'); }
  async rebuild(_name: string, _options?: RebuildOptions): Promise<RebuildReport> { throw new Error('not built yet'); }
  async status(): Promise<ProjectionStatus[]> { throw new Error('not built yet'); }
}
