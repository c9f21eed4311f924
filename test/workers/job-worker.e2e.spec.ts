import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { JobError, JobWorker, type Job, type WorkerOptions } from '@lienthong/client';
import { fiveStepModel, STEPS, typeOf } from './five-steps.js';
import { ProcessingProcess } from './processing-process.js';

const FIRST = typeOf(STEPS[0]);

/** One after the other on one service; each with a procedure of its own, so that they do not take each other's jobs. */
describe('a worker of the client', () => {
  let processing: ProcessingProcess;
  let procedures = 0;

  beforeAll(async () => {
    processing = await ProcessingProcess.start();
  });
  afterAll(() => processing?.stop());

  /** Dossiers of a procedure whose first step has a type of its own. */
  async function dossiers(count: number, change: (model: string) => string = (model) => model): Promise<Readonly<{ type: string; codes: readonly string[] }>> {
    procedures += 1;
    const [code, type] = [`9.51000${procedures}`, `sample.only-${'abcdefghi'[procedures] ?? ''}`];
    await processing.publish(change(fiveStepModel(code).replaceAll(`type="${FIRST}"`, `type="${type}"`)));
    return { type, codes: Array.from({ length: count }, () => processing.accept(code)) };
  }

  function workerOf(options: Partial<WorkerOptions> = {}): JobWorker {
    return new JobWorker({ api: processing.url, name: 'spec', token: () => processing.token(), ...options });
  }

  /** Runs until there are as many events more, then stops. */
  async function runUntil(worker: JobWorker, event: string, more: number): Promise<void> {
    const before = await processing.count(event);
    const stop = new AbortController();
    const running = worker.run(stop.signal);
    await processing.until(event, before + more, 60_000);
    stop.abort();
    await running;
  }

  it('runs as many handlers at once as it may, and no more', async () => {
    const { type } = await dossiers(24);
    let [now, most] = [0, 0];
    const full = new AbortController();
    await runUntil(workerOf().subscribe(type, async () => {
      most = Math.max(most, (now += 1));
      if (now === 4) full.abort();
      // The first ones wait for each other, however slowly they come; then each stays long enough for one too many to show.
      if (!full.signal.aborted) await once(full.signal, 'abort');
      await pause(30);
      now -= 1;
      return { count: 1 };
    }, { concurrency: 4 }), 'JobCompleted', 24);
    assert.equal(most, 4);
  });

  it('keeps the lock of a handler that takes longer, so that nobody else begins', async () => {
    const { type, codes } = await dossiers(1);
    const begun: string[] = [];
    const handle = (name: string) => async (job: Job) => {
      begun.push(`${name} ${job.jobId}`);
      await pause(7_000);
      return { count: 1 };
    };
    const [stop, other] = [new AbortController(), workerOf({ name: 'other', lockSeconds: 3 }).subscribe(type, handle('other'))];
    const running = other.run(stop.signal);
    await runUntil(workerOf({ lockSeconds: 3 }).subscribe(type, handle('one')), 'JobCompleted', 1);
    stop.abort();
    await running;
    assert.deepEqual(begun.map((line) => line.split(' ')[1]), [`${codes[0]}~check~1`]);
  });

  it('tells a handler that somebody else has the job now, and drops what it returns', async () => {
    const { type, codes } = await dossiers(1);
    const trouble: string[] = [];
    const told: string[] = [];
    const before = await processing.count('JobCompleted');
    const stop = new AbortController();
    const running = workerOf({ lockSeconds: 1, onTrouble: ({ message }) => trouble.push(message) }).subscribe(type, async (job, signal) => {
      await processing.pool.query(`update public.job_lock set token = gen_random_uuid(), worker = 'người khác', locked_until = now() + interval '1 hour' where job_id = $1`, [job.jobId]);
      await pause(10_000, undefined, { signal }).catch(() => undefined);
      told.push(signal.aborted ? job.jobId : 'nothing');
      return { count: 99 };
    }).run(stop.signal);
    for (const end = performance.now() + 45_000; told.length === 0 && performance.now() < end;) await pause(50);
    stop.abort();
    await running;
    assert.deepEqual(told, [`${codes[0]}~check~1`]);
    assert.match(trouble.join(), /it answered 409: .*người khác has taken it since/);
    assert.equal(await processing.count('JobCompleted'), before);
  });

  it('tries again what failed, and leaves it to a person after the last try', async () => {
    const { type, codes } = await dossiers(1);
    const tries: (number | null)[] = [];
    await runUntil(workerOf().subscribe(type, async (job) => {
      tries.push(job.retries);
      throw new Error('the register is away');
    }, { tries: 3, firstRetryAfterMs: 500 }), 'IncidentRaised', 1);
    // A job whose failure could not be told in time is offered once more as it was.
    assert.deepEqual([...new Set(tries)], [null, 2, 1]);
    const { items } = await processing.call<{ items: readonly { dossierCode: string; code: string; text: { en: string } }[] }>('GET', '/incidents');
    assert.deepEqual(items.filter(({ dossierCode }) => dossierCode === codes[0]).map(({ code, text }) => [code, text.en]), [['WORKER_FAILED', 'The worker failed: the register is away']]);
  });

  it('throws what the model catches', async () => {
    const { type } = await dossiers(1, (model) => model
      .replace('<bpmn:process ', '<bpmn:error id="none" errorCode="NO_PARCEL" /><bpmn:process ')
      .replace('<bpmn:endEvent ', '<bpmn:boundaryEvent id="caught" attachedToRef="check"><bpmn:errorEventDefinition errorRef="none" /></bpmn:boundaryEvent><bpmn:endEvent id="refused" /><bpmn:sequenceFlow id="to-refused" sourceRef="caught" targetRef="refused" /><bpmn:endEvent '));
    await runUntil(workerOf().subscribe(type, async () => { throw new JobError('NO_PARCEL', { vi: 'Không có thửa đất này', en: 'There is no such parcel' }); }), 'InstanceCompleted', 1);
  });

  it('stops when its handlers have ended and their outcomes are answered', async () => {
    const { type } = await dossiers(3);
    const before = await processing.count('JobCompleted');
    let [begun, ended] = [0, 0];
    const stop = new AbortController();
    const running = workerOf().subscribe(type, async () => {
      begun += 1;
      await pause(1_000);
      ended += 1;
      return { count: 1 };
    }).run(stop.signal);
    for (const end = performance.now() + 45_000; begun < 3 && performance.now() < end;) await pause(20);
    stop.abort();
    await running;
    assert.deepEqual([begun, ended, (await processing.count('JobCompleted')) - before], [3, 3, 3]);
  });

  it('does not wait for ever: what does not end is offered again', async () => {
    const { type, codes } = await dossiers(1);
    const [stop, aborted] = [new AbortController(), [] as string[]];
    const running = workerOf({ lockSeconds: 2, stopWithinMs: 200 }).subscribe(type, async (job, signal) => {
      signal.addEventListener('abort', () => aborted.push(job.jobId));
      stop.abort();
      await pause(20_000, undefined, { signal });
    }).run(stop.signal);
    await running;
    assert.deepEqual(aborted, [`${codes[0]}~check~1`]);
    await runUntil(workerOf().subscribe(type, async () => ({ count: 1 })), 'JobCompleted', 1);
  });
});
