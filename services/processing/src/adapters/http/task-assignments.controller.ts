import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, IfMatch, pageLimit, Requester, type CommandAnswer } from '@lienthong/service-host';
import { TaskActs } from './task-acts.js';
import { CommentRequest, HandToRequest, ReasonRequest, ScheduleRequest } from './task.requests.js';
import { OFFICERS } from './tasks.controller.js';

/** Who does it, until when, and what is said about it. */
@ApiTags('tasks')
@Controller()
@Allow({ roles: OFFICERS })
export class TaskAssignmentsController {
  constructor(private readonly acts: TaskActs) {}

  /** Officers of the requester's own unit, to choose one of. */
  @Get('officers')
  async officers(@Requester() { agency, unit }: Requester, @Query('q') q?: string, @Query('limit') limit?: string): Promise<object> {
    const items = await this.acts.colleagues.list(agency, unit, (q ?? '').slice(0, 100).normalize('NFC').trim().toLocaleLowerCase('vi'), pageLimit(limit));
    return { items: items.map(({ subject, name, roles }) => ({ subject, name, roles })) };
  }

  /** By a leader of the agency. Who is away is stood in for, and the answer says by whom. */
  @Post('tasks/:id/assignment')
  async assign(@Param('id') id: string, @Body() { to, reason }: HandToRequest, @Requester() requester: Requester, @IfMatch() seen: number | undefined): Promise<CommandAnswer> {
    const reached = await this.acts.reach(to);
    return this.acts.act({ id, requester, seen, more: told(reached) }, (jobKey, by, at) => ({ type: 'AssignTask', at, data: { jobKey, by, to: reached.to, reason } }));
  }

  @Post('tasks/:id/delegation')
  async delegate(@Param('id') id: string, @Body() { to, reason }: HandToRequest, @Requester() requester: Requester, @IfMatch() seen: number | undefined): Promise<CommandAnswer> {
    const reached = await this.acts.reach(to);
    return this.acts.act({ id, requester, seen, more: told(reached) }, (jobKey, by, at) => ({ type: 'DelegateTask', at, data: { jobKey, by, to: reached.to, reason } }));
  }

  /** By the delegate, or taken back by the owner. */
  @Post('tasks/:id/return')
  giveBack(@Param('id') id: string, @Body() { reason }: ReasonRequest, @Requester() requester: Requester, @IfMatch() seen: number | undefined): Promise<CommandAnswer> {
    return this.acts.act({ id, requester, seen }, (jobKey, by, at) => ({ type: 'GiveBackTask', at, data: { jobKey, by, reason } }));
  }

  @Post('tasks/:id/schedule')
  schedule(@Param('id') id: string, @Body() { reason, ...dates }: ScheduleRequest, @Requester() requester: Requester, @IfMatch() seen: number | undefined): Promise<CommandAnswer> {
    return this.acts.act({ id, requester, seen }, (jobKey, by, at) => ({ type: 'ScheduleTask', at, data: { jobKey, by, ...dates, reason } }));
  }

  @Post('tasks/:id/comments')
  comment(@Param('id') id: string, @Body() { text }: CommentRequest, @Requester() requester: Requester, @IfMatch() seen: number | undefined): Promise<CommandAnswer> {
    return this.acts.act({ id, requester, seen }, (jobKey, by, at) => ({ type: 'CommentTask', at, data: { jobKey, by, text } }));
  }
}

function told({ to, insteadOf }: Awaited<ReturnType<TaskActs['reach']>>): object {
  const named = ({ subject, name }: typeof to): object => ({ subject, name });
  return { to: named(to), insteadOf: insteadOf === null ? null : named(insteadOf) };
}
