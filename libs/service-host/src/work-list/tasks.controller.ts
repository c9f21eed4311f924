import { Controller, Get, Query, type Type } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { decodeCursor, paged, pageLimit } from '../http/paging.js';
import { Position } from '../http/position-params.js';
import { ReadModels } from '../http/read-models.js';
import { Allow } from '../identity/allow.js';
import { Requester } from '../identity/requester.js';
import type { ServiceName } from '../service-names.js';
import { WORK_LIST, type TaskRow } from './work-list.projection.js';

/** Controller of `GET /tasks` over the agency's `workListProjection`. Made per agency, since whom a route admits is said where it is declared. */
export function tasksController(agency: ServiceName): Type<object> {
  @ApiTags(agency)
  @Controller('tasks')
  class TasksController {
    constructor(private readonly reads: ReadModels) {}

    /** Oldest first: what has waited longest is the next to be done. Only what the officer's own unit can act on. */
    @Get()
    @Allow({ agency })
    @ApiOperation({ summary: 'Steps that wait for this office' })
    async list(
      @Requester() requester: Requester, @Query('type') type: string | undefined, @Query('dossier') dossier: string | undefined,
      @Query('cursor') cursor: string | undefined, @Query('limit') limit: string | undefined, @Position() minPosition: number | undefined,
    ): Promise<object> {
      const most = pageLimit(limit);
      const [since, taskId] = decodeCursor(cursor, 2) ?? ['', ''];
      const rows = await this.reads.query<TaskRow>(WORK_LIST,
        `SELECT * FROM tasks WHERE (since, task_id) > ($1, $2) AND (unit = '' OR unit = $3) AND ($4::text IS NULL OR $5 || step = $4) AND ($6::text IS NULL OR dossier_code = $6)
         ORDER BY since, task_id LIMIT $7`,
        [since, taskId, requester.unit, type ?? null, `${agency}.`, dossier ?? null, most + 1], minPosition);
      return paged(rows, most, (row) => taskOf(agency, row), (row) => [row.since, row.task_id]);
    }
  }
  return TasksController;
}

function taskOf(agency: ServiceName, { dossier_code, step, task_id, element, name, name_en, unit, role, reason_vi, reason_en, since, due_at, inputs }: TaskRow): object {
  return {
    taskId: task_id, dossierCode: dossier_code, type: `${agency}.${step}`, element, name, nameEn: name_en, agency, unit, role,
    reason: { vi: reason_vi, en: reason_en }, since, dueAt: due_at, inputs,
  };
}
