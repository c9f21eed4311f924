import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Variables } from '@lienthong/bpmn';
import {
  Allow, Clock, commandAnswer, commandEffects, decodeCursor, encodeCursor, IfMatch, pageLimit, Position, ReadModels, refuse, Requester, vietnamTime,
  type CommandAnswer,
} from '@lienthong/service-host';
import type { Step, UnitOfficer } from '../../domain/instance.decider.js';
import { readTaskId } from '../../domain/instance.js';
import { actOnDossier } from '../../use-cases/act-on-dossier.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { CompletionRequest } from './completion.requests.js';
import { holderOf } from './holder-of.js';

type TaskRow = Readonly<{
  task_id: string; code: string; element: string; name: string; name_en: string; kind: string; type: string; agency: string; unit: string; role: string;
  reason_vi: string; reason_en: string; step_number: string; counts: boolean; inputs: object; dossier_state: number | null; suspends: string | null;
  opened_at: Date; due_at: Date; claimed_by: string | null; claimed_by_name: string | null; claimed_at: Date | null;
}>;

/** Whoever may act on a task may see it, and nobody else: the same terms as the engine's check on a claim. */
const MAY_SEE = `($1 or (agency = $2 and (unit = '' or unit = $3) and (role = '' or role = any($4::text[]))))`;

/** Work that waits for people of an agency without a service of its own for it: checks, signatures, opinions. */
@ApiTags('tasks')
@Controller('tasks')
@Allow({ roles: ['clerk', 'officer', 'checker', 'leader', 'administrator'] })
export class TasksController {
  constructor(private readonly ports: DossierPorts, private readonly readModels: ReadModels, private readonly clock: Clock) {}

  @Get()
  async list(
    @Requester() requester: Requester, @Position() minPosition: number | undefined,
    @Query('kind') kind = 'user', @Query('mine') mine?: string, @Query('cursor') cursor?: string, @Query('limit') limit?: string,
  ): Promise<object> {
    const size = pageLimit(limit);
    const [dueAt, taskId] = decodeCursor(cursor, 2) ?? [null, null];
    const rows = await this.readModels.query<TaskRow>(
      'work',
      `select * from task where ${MAY_SEE} and kind = $5 and ($6::text is null or claimed_by = $6)
       and ($7::timestamptz is null or (due_at, task_id) > ($7, $8)) order by due_at, task_id limit $9`,
      [requester.roles.includes('administrator'), requester.agency, requester.unit, requester.roles, kind, mine === 'true' ? requester.subject : null, dueAt, taskId, size + 1],
      minPosition,
    );
    const last = rows.length > size ? rows[size - 1] : undefined;
    return { items: rows.slice(0, size).map(taskOf), next: last === undefined ? null : encodeCursor([last.due_at.toISOString(), last.task_id]) };
  }

  @Post(':id/claim')
  claim(@Param('id') id: string, @Requester() requester: Requester, @IfMatch() seen: number | undefined): Promise<CommandAnswer> {
    return this.act(id, requester, seen, (jobKey, by) => ({ type: 'ClaimTask', at: this.clock.now(), data: { jobKey, by } }));
  }

  @Post(':id/release')
  release(@Param('id') id: string, @Requester() requester: Requester, @IfMatch() seen: number | undefined): Promise<CommandAnswer> {
    return this.act(id, requester, seen, (jobKey, by) => ({ type: 'ReleaseTask', at: this.clock.now(), data: { jobKey, by } }));
  }

  @Post(':id/completion')
  complete(@Param('id') id: string, @Body() { variables }: CompletionRequest, @Requester() requester: Requester, @IfMatch() seen: number | undefined): Promise<CommandAnswer> {
    // The engine itself refuses values it cannot keep (VARIABLES_INVALID), with their path.
    return this.act(id, requester, seen, (jobKey, by) => ({ type: 'CompleteTask', at: this.clock.now(), data: { jobKey, by, variables: variables as Variables } }));
  }

  private async act(id: string, requester: Requester, seenVersion: number | undefined, stepOf: (jobKey: string, by: UnitOfficer) => Step): Promise<CommandAnswer> {
    const task = readTaskId(id);
    if (task === undefined) refuse({ code: 'NOT_AN_ID', because: `Expected to find task ${id.slice(0, 100)}, but that is not the id of a task` });
    const { subject, name, agency, unit, roles } = requester;
    const step = stepOf(task.key, { subject, name, agency, unit, roles });
    const body = { taskId: id };
    const acted = await actOnDossier(this.ports, { code: task.code, step, actor: requester.actor(), seenVersion, effects: commandEffects({ body }) });
    if (acted.kind === 'accepted') return commandAnswer({ position: acted.position, version: acted.version, body });
    const { state } = await this.ports.loadInstance(task.code);
    return refuse(acted.rejection, { facts: holderOf(state, task.key) });
  }
}

function taskOf(row: TaskRow): object {
  const { task_id, step_number, dossier_state, opened_at, due_at, claimed_by, claimed_by_name, claimed_at, reason_vi, reason_en, name_en, code, ...same } = row;
  return {
    taskId: task_id, dossierCode: code, ...same, nameEn: name_en, reason: { vi: reason_vi, en: reason_en }, stepNumber: step_number, dossierState: dossier_state,
    offeredAt: vietnamTime(opened_at.getTime()), dueAt: vietnamTime(due_at.getTime()),
    claimed: claimed_by === null || claimed_at === null ? null : { by: claimed_by, name: claimed_by_name, at: vietnamTime(claimed_at.getTime()) },
  };
}
