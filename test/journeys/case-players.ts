import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient, Refused } from './api-client.js';

export type ChildDossier = Readonly<{ dossierCode: string; process: string; dueAt: string; ended: Readonly<{ outcome: string }> | null }>;
export type Case = Readonly<{ dossierCode: string; status: string; children: readonly ChildDossier[] }>;
export type PrintedReceipt = Readonly<{ dueAt: string; derivation: readonly Readonly<{ text: Readonly<{ vi: string }> }>[] }>;
export type FormFile = Readonly<{ name: string; sha256: string; size: number; mediaType: string }>;
type Instance = Readonly<{ status: string; open: readonly Readonly<{ taskId: string; element: string }>[]; children: readonly ChildDossier[]; incidents: readonly object[] }>;
type Job = Readonly<{ jobId: string; lock: string; dossierCode: string; variables: object }>;

/** What happens behind a feed happens soon, not at once. */
const PATIENCE_MS = 60_000;

/** People of the bodies of a case, each at the public API with a sample account of their own. */
export class CasePlayers {
  private readonly clients = new Map<string, ApiClient>();

  constructor(private readonly gateway: string) {}

  as(account: string): ApiClient {
    const known = this.clients.get(account) ?? new ApiClient(this.gateway, account);
    this.clients.set(account, known);
    return known;
  }

  untilPublished(procedure: string): Promise<true> {
    return this.until(`procedure ${procedure} at the counter`, async () =>
      (await this.as('clerk').get<{ items: readonly { code: string }[] }>('/api/intake/procedures?limit=200')).items.some(({ code }) => code === procedure) || undefined);
  }

  async accept(form: object): Promise<string> {
    const { code } = await this.as('clerk').post<{ code: string }>('/api/intake/dossiers', form);
    await this.as('clerk').post(`/api/intake/dossiers/${code}/acceptance`, {});
    return code;
  }

  /** Accepted with the moment of valid receipt written down; answers what is printed. */
  async receive(form: object, receivedAt: string): Promise<Readonly<{ code: string; receipt: PrintedReceipt }>> {
    const { code } = await this.as('clerk').post<{ code: string }>('/api/intake/dossiers', form);
    const { receipt } = await this.as('clerk').post<{ receipt: PrintedReceipt }>(`/api/intake/dossiers/${code}/acceptance`, { receivedAt });
    return { code, receipt };
  }

  child(code: string, process: string): Promise<ChildDossier> {
    return this.until(`child ${process} of ${code}`, async () => (await this.instance(code))?.children.find((child) => child.process === process));
  }

  async completes(account: string, code: string, element: string, variables: object): Promise<void> {
    const { taskId } = await this.until(`step ${element} of ${code}`, async () => (await this.instance(code))?.open.find((step) => step.element === element));
    await this.as(account).post(`/api/processing/tasks/${taskId}/claim`, {});
    await this.as(account).post(`/api/processing/tasks/${taskId}/completion`, { variables });
  }

  /** A file as a form names it. */
  async uploads(account: string, name: string): Promise<FormFile> {
    const { status, body } = await this.as(account).upload<{ hash: string; size: number; mediaType: string }>('/api/intake/files', name, new TextEncoder().encode(`%PDF-1.4\n% ${name}\n%%EOF\n`), 'application/pdf');
    assert.equal(status, 201, JSON.stringify(body));
    return { name, sha256: body.hash, size: body.size, mediaType: body.mediaType };
  }

  /** An officer's file for the form of their task, as the page sends it. */
  async attaches(account: string, code: string, element: string, name: string): Promise<FormFile> {
    const { taskId } = await this.until(`step ${element} of ${code}`, async () => (await this.instance(code))?.open.find((step) => step.element === element));
    const file = await this.uploads(account, name);
    await this.as(account).post(`/api/intake/dossiers/${code}/files`, { file, taskId });
    return file;
  }

  /** As the body's own software would: takes the job by its type, and brings the result. Answers what the job was given. */
  async worksOff(account: string, type: string, code: string, variables: object): Promise<object> {
    const job = await this.until(`a job ${type} of ${code}`, async () => {
      const { jobs } = await this.as(account).post<{ jobs: readonly Job[] }>('/api/processing/jobs/activation', { types: [type], worker: 'journey', lockSeconds: 1 }, String(Date.now()));
      return jobs.find(({ dossierCode }) => dossierCode === code);
    });
    await this.as(account).post(`/api/processing/jobs/${job.jobId}/completion`, { lock: job.lock, variables });
    return job.variables;
  }

  async handsOver(code: string, identifier: string): Promise<void> {
    await this.until(`the hand-over of ${code}`, async () => ((await this.openSteps(code)).includes('hand-over') ? true : undefined));
    // Intake hears of the step by processing's fact.
    await this.until(`the hand-over of ${code} at the counter`, async () => {
      try {
        return await this.as('clerk').post<object>(`/api/intake/dossiers/${code}/hand-over`, { receiver: { name: 'Người nhận mẫu', identifier } }, String(Date.now()));
      } catch (error) {
        if (error instanceof Refused && error.problem.code === 'NOT_IN_STATE') return undefined;
        throw error;
      }
    });
  }

  async openSteps(code: string): Promise<readonly string[]> {
    const instance = await this.instance(code);
    assert.deepEqual(instance?.incidents ?? [], []);
    return instance?.open.map(({ element }) => element) ?? [];
  }

  untilEnded(code: string): Promise<true> {
    return this.until(`the end of ${code}`, async () => ((await this.instance(code))?.status === 'completed' ? true : undefined));
  }

  private async instance(code: string): Promise<Instance | undefined> {
    const { status, body } = await this.as('administrator').send<Instance>('GET', `/api/processing/instances/${code}`);
    return status === 200 ? body : undefined;
  }

  async until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(100)) {
      const found = await look();
      if (found !== undefined) return found;
    }
    return assert.fail(`Expected ${what} within ${PATIENCE_MS / 1_000} s, but it did not happen`);
  }
}
