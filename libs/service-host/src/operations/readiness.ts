import type { Pool } from 'pg';

const WAIT_MS = 2_000;

/** Whether this process should be sent requests: not before it has started, not once it stops, and not without its database. */
export class Readiness {
  private phase: 'starting' | 'running' | 'stopping' = 'starting';
  private findTrouble: () => Promise<string | undefined> = async () => undefined;

  constructor(private readonly pool: Pool | null) {}

  started(): void {
    this.phase = 'running';
  }

  stopping(): void {
    this.phase = 'stopping';
  }

  /** What somebody should look at while the process goes on answering; asked for with every health check. */
  watch(findTrouble: () => Promise<string | undefined>): void {
    this.findTrouble = findTrouble;
  }

  /** Undefined when all is well, or when nobody can tell: the database has its own check. */
  findConcern(): Promise<string | undefined> {
    return this.findTrouble().catch(() => undefined);
  }

  /** Undefined when ready, else the reason why not. */
  async findObstacle(): Promise<string | undefined> {
    if (this.phase !== 'running') return `it is ${this.phase}`;
    if (this.pool === null) return undefined;
    const answered = this.pool.query('SELECT 1').then(() => undefined, () => 'its database does not answer');
    return Promise.race([answered, new Promise<string>((resolve) => { setTimeout(() => resolve('its database does not answer in time'), WAIT_MS).unref(); })]);
  }
}
