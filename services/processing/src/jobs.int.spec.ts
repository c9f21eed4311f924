import { randomUUID } from 'node:crypto';
import type { TokenClaims } from '@lienthong/testing';
import { sampleModel } from './domain/spec-procedure.js';
import { administrator, leader, startProcessing, until, type Row, type ServiceUnderTest } from './spec-service.js';

const TYPE = 'land-registry.verify-parcel';
const worker: TokenClaims = { sub: 'sample-worker', name: 'Máy xử lý mẫu', agency: 'land-registry', unit: 'H56.23', roles: ['worker'] };
const text = { vi: 'Hệ thống bên kia không trả lời', en: 'The other system does not answer' };

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
});
afterAll(() => service.stop());

type Job = Readonly<{ jobId: string; lock: string; dossierCode: string; retries: number | null; variables: Row }>;

async function activate(body: object = {}, as = worker): Promise<readonly Job[]> {
  const answer = await service.call('POST', '/jobs/activation', as, { types: [TYPE], worker: 'w1', maxJobs: 100, ...body });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body['jobs'] as readonly Job[];
}

/** The job of a dossier of its own, taken; whatever else is open comes along and stays locked. */
async function taken(body: object = {}, change: object = {}): Promise<Job> {
  const code = service.accept(change);
  return until(`the job of ${code}`, async () => (await activate({ waitSeconds: 1, ...body })).find(({ dossierCode }) => dossierCode === code));
}

const isOpen = async (code: string): Promise<boolean> => ((await service.call('GET', `/instances/${code}`, administrator)).body.open).some((job) => job['element'] === 'verify');
const historyOf = async (code: string): Promise<readonly string[]> => (await service.store().load(`instance/${code}`)).events.map(({ type }) => type);
const complete = (job: Job, as = worker, variables: object = {}) => service.call('POST', `/jobs/${job.jobId}/completion`, as, { lock: job.lock, variables });

describe('a worker', () => {
  it('takes a job with what the model gives it, and completes it: the procedure goes on', async () => {
    const job = await taken({ lockSeconds: 30 });
    expect(job).toMatchObject({ jobId: `${job.dossierCode}~verify~1`, type: TYPE, variables: { contractPrice: 2_000_000_000 }, agency: 'land-registry', unit: 'H56.23', retries: null });
    expect((await complete(job)).body).toEqual({ jobId: job.jobId });
    await service.openStep(job.dossierCode, 'await-payment');
    const completed = (await service.store().load(`instance/${job.dossierCode}`)).events.find(({ type }) => type === 'JobCompleted');
    expect(completed).toMatchObject({ actor: 'service@land-registry', data: { fact: null, by: { subject: 'sample-worker', name: 'Máy xử lý mẫu' } } });
  });

  it('says it again under the same lock without a second effect', async () => {
    const job = await taken();
    expect((await complete(job)).status).toBe(200);
    const history = await historyOf(job.dossierCode);
    expect((await complete(job)).status).toBe(200);
    expect(await historyOf(job.dossierCode)).toEqual(history);
  });

  it('gets what opens while it waits, and nothing that another holds', async () => {
    await activate();
    const waiting = activate({ waitSeconds: 20, worker: 'w2' });
    const code = service.accept();
    expect((await waiting).map(({ dossierCode }) => dossierCode)).toEqual([code]);
    expect(await activate({ worker: 'w3' })).toEqual([]);
    const listed = (await service.call('GET', '/jobs?limit=200', { ...leader })).body.items.find((item) => item['dossierCode'] === code);
    expect(listed).toMatchObject({ type: TYPE, locked: { by: 'w2' }, hasIncident: false });
  });

  it('may come too late as long as nobody else has it, and is told in words when somebody does', async () => {
    const late = await taken({ lockSeconds: 1 });
    await new Promise((resolve) => { setTimeout(resolve, 1_100); });
    expect((await complete(late)).status).toBe(200);

    const lost = await taken({ lockSeconds: 1 });
    await new Promise((resolve) => { setTimeout(resolve, 1_100); });
    const other = (await activate({ worker: 'máy-2', lockSeconds: 60 })).find(({ jobId }) => jobId === lost.jobId)!;
    const told = await complete(lost);
    expect(told.body).toMatchObject({ status: 409, code: 'LOCKED_BY_OTHER', title: 'Việc này đã giao cho máy xử lý khác' });
    expect(told.body.whatToDo).toContain('máy-2 giữ việc đến 20');
    expect((await service.call('POST', `/jobs/${lost.jobId}/lock`, worker, { lock: lost.lock })).body).toMatchObject({ status: 409, code: 'LOCKED_BY_OTHER' });
    expect((await service.call('POST', `/jobs/${lost.jobId}/completion`, worker, { lock: lost.lock, variables: {} }, { 'accept-language': 'en' })).body).toMatchObject({ title: 'Another worker has taken this job' });
    expect((await complete(other)).status).toBe(200);
  });

  it('keeps a job longer by extending its lock', async () => {
    const job = await taken({ lockSeconds: 1 });
    expect((await service.call('POST', `/jobs/${job.jobId}/lock`, worker, { lock: job.lock, lockSeconds: 60 })).body).toMatchObject({ jobId: job.jobId, lock: job.lock });
    await new Promise((resolve) => { setTimeout(resolve, 1_100); });
    expect((await activate({ worker: 'w2' })).map(({ jobId }) => jobId)).not.toContain(job.jobId);
  });

  it('brings back decimals as it got them', async () => {
    const DECIMAL = '9.000012';
    await service.call('POST', '/procedures', administrator, { model: sampleModel({ code: DECIMAL, share: '=contractPrice / 10' }) });
    const job = await taken({}, { procedureCode: DECIMAL, contractPrice: '3' });
    expect(job.variables).toEqual({ contractPrice: 3, share: 0.3 });
    expect((await complete(job, worker, { measured: 0.25 })).status).toBe(200);
  });
});

describe('a failure', () => {
  const fail = (job: Job, retries: number, more: object = {}) => service.call('POST', `/jobs/${job.jobId}/failure`, worker, { lock: job.lock, retries, code: 'BUSY', text, ...more });

  it('lets the job be taken again when its time has come, and not before', async () => {
    const job = await taken();
    expect((await fail(job, 2, { retryAfter: 'PT2S' })).status).toBe(200);
    expect((await fail(job, 2, { retryAfter: 'PT2S' })).status).toBe(200);
    expect((await activate()).map(({ jobId }) => jobId)).not.toContain(job.jobId);
    const again = await until('the retry', async () => (await activate({ waitSeconds: 5 })).find(({ jobId }) => jobId === job.jobId));
    expect(again.retries).toBe(2);
    expect((await historyOf(job.dossierCode)).filter((type) => type === 'JobFailed')).toHaveLength(1);
  });

  it('without retries is an incident of the agency, kept from workers; its retry says what it did, and opens another job', async () => {
    const job = await taken();
    await fail(job, 0);
    const incidents = await service.call('GET', `/incidents?min-position=${(await service.store().head()).position}`, leader);
    const incident = incidents.body.items.find((item) => item['dossierCode'] === job.dossierCode)!;
    expect(incident).toMatchObject({ code: 'BUSY', owner: 'land-registry', text });
    const retried = await service.call('POST', `/incidents/${String(incident['incidentId'])}/retry`, leader);
    expect(retried.body).toEqual({
      incidentId: incident['incidentId'], opened: [`${job.dossierCode}~verify~2`], incidents: [],
      text: { vi: 'Đã thử lại bước “Thẩm định”; việc mới đang chờ cơ quan land-registry.', en: 'Step "Verify" is tried again; a new job waits for land-registry.' },
    });
    const again = await until('the new job', async () => (await activate({ waitSeconds: 5 })).find(({ dossierCode }) => dossierCode === job.dossierCode));
    expect(again.jobId).toBe(`${job.dossierCode}~verify~2`);
    expect((await complete(again)).status).toBe(200);
    // Pressed again, it says that there is nothing left to do.
    expect((await service.call('POST', `/incidents/${String(incident['incidentId'])}/retry`, leader)).body).toMatchObject({ opened: [], text: { en: 'This incident had been dealt with already; nothing was done.' } });
  });

  it('by an error that nobody catches is an incident too, once', async () => {
    const job = await taken();
    const error = () => service.call('POST', `/jobs/${job.jobId}/error`, worker, { lock: job.lock, code: 'NO_PARCEL', text, variables: {} });
    expect([(await error()).status, (await error()).status]).toEqual([200, 200]);
    expect((await historyOf(job.dossierCode)).filter((type) => type === 'IncidentRaised')).toHaveLength(1);
  });
});

describe('outcomes together', () => {
  it('are answered each on its own', async () => {
    const [first, second, third] = [await taken(), await taken(), await taken()];
    const outcomes = [
      { jobId: first.jobId, lock: first.lock, kind: 'completion', variables: { seen: 0.5 } },
      { jobId: second.jobId, lock: randomUUID(), kind: 'completion', variables: {} },
      { jobId: third.jobId, lock: third.lock, kind: 'failure', retries: 1, retryAfter: 'PT1H', code: 'BUSY', text },
      { jobId: 'nothing~of~1', lock: randomUUID(), kind: 'completion', variables: {} },
    ];
    const send = () => service.call('POST', '/jobs/outcomes', worker, { worker: 'w1', outcomes });
    const { body } = await send();
    expect(body['results']).toMatchObject([
      { jobId: first.jobId, accepted: true }, { jobId: second.jobId, accepted: false, problem: { code: 'LOCKED_BY_OTHER', status: 409 } },
      { jobId: third.jobId, accepted: true }, { accepted: false, problem: { code: 'JOB_UNKNOWN', status: 404 } },
    ]);
    const before = [await historyOf(first.dossierCode), await historyOf(third.dossierCode)];
    expect((await send()).body['results']).toMatchObject([{ accepted: true }, { accepted: false }, { accepted: true }, { accepted: false }]);
    expect([await historyOf(first.dossierCode), await historyOf(third.dossierCode)]).toEqual(before);
    expect(await isOpen(second.dossierCode)).toBe(true);
    await complete(second);
  });

  it('are refused whole when they cannot be read', async () => {
    const half = { jobId: 'x~y~1', lock: randomUUID(), kind: 'error' };
    expect((await service.call('POST', '/jobs/outcomes', worker, { worker: 'w1', outcomes: [half] })).body).toMatchObject({ status: 422, errors: [{ path: 'outcomes.0.code' }] });
    expect((await service.call('POST', '/jobs/outcomes', worker, { worker: 'w1', outcomes: [] })).body).toMatchObject({ code: 'VALIDATION_FAILED' });
    for (const query of ['types=&worker=w', `types=${'a,'.repeat(60)}a&worker=w`, 'types=a&worker=w&lockSeconds=3601', 'types=a&worker=w&maxJobs=101', 'types=a']) {
      expect([query, (await service.call('GET', `/jobs/stream?${query}`, worker)).body['code']]).toEqual([query, 'VALIDATION_FAILED']);
    }
    expect((await service.call('POST', '/jobs/activation', worker, { types: [TYPE], worker: 'w1', maxJobs: 101 })).body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ path: 'maxJobs' }] });
  });
});

describe('whose jobs they are', () => {
  it('those of the worker’s own agency and office, in the list, in the hand and in the outcome alike', async () => {
    const strangers = [{ ...worker, agency: 'tax', unit: 'H56.T7' }, { ...worker, unit: 'H56.24' }, { ...worker, roles: ['officer'], unit: 'H56.24' }];
    const code = service.accept();
    await service.openStep(code, 'verify');
    for (const stranger of strangers) {
      expect(await activate({}, stranger)).toEqual([]);
      expect((await service.call('GET', '/jobs?limit=200', stranger)).body.items).toEqual([]);
      expect((await complete({ jobId: `${code}~verify~1`, lock: randomUUID(), dossierCode: code, retries: null, variables: {} }, stranger)).body).toMatchObject({ status: 404, code: 'JOB_UNKNOWN' });
    }
    const wholeAgency = { ...worker, unit: '' };
    const job = await until('the job', async () => (await activate({ waitSeconds: 1 }, wholeAgency)).find(({ dossierCode }) => dossierCode === code));
    expect((await complete(job, wholeAgency)).status).toBe(200);
    expect((await complete(job, wholeAgency)).status).toBe(200);
  });

  it('never a person’s task, and never for citizens', async () => {
    const code = service.accept();
    await service.openStep(code, 'verify');
    service.verify(code);
    await service.openStep(code, 'await-payment');
    service.pay(code);
    await service.openStep(code, 'sign');
    expect((await complete({ jobId: `${code}~sign~1`, lock: randomUUID(), dossierCode: code, retries: null, variables: {} })).body).toMatchObject({ status: 404, code: 'JOB_UNKNOWN' });
    expect((await service.call('POST', '/jobs/activation', { ...worker, roles: ['citizen'], agency: 'citizen' }, { types: [TYPE], worker: 'w' })).status).toBe(403);
  });
});

describe('a stream', () => {
  it('pushes jobs as they open, never more at once than were asked for', async () => {
    await activate();
    const gone = new AbortController();
    const response = await fetch(`${service.url()}/jobs/stream?types=${TYPE}&worker=s1&maxJobs=1&lockSeconds=60`, { headers: { authorization: `Bearer ${await service.token(worker)}` }, signal: gone.signal });
    const jobs: Job[] = [];
    const reading = (async () => {
      let rest = '';
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        jobs.push(...lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Job));
      }
    })().catch(() => undefined);
    const codes = [service.accept(), service.accept()];
    const first = await until('the first', async () => jobs[0]);
    await service.openStep(codes[1]!, 'verify');
    await new Promise((resolve) => { setTimeout(resolve, 400); });
    expect(jobs).toHaveLength(1);
    expect((await complete(first)).status).toBe(200);
    await until('the second', async () => jobs[1]);
    expect(jobs.map(({ dossierCode }) => dossierCode).toSorted()).toEqual(codes.toSorted());
    gone.abort();
    await reading;
  });
});
