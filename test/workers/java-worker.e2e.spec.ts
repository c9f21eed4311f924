import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { fiveStepModel, STEPS, typeOf } from './five-steps.js';
import { ProcessingProcess } from './processing-process.js';

const WORKER = fileURLToPath(new URL('../../workers/Worker.java', import.meta.url));
const DOSSIERS = 20;
const COUNTLESS = '9.500002';

/** Needs Java 17, like the specs with a broker: without it this fails rather than pass unseen. */
describe('a worker in Java, over nothing but HTTP', () => {
  let processing: ProcessingProcess;
  let worker: ChildProcess;
  const complaints: string[] = [];

  beforeAll(async () => {
    processing = await ProcessingProcess.start();
    worker = spawn('java', [WORKER, processing.url, ...STEPS.map(typeOf)], { env: { ...process.env, TOKEN: await processing.token() }, stdio: ['pipe', 'ignore', 'pipe'] });
    worker.stderr?.on('data', (text: Buffer) => complaints.push(text.toString()));
    await once(worker, 'spawn');
  });
  afterAll(async () => {
    worker?.kill('SIGKILL');
    await processing?.stop();
  });

  it('takes dossiers through all five steps', async () => {
    for (let each = 0; each < DOSSIERS; each += 1) processing.accept();
    await processing.until('InstanceCompleted', DOSSIERS, 60_000);
    assert.equal(await processing.count('JobCompleted'), DOSSIERS * STEPS.length);
    const counts = await processing.pool.query<{ count: string; dossiers: string }>(
      `select convert_from(sealed, 'UTF8')::jsonb #>> '{data,variables,count}' as count, count(*) as dossiers from log.events where type = 'JobCompleted' group by 1 order by 1`);
    assert.deepEqual(counts.rows, STEPS.map((_, index) => ({ count: String(index + 1), dossiers: String(DOSSIERS) })));
  });

  it('makes an incident of what it cannot do, in words', async () => {
    await processing.publish(fiveStepModel(COUNTLESS).replace('source="=0" target="count"', 'source="=null" target="count"'));
    const code = processing.accept(COUNTLESS);
    await processing.until('IncidentRaised', 1, 30_000);
    const { rows: [last] } = await processing.pool.query<{ head: string }>('select max(log_index) as head from log.events');
    // The list is a read model, some milliseconds behind.
    const { items } = await processing.call<{ items: readonly object[] }>('GET', `/incidents?min-position=${last?.head}`);
    assert.deepEqual(items.map((item) => ({ ...item, incidentId: '', raisedAt: '' })), [
      { incidentId: '', dossierCode: code, element: 'check', code: 'COUNT_MISSING', text: { vi: 'Thiếu số đếm', en: 'The count is missing' }, owner: 'land-registry', raisedAt: '' },
    ]);
  });

  it('ends by itself when it is told to', async () => {
    const gone = once(worker, 'exit');
    worker.stdin?.end();
    assert.deepEqual([(await gone)[0], complaints], [0, []]);
  });
});
