import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Variables } from '@lienthong/bpmn';
import {
  Allow, genericProblems, IfMatch, pageLimit, Position, preferredLanguage, ReadModels, renderProblem, Requester, type CommandAnswer, type ProblemCatalogue,
} from '@lienthong/service-host';
import { CompletionRequest } from './completion.requests.js';
import { problems } from './problems.js';
import { TaskActs } from './task-acts.js';
import { listingOf, pageOfTasks, type ListedRow } from './task-list.js';
import { BulkCompletionRequest, TaskErrorRequest, TaskListQuery } from './task.requests.js';

export const OFFICERS = ['clerk', 'officer', 'checker', 'leader', 'administrator'];
const CATALOGUE: ProblemCatalogue = { ...genericProblems, ...problems };

/** Work that waits for people of an agency without a service of its own for it: checks, signatures, opinions. */
@ApiTags('tasks')
@Controller('tasks')
@Allow({ roles: OFFICERS })
export class TasksController {
  constructor(private readonly acts: TaskActs, private readonly readModels: ReadModels) {}

  @Get()
  async list(@Query() query: TaskListQuery, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<object> {
    const size = pageLimit(query.limit);
    const { subject, name, agency, unit, roles } = requester;
    const now = this.acts.clock.now();
    await this.acts.colleagues.seen({ subject, name, agency, unit, roles }, now);
    const standsInFor = await this.acts.absences.standsInFor(subject, now);
    const { text, values } = listingOf(query, { subject, agency, unit, roles, standsInFor }, now, size);
    return pageOfTasks(await this.readModels.query<ListedRow>('work', text, values, minPosition), size, { subject }, query.sort);
  }

  @Post(':id/claim')
  claim(@Param('id') id: string, @Requester() requester: Requester, @IfMatch() seen: number | undefined): Promise<CommandAnswer> {
    return this.acts.act({ id, requester, seen }, (jobKey, by, at) => ({ type: 'ClaimTask', at, data: { jobKey, by } }));
  }

  /** By who has it, or by a leader who takes it from them; a delegate's goes back to its owner. */
  @Post(':id/release')
  release(@Param('id') id: string, @Requester() requester: Requester, @IfMatch() seen: number | undefined): Promise<CommandAnswer> {
    return this.acts.act({ id, requester, seen }, (jobKey, by, at) => ({ type: 'ReleaseTask', at, data: { jobKey, by } }));
  }

  @Post(':id/completion')
  complete(@Param('id') id: string, @Body() { variables }: CompletionRequest, @Requester() requester: Requester, @IfMatch() seen: number | undefined): Promise<CommandAnswer> {
    // The engine itself refuses values it cannot keep (VARIABLES_INVALID), with their path; the task's form, those that are wrong (FORM_INVALID).
    return this.acts.act({ id, requester, seen }, (jobKey, by, at) => ({ type: 'CompleteTask', at, data: { jobKey, by, variables: variables as Variables } }));
  }

  @Post(':id/error')
  fail(@Param('id') id: string, @Body() { code, reason, variables = {} }: TaskErrorRequest, @Requester() requester: Requester, @IfMatch() seen: number | undefined): Promise<CommandAnswer> {
    const text = { vi: reason, en: reason };
    return this.acts.act({ id, requester, seen }, (jobKey, by, at) => ({ type: 'ThrowTaskError', at, data: { jobKey, by, code, text, variables: variables as Variables } }));
  }

  /**
   * One after another, each with an answer of its own: one that is refused keeps the others from nothing. Sent again, what was completed
   * is answered as completed.
   */
  @Post('completions')
  @HttpCode(200)
  async completeMany(@Body() { items }: BulkCompletionRequest, @Requester() requester: Requester, @Headers('accept-language') accepted?: string): Promise<object> {
    const answers: object[] = [];
    for (const { taskId, variables } of items) {
      const attempt = await this.acts.attempt({ id: taskId, requester, seen: undefined }, (jobKey, by, at) => ({ type: 'CompleteTask', at, data: { jobKey, by, variables: variables as Variables } }));
      if (attempt.kind === 'accepted') answers.push({ taskId, completed: true, position: attempt.position });
      else answers.push({ taskId, completed: false, problem: renderProblem(attempt.problem, CATALOGUE, preferredLanguage(accepted), taskId) });
    }
    return { items: answers };
  }
}
