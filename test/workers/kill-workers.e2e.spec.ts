import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { STEPS } from './five-steps.js';
import { ProcessingProcess } from './processing-process.js';

const WORKER = fileURLToPath(new URL('worker-process.js', import.meta.url));
const DOSSIERS = 60;
const JOBS = DOSSIERS * STEPS.length;
/** Each time after some more jobs were begun: most of them are then in a worker's hands. */
const KILLS = 3;
const BETWEEN_JOBS = 30;

describe('jobs whose worker and whose service are killed between activation and completion', () => {
  let processing: ProcessingProcess;
  const begun: string[] = [];
  const workers = new Set<ChildProcess>();

  beforeAll(async () => {
    processing = await ProcessingProcess.start();
  });
  afterAll(async () => {
    for (const worker of workers) worker.kill('SIGKILL');
    await processing?.stop();
  });

  async function startWorker(name: string): Promise<ChildProcess> {
    const worker = spawn(process.execPath, ['--no-warnings', WORKER], {
      env: { ...process.env, API: processing.url, TOKEN: await processing.token(), NAME: name, LOCK_SECONDS: '2', PAUSE_MS: '20' }, stdio: ['ignore', 'pipe', 'inherit'],
    });
    workers.add(worker);
    worker.stdout?.on('data', (text: Buffer) => begun.push(...text.toString().split('\n').filter((line) => line !== '')));
    return worker;
  }

  async function untilSomeMore(): Promise<void> {
    const from = begun.length;
    for (const end = performance.now() + 30_000; begun.length < from + BETWEEN_JOBS; await pause(2)) assert.ok(performance.now() < end, `Expected more jobs than ${from} to be begun, but there are ${begun.length}`);
  }

  it('are all done, and for the procedure each of them once', async () => {
    const codes = Array.from({ length: DOSSIERS }, () => processing.accept());
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const worker = await startWorker(`bị-tắt-${kill}`);
      const gone = once(worker, 'exit');
      await untilSomeMore();
      worker.kill('SIGKILL');
      await gone;
      const patient = await startWorker(`kiên-nhẫn-${kill}`);
      await untilSomeMore();
      await processing.kill();
      await processing.run();
      await untilSomeMore();
      patient.kill('SIGKILL');
    }
    await startWorker('cuối-cùng');
    await processing.until('InstanceCompleted', DOSSIERS, 60_000);

    assert.equal(await processing.count('JobCompleted'), JOBS);
    assert.ok(begun.length > JOBS, `Expected some jobs to be begun twice, or nothing was in anybody's hands at a kill, but ${begun.length} were begun for ${JOBS}`);
    for (const code of codes) {
      const { rows } = await processing.pool.query<{ text: string }>(
        `select convert_from(e.sealed, 'UTF8') as text from log.events e join log.streams s on s.id = e.stream_id
         where s.name = $1 and e.type = 'JobCompleted' order by e.log_index`, [`instance/${code}`]);
      const counts = rows.map(({ text }) => (JSON.parse(text) as { data: { variables: { count: number } } }).data.variables.count);
      assert.deepEqual([code, counts], [code, [1, 2, 3, 4, 5]]);
    }
    const dossier = await processing.call<{ status: string; variables?: unknown }>('GET', `/instances/${codes[0]}`);
    assert.equal(dossier.status, 'completed');
  });
});
