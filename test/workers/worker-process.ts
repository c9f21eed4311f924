import { JobWorker } from '@lienthong/client';
import { STEPS, typeOf } from './five-steps.js';

/** A worker of all five steps in a process of its own: `API`, `TOKEN`, `NAME`, and how much at once. Counts up; says so of each job on standard output. */
const { API: api = '', TOKEN: token = '', NAME: name = 'worker', LOCK_SECONDS = '60', CONCURRENCY = '20', TELL = 'true', PAUSE_MS = '0' } = process.env;

const worker = new JobWorker({ api, name, token: async () => token, lockSeconds: Number(LOCK_SECONDS) });
for (const step of STEPS) {
  worker.subscribe(typeOf(step), async (job) => {
    if (TELL === 'true') process.stdout.write(`${job.jobId}\n`);
    if (PAUSE_MS !== '0') await new Promise((resolve) => { setTimeout(resolve, Number(PAUSE_MS)); });
    return { count: Number(job.variables['count']) + 1 };
  }, { concurrency: Number(CONCURRENCY) });
}
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
await worker.run(stop.signal);
