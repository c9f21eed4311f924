import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Text, Variables } from '@lienthong/bpmn';
import {
  Allow, Clock, commandAnswer, commandEffects, decodeCursor, paged, PageQuery, pageOf, Position, preferredLanguage, problemOf, refuse, refuseWith, renderProblem, Requester,
  vietnamTime, type CommandAnswer,
} from '@lienthong/service-host';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { openNumbers } from '../../domain/decimals.js';
import { readTaskId } from '../../domain/instance.js';
import { mayWork, WORKER } from '../../domain/job-sight.js';
import { JobDispatch, MOST_WAITING } from '../../use-cases/activate-jobs.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { JobBoard, type ActivatedJob, type JobQuery, type WaitingJob } from '../../use-cases/work-board.js';
import { lockedByOther, takeOutcomes, unitOf, type WorkerActing, type WorkOutcome, type Worked } from '../../use-cases/work-outcomes.js';
import { holderOf } from './holder-of.js';
import { JobStream } from './jobs-stream.js';
import {
  ActivationRequest, JobCompletionRequest, JobErrorRequest, JobFailureRequest, LockExtensionRequest, OutcomesRequest, StreamQuery, USUAL_LOCK_SECONDS, type OutcomeRequest, type WhatHappened,
} from './jobs.requests.js';
import { problems } from './problems.js';

/** Each keeps a connection open and looks at the board when jobs open. */
const MOST_STREAMS = 200;

type Refused = Extract<Worked, { kind: 'rejected' }>;

/** Service tasks for machines of the agencies: taken for a while, done, failed or refused. A worker sees its agency's jobs and no others. */
@ApiTags('jobs')
@Controller('jobs')
@Allow({ roles: ['worker', 'officer'] })
export class JobsController {
  private readonly streams = new Set<JobStream>();

  constructor(private readonly dossiers: DossierPorts, private readonly board: JobBoard, private readonly dispatch: JobDispatch, private readonly clock: Clock) {}

  /** What waits, with who holds it: for those too who look after the workers. */
  @Get()
  @Allow({ roles: ['worker', 'officer', 'leader', 'administrator'] })
  async list(@Query() query: PageQuery, @Position() minPosition: number | undefined, @Requester() requester: Requester): Promise<object> {
    const { cursor, limit } = pageOf(query, minPosition);
    const [openedAt, jobId] = decodeCursor(cursor, 2) ?? [null, null];
    const rows = await this.board.list(requester, openedAt === null ? null : { openedAt: String(openedAt), jobId: String(jobId) }, limit + 1, minPosition);
    return paged(rows, limit, waitingJobOf, (row) => [row.openedAt.toISOString(), row.jobId]);
  }

  @Post('activation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes jobs for a while; waits for the first as long as asked' })
  async activate(@Body() request: ActivationRequest, @Requester() requester: Requester, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const { waitSeconds, ...query } = request;
    const jobs = await this.dispatch.activate({ ...query, by: requester }, waitSeconds * 1_000, gone.signal);
    if (jobs === undefined) refuseWith('UNAVAILABLE', `Expected to wait for jobs, but ${MOST_WAITING} requests wait already`, { headers: { 'retry-after': '1' } });
    return { jobs: jobs.map(jobOf) };
  }

  @Get('stream')
  @ApiOperation({ summary: 'Pushes jobs as they open, one JSON line each; empty lines are signs of life' })
  async stream(@Query() query: StreamQuery, @Requester() requester: Requester, @Res() reply: FastifyReply): Promise<void> {
    if (this.streams.size >= MOST_STREAMS) refuseWith('UNAVAILABLE', `Expected to open a stream of jobs, but ${MOST_STREAMS} are open already`, { headers: { 'retry-after': '1' } });
    const { types, worker, agency, unit, maxJobs = '10', lockSeconds = String(USUAL_LOCK_SECONDS) } = query;
    const wanted: JobQuery & Readonly<{ stream: string }> = {
      types: types.split(','), worker, agency, unit, maxJobs: Number(maxJobs), lockSeconds: Number(lockSeconds), by: requester, stream: randomUUID(),
    };
    reply.hijack();
    const stream = new JobStream(reply.raw, wanted, this.board, this.dispatch);
    this.streams.add(stream);
    void stream.run(jobOf).finally(() => this.streams.delete(stream));
  }

  @Post('outcomes')
  @HttpCode(200)
  @ApiOperation({ summary: 'Outcomes of many jobs, each answered on its own; said again under the same lock they have no second effect' })
  async outcomes(@Body() { worker, outcomes }: OutcomesRequest, @Requester() requester: Requester, @Req() request: FastifyRequest): Promise<object> {
    const answers = await takeOutcomes(this.ports(), outcomes.map(outcomeOf), this.acting(requester, worker, []));
    const language = preferredLanguage(request.headers['accept-language']);
    return {
      results: answers.map((answer, index) => {
        const jobId = outcomes[index]?.jobId ?? '';
        if (answer.kind === 'accepted') return { jobId, accepted: true, position: answer.position };
        return { jobId, accepted: false, problem: renderProblem(problemOf(answer.rejection, { facts: factsOf(answer, jobId) }), problems, language, request.id) };
      }),
    };
  }

  @Post(':id/completion')
  @HttpCode(200)
  complete(@Param('id') jobId: string, @Body() { lock, variables }: JobCompletionRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    return this.one({ jobId, lock, kind: 'completion', variables: variables as Variables }, requester);
  }

  @Post(':id/failure')
  @HttpCode(200)
  fail(@Param('id') jobId: string, @Body() { lock, retries, retryAfter, code, text }: JobFailureRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    return this.one({ jobId, lock, kind: 'failure', retries, retryAfter, code, text: textOf(text) }, requester);
  }

  @Post(':id/error')
  @HttpCode(200)
  error(@Param('id') jobId: string, @Body() { lock, code, text, variables }: JobErrorRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    return this.one({ jobId, lock, kind: 'error', code, text: textOf(text), variables: variables as Variables }, requester);
  }

  @Post(':id/lock')
  @HttpCode(200)
  async extend(@Param('id') jobId: string, @Body() { lock, lockSeconds }: LockExtensionRequest, @Requester() requester: Requester): Promise<object> {
    const id = readTaskId(jobId);
    if (id === undefined) refuse({ code: 'NOT_AN_ID', because: `Expected to find job ${jobId.slice(0, 100)}, but that is not the id of a job` });
    const { state } = await this.dossiers.loadInstance(id.code);
    const job = Object.hasOwn(state.run.jobs, id.key) ? state.run.jobs[id.key] : undefined;
    if (job === undefined || !mayWork(job, unitOf(state, job.agency), requester)) refuse({ code: 'JOB_UNKNOWN', because: `Expected to keep job ${jobId}, but ${requester.subject} has no open one of that id` });
    const until = await this.board.extend({ jobId, code: id.code, lock, worker: requester.name, seconds: lockSeconds });
    if (until !== undefined) return { jobId, lock, lockedUntil: vietnamTime(until.getTime()) };
    const other = (await this.board.locksOf([jobId])).get(jobId);
    if (other === undefined) refuse({ code: 'JOB_UNKNOWN', because: `Expected to keep job ${jobId}, but its lock is gone` });
    const rejection = lockedByOther(jobId, other);
    return refuse(rejection, { facts: factsOf({ kind: 'rejected', rejection, instance: null }, jobId) });
  }

  beforeApplicationShutdown(): void {
    for (const stream of this.streams) stream.close();
  }

  private ports(): Parameters<typeof takeOutcomes>[0] {
    return { dossiers: this.dossiers, board: this.board };
  }

  private acting(requester: Requester, worker: string, effects: WorkerActing['effects']): WorkerActing {
    const { subject, name, agency, roles } = requester;
    const actor = roles.includes(WORKER) ? { role: 'service' as const, name: agency } : requester.actor();
    return { reader: requester, by: { subject, name }, actor, worker, at: this.clock.now(), effects };
  }

  private async one(outcome: WorkOutcome, requester: Requester): Promise<CommandAnswer> {
    const body = { jobId: outcome.jobId };
    const [answer] = await takeOutcomes(this.ports(), [outcome], this.acting(requester, requester.name, commandEffects({ body })));
    if (answer === undefined) throw new Error(`Expected an answer for job ${outcome.jobId}, but there is none`);
    if (answer.kind === 'accepted') return commandAnswer({ position: answer.position, version: answer.version, body });
    return refuse(answer.rejection, { facts: factsOf(answer, outcome.jobId) });
  }
}

function jobOf({ jobId, lock, lockedUntil, type, code, element, name, nameEn, agency, unit, inputs, headers, retries, openedAt, dueAt }: ActivatedJob): object {
  return {
    jobId, lock, lockedUntil: vietnamTime(lockedUntil.getTime()), type, dossierCode: code, element, name, nameEn, agency, unit, variables: openNumbers(inputs), headers, retries,
    offeredAt: vietnamTime(openedAt.getTime()), dueAt: vietnamTime(dueAt.getTime()),
  };
}

function waitingJobOf({ jobId, type, code, element, name, nameEn, agency, unit, retries, retryAt, hasIncident, openedAt, dueAt, worker, lockedUntil }: WaitingJob): object {
  const moment = (date: Date | null): string | null => (date === null ? null : vietnamTime(date.getTime()));
  return {
    jobId, type, dossierCode: code, element, name, nameEn, agency, unit, retries, retryAt: moment(retryAt), hasIncident, offeredAt: moment(openedAt), dueAt: moment(dueAt),
    locked: worker === null ? null : { by: worker, until: moment(lockedUntil) },
  };
}

const textOf = ({ vi, en }: WhatHappened): Text => ({ vi, en });

/** Members that only some kinds have are checked here: the request's class cannot know the kind. */
function outcomeOf(request: OutcomeRequest, index: number): WorkOutcome {
  const { jobId, lock, kind, variables, retries, retryAfter } = request;
  if (kind === 'completion') return { jobId, lock, kind, variables: variables as Variables };
  const { code, text } = request;
  if (code === undefined || text === undefined) {
    const errors = [{ path: `outcomes.${index}.${code === undefined ? 'code' : 'text'}`, vi: `“${kind}” cần code và text`, en: `"${kind}" needs code and text` }];
    return refuseWith('VALIDATION_FAILED', `Expected to read outcome ${index}, but ${kind} needs code and text`, { errors });
  }
  return kind === 'failure' ? { jobId, lock, kind, retries, retryAfter, code, text: textOf(text) } : { jobId, lock, kind, code, text: textOf(text), variables: variables as Variables };
}

function factsOf({ rejection, instance }: Refused, jobId: string): Readonly<Record<string, string>> {
  if (rejection.code === 'LOCKED_BY_OTHER') return { worker: rejection.worker, until: vietnamTime(Date.parse(rejection.until)) };
  const id = readTaskId(jobId);
  return instance === null || id === undefined ? {} : holderOf(instance, id.key);
}
