import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Projections, type ProjectionStatus, type RebuildReport } from '@lienthong/event-store';
import { Administration } from '../access/administration.js';
import { Allow } from '../identity/allow.js';
import { Requester } from '../identity/requester.js';
import { Log } from '../log.js';
import { refuseWith } from '../problems/problem-exception.js';

/** `running` counts log positions; a report compares the new generation with the one it replaced. */
type Rebuild = Readonly<{ state: 'running'; position: number; head: number } | { state: 'done'; report: RebuildReport } | { state: 'failed'; because: string }>;

/** Read models: how far they are, and rebuilding one beside the live one. */
@ApiTags('operations')
@Controller('projections')
@Allow({ roles: ['administrator'] })
export class ProjectionsController {
  private readonly rebuilds = new Map<string, Rebuild>();

  constructor(private readonly projections: Projections, private readonly log: Log, private readonly administration: Administration) {}

  @Get()
  async list(): Promise<{ items: readonly (ProjectionStatus & { rebuild: Rebuild | null })[] }> {
    const items = await this.projections.status();
    return { items: items.map((status) => ({ ...status, rebuild: this.rebuilds.get(status.name) ?? null })) };
  }

  /** Answers at once; GET /projections tells how far it is. */
  @Post(':name/rebuild') @HttpCode(202)
  async rebuild(@Param('name') name: string, @Requester() requester: Requester): Promise<Rebuild> {
    const known = await this.projections.status();
    if (!known.some((status) => status.name === name)) refuseWith('NOT_FOUND', `Expected to rebuild projection ${name.slice(0, 100)}, but this service has none of that name`);
    const current = this.rebuilds.get(name);
    if (current?.state === 'running') return current;
    const started: Rebuild = { state: 'running', position: -1, head: -1 };
    this.rebuilds.set(name, started);
    try {
      await this.administration.record({ type: 'ProjectionRebuildStarted', data: { projection: name } }, requester);
    } catch (error) {
      this.rebuilds.delete(name);
      throw error;
    }
    void this.run(name);
    return started;
  }

  private async run(name: string): Promise<void> {
    try {
      const report = await this.projections.rebuild(name, { onProgress: (position, head) => this.rebuilds.set(name, { state: 'running', position, head }) });
      this.rebuilds.set(name, { state: 'done', report });
    } catch (error) {
      this.log.error({ error, projection: name }, 'a rebuild failed; the live read model is untouched');
      this.rebuilds.set(name, { state: 'failed', because: error instanceof Error ? error.message : String(error) });
    }
  }
}
