import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { publishModel } from '@lienthong/bpmn';
import { fiveStepModel, STEPS, typeOf } from '../workers/five-steps.js';
import { ProcessingProcess } from '../workers/processing-process.js';
import { bareRowsPerSecond } from './bare-rows.js';
import { fillLog, type Filling } from './filled-log.js';
import { fiftyElements, MANY_TIMERS, manyTimersModel } from './engine-models.js';

export type Latencies = Readonly<{ p50Ms: number; p99Ms: number }>;
export type EngineFigures = Readonly<{
  instances: number; perSecond: number; eventsEach: number; bytesEach: number;
  /** Instances that a bare loop could have, which only inserts as many rows of as many bytes as they have, a thousand at a commit. */
  floorPerSecond: number; ofFloor: number;
  load: Readonly<{ perSecond: number; instances: number }> & Latencies;
  /** Transactions that wrote something durable and flushes of the log, at that load. */
  flushesEach: number; commitsEach: number;
  timers: Readonly<{ count: number; seconds: number }>;
  compileMs: number;
  /** The same with other instances in the database, finished and open; null where it was not asked for. */
  filled: (Filling & Readonly<{ perSecond: number; ofEmpty: number }>) | null;
}>;

const WORKER = fileURLToPath(new URL('../workers/worker-process.js', import.meta.url));
const PATIENCE_MS = 300_000;
/** Of the rate at saturation. */
const SHARE = 0.7;
const TIMERS = 10_000;
/** A procedure whose first step nobody does. */
const WAITING = '9.500005';
/** Read models are behind by milliseconds. */
const CAUGHT_UP_MS = 2_000;

export type EngineOptions = Readonly<{ instances?: number; seconds?: number; timers?: number; filling?: Filling }>;

/** Five service tasks one after the other by the procedure service over PostgreSQL, with the worker in a process of its own. */
export async function engineBench({ instances = 4_000, seconds = 20, timers = TIMERS, filling }: EngineOptions = {}): Promise<EngineFigures> {
  const processing = await ProcessingProcess.start();
  let worker: ChildProcess | undefined;
  try {
    worker = await startWorker(processing);
    await run(processing, Math.ceil(instances / 10));
    const perSecond = await run(processing, instances);
    const { eventsEach, bytesEach } = await sizeOf(processing);
    const before = await statistics(processing);
    const load = await runAtRate(processing, perSecond * SHARE, seconds);
    const after = await statistics(processing);
    const filled = filling === undefined ? null : await runFilled(processing, filling, instances, perSecond);
    worker.kill('SIGTERM');
    const floorPerSecond = (await bareRowsPerSecond(Math.round(bytesEach / eventsEach))) / eventsEach;
    return {
      instances, perSecond: round(perSecond), eventsEach: round(eventsEach), bytesEach: Math.round(bytesEach), floorPerSecond: round(floorPerSecond), ofFloor: Math.round((perSecond / floorPerSecond) * 100) / 100,
      load, flushesEach: round((after.flushes - before.flushes) / load.instances), commitsEach: round((after.commits - before.commits) / load.instances),
      timers: { count: timers, seconds: await fireTogether(processing, timers, perSecond) }, compileMs: await compileMs(), filled,
    };
  } finally {
    worker?.kill('SIGKILL');
    await processing.stop();
  }
}

/**
 * With as many others in the database. The open ones wait for a worker that does not come. Measured when the tree of the log has taken
 * them up; what the self-audit still reads of them runs beside.
 */
async function runFilled(processing: ProcessingProcess, filling: Filling, instances: number, perSecond: number): Promise<EngineFigures['filled']> {
  const [started, [finished]] = [await processing.count('InstanceStarted'), processing.codes];
  await processing.publish(fiveStepModel(WAITING).replace(typeOf(STEPS[0]), 'sample.wait'));
  const open = processing.accept(WAITING);
  await processing.until('InstanceStarted', started + 1, PATIENCE_MS);
  await pause(CAUGHT_UP_MS);
  await processing.kill();
  await fillLog(processing.serviceUrl, filling, { finished: finished ?? '', open });
  await processing.run();
  while ((await processing.call<{ treeBehind: number }>('GET', '/log/status')).treeBehind > 0) await pause(1_000);
  await run(processing, Math.ceil(instances / 10));
  const filled = await run(processing, instances);
  return { ...filling, perSecond: round(filled), ofEmpty: Math.round((filled / perSecond) * 100) / 100 };
}

async function startWorker(processing: ProcessingProcess): Promise<ChildProcess> {
  return spawn(process.execPath, ['--no-warnings', WORKER], { env: { ...process.env, API: processing.url, TOKEN: await processing.token(), NAME: 'bench', CONCURRENCY: '200', TELL: 'false' }, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** As many as at once; answers instances per second from the first to the last end. */
async function run(processing: ProcessingProcess, instances: number): Promise<number> {
  const done = await processing.count('InstanceCompleted');
  const from = performance.now();
  for (let each = 0; each < instances; each += 1) processing.accept();
  await processing.until('InstanceCompleted', done + instances, PATIENCE_MS);
  return instances / ((performance.now() - from) / 1_000);
}

/** Accepted at a steady rate, whether or not the last ones are done: who comes does not wait for others. */
async function runAtRate(processing: ProcessingProcess, perSecond: number, seconds: number): Promise<EngineFigures['load']> {
  const done = await processing.count('InstanceCompleted');
  const acceptedAt = new Map<string, number>();
  const from = performance.now();
  for (let instances = 0; performance.now() - from < seconds * 1_000; await pause(10)) {
    for (const due = ((performance.now() - from) / 1_000) * perSecond; instances < due; instances += 1) acceptedAt.set(processing.accept(), Date.now());
  }
  await processing.until('InstanceCompleted', done + acceptedAt.size, PATIENCE_MS);
  const { rows } = await processing.pool.query<{ code: string; ended: Date }>(
    `select substr(s.name, 10) as code, e.recorded_at as ended from log.events e join log.streams s on s.id = e.stream_id where e.type = 'InstanceCompleted' and s.name = any($1::text[])`,
    [[...acceptedAt.keys()].map((code) => `instance/${code}`)]);
  const latencies = rows.map(({ code, ended }) => ended.getTime() - (acceptedAt.get(code) ?? 0)).toSorted((a, b) => a - b);
  const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? 0;
  return { perSecond: round(perSecond), instances: latencies.length, p50Ms: at(0.5), p99Ms: at(0.99) };
}

/** Events and their bytes of one ended instance, all its streams. */
async function sizeOf({ pool }: ProcessingProcess): Promise<Readonly<{ eventsEach: number; bytesEach: number }>> {
  const { rows } = await pool.query<{ events: number; bytes: number }>(
    `select (count(*)::float / count(distinct dossier)) as events, (sum(length(sealed))::float / count(distinct dossier)) as bytes from log.events where dossier is not null`);
  return { eventsEach: rows[0]?.events ?? 0, bytesEach: rows[0]?.bytes ?? 0 };
}

async function statistics({ pool, database }: ProcessingProcess): Promise<Readonly<{ flushes: number; commits: number }>> {
  await pause(1_500); // the statistics are told of by each session once a second
  const version = await pool.query<{ version: string }>(`select current_setting('server_version_num') as version`);
  // PostgreSQL 18 counts flushes of the log beside every other input and output.
  const flushes = Number(version.rows[0]?.version) >= 180_000 ? `select sum(fsyncs) from pg_stat_io where object = 'wal'` : 'select wal_sync from pg_stat_wal';
  const { rows } = await pool.query<{ flushes: string; commits: string }>(`select (${flushes}) as flushes, (select xact_commit from pg_stat_database where datname = $1) as commits`, [database]);
  return { flushes: Number(rows[0]?.flushes), commits: Number(rows[0]?.commits) };
}

/** Seconds from the second in which all of them are due to the last that fired. */
async function fireTogether(processing: ProcessingProcess, timers: number, perSecond: number): Promise<number> {
  // As many starts take a fraction of what five steps take; the rest is for a machine with other work.
  const dueAt = new Date(Date.now() + 20_000 + (timers / perSecond) * 1_000);
  await processing.publish(manyTimersModel(dueAt));
  for (let each = 0; each < timers; each += 1) processing.accept(MANY_TIMERS);
  await processing.until('TimerScheduled', timers, PATIENCE_MS);
  if (Date.now() > dueAt.getTime()) throw new Error(`Expected ${timers} timers to be set before they are due, but it took longer`);
  await pause(dueAt.getTime() - Date.now());
  await processing.until('TimerFired', timers, PATIENCE_MS);
  return round((Date.now() - dueAt.getTime()) / 1_000);
}

async function compileMs(): Promise<number> {
  const model = fiftyElements();
  const times: number[] = [];
  for (let turn = 0; turn < 30; turn += 1) {
    const from = performance.now();
    const { kind } = await publishModel(model);
    times.push(performance.now() - from);
    if (kind !== 'compiled') throw new Error('Expected the model of the bench to be compiled, but it is refused');
  }
  return round(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0);
}

const round = (value: number): number => Math.round(value * 10) / 10;
