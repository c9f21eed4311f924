import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, decodeCursor, encodeCursor, pageLimit, Position, ReadModels, Requester } from '@lienthong/service-host';

const AGENCY = 'tax';

type TaskRow = Readonly<{
  dossier_code: string; step: string; task_id: string; element: string; name: string; unit: string; role: string;
  reason_vi: string; reason_en: string; since: string; due_at: string | null; inputs: object;
}>;

@ApiTags('tax')
@Controller('tasks')
export class TasksController {
  constructor(private readonly reads: ReadModels) {}

  /** Oldest first: what has waited longest is the next to be done. Only what the officer's own unit can act on. */
  @Get()
  @Allow({ agency: AGENCY })
  @ApiOperation({ summary: 'Steps that wait for this office' })
  async list(
    @Requester() requester: Requester, @Query('type') type: string | undefined, @Query('dossier') dossier: string | undefined,
    @Query('cursor') cursor: string | undefined, @Query('limit') limit: string | undefined, @Position() minPosition: number | undefined,
  ): Promise<object> {
    const most = pageLimit(limit);
    const [since, taskId] = decodeCursor(cursor, 2) ?? ['', ''];
    const rows = await this.reads.query<TaskRow>('work-list',
      `SELECT * FROM tasks WHERE (since, task_id) > ($1, $2) AND (unit = '' OR unit = $3) AND ($4::text IS NULL OR $5 || step = $4) AND ($6::text IS NULL OR dossier_code = $6)
       ORDER BY since, task_id LIMIT $7`,
      [since, taskId, requester.unit, type ?? null, `${AGENCY}.`, dossier ?? null, most + 1], minPosition);
    const last = rows[most - 1];
    return { items: rows.slice(0, most).map(taskOf), next: rows.length > most && last ? encodeCursor([last.since, last.task_id]) : null };
  }
}

function taskOf({ dossier_code, step, task_id, element, name, unit, role, reason_vi, reason_en, since, due_at, inputs }: TaskRow): object {
  return {
    taskId: task_id, dossierCode: dossier_code, type: `${AGENCY}.${step}`, element, name, agency: AGENCY, unit, role,
    reason: { vi: reason_vi, en: reason_en }, since, dueAt: due_at, inputs,
  };
}
