import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient } from './api-client.js';
import { payNotice } from './bank.js';
import { inParallel, runDesk } from './desk.js';
import type { Desk, DeskReport, DeskTask } from './desk.js';
import { parcelForm, PROCEDURE, submissionForm, supplementForm } from './transfer-forms.js';
import { planTransfer } from './transfer-plan.js';
import type { TransferPlan } from './transfer-plan.js';

export type PlayOptions = Readonly<{
  gateway: string;
  transfers: number;
  /** Called about four times a second. */
  onProgress?: (progress: Readonly<{ submitted: number; ended: number; of: number }>) => void;
  /** How many citizens stand at the counters at once. */
  counters?: number;
  /** Gives up after this long without any dossier moving on. */
  patienceMs?: number;
}>;

export type PlayResult = Readonly<{
  plans: ReadonlyMap<string, TransferPlan>; refusals: ReadonlyMap<string, number>; durationMs: number; complete: boolean;
  /** Accepted by the public API from all players together, the bank's messages included. */
  commands: number;
}>;

/** Longest wait for the catalogue of procedures; a broker that has just started takes ten seconds to hand out its partitions. */
const CATALOGUE_TIMEOUT_MS = 60_000;

type AuditItem = Readonly<{ code: string; state: number; suspended: boolean; element: string | null }>;

/** Plays land transfers through the public API as all the people would: clerk, land office, tax office, bank, post. */
export class TransferPlayers {
  private readonly run = randomBytes(3).toString('hex').toUpperCase();
  private readonly plans = new Map<string, TransferPlan>();
  private readonly supplemented = new Set<string>();
  private readonly clients: ApiClient[] = [];
  private payments = 0;
  private readonly report: DeskReport = { done: 0, refusals: new Map() };

  constructor(private readonly options: PlayOptions) {}

  async play(): Promise<PlayResult> {
    const startedAt = performance.now();
    const stop = new AbortController();
    const plans = Array.from({ length: this.options.transfers }, (_, number) => planTransfer(number, this.run));
    await this.untilReady();
    await this.enterParcels(plans);
    await this.stockItemNumbers(plans.filter(({ ending }) => ending === 'posted').length);
    const desks = Promise.all(this.desks().map((desk) => runDesk(desk, stop.signal, this.report)));
    // A desk that breaks must not go unnoticed while the counter still works.
    const broken = desks.then(() => undefined);
    try {
      await Promise.race([broken, this.submitAll(plans)]);
      const complete = await Promise.race([broken.then(() => false), this.untilAllEnded()]);
      const commands = this.clients.reduce((sum, client) => sum + client.commands, this.payments);
      return { plans: this.plans, refusals: this.report.refusals, durationMs: performance.now() - startedAt, complete, commands };
    } finally {
      stop.abort();
      await desks.catch(() => {});
    }
  }

  private client(account: string): ApiClient {
    const client = new ApiClient(this.options.gateway, account, this.run);
    this.clients.push(client);
    return client;
  }

  /** Intake learns procedures from processing's facts. It is ready without them, so right after a first start there is none to choose. */
  async untilReady(): Promise<void> {
    const clerk = this.client('clerk');
    for (const until = Date.now() + CATALOGUE_TIMEOUT_MS; ; await sleep(250)) {
      const { items } = await clerk.get<{ items: readonly { code: string }[] }>('/api/intake/procedures?limit=200');
      if (items.some(({ code }) => code === PROCEDURE)) return;
      if (Date.now() > until) throw new Error(`Expected intake to know procedure ${PROCEDURE} within ${CATALOGUE_TIMEOUT_MS / 1_000} s, but its catalogue does not list it`);
    }
  }

  private async enterParcels(plans: readonly TransferPlan[]): Promise<void> {
    const registrar = this.client('registrar');
    for (let first = 0; first < plans.length; first += 100) {
      await registrar.post('/api/land-registry/parcels/bulk', { parcels: plans.slice(first, first + 100).map(parcelForm) });
    }
  }

  private async stockItemNumbers(posted: number): Promise<void> {
    if (posted === 0) return;
    // Eight digits of a run's own, so that no item number is ever drawn twice by two runs.
    const first = Number.parseInt(this.run, 16) * 5 + 1;
    await this.client('post-clerk').post('/api/postal/s10-stock', { indicator: 'RR', first, last: first + posted * 2 });
  }

  private async submitAll(plans: readonly TransferPlan[]): Promise<void> {
    const clerk = this.client('clerk');
    await inParallel(plans, this.options.counters ?? 4, async (plan) => {
      const { code } = await clerk.post<{ code: string }>('/api/intake/dossiers', submissionForm(plan));
      this.plans.set(code, plan);
      await clerk.post(`/api/intake/dossiers/${code}/acceptance`, {});
    });
  }

  private desks(): readonly Desk[] {
    const desk = (service: string, account: string, work: (client: ApiClient, task: DeskTask, plan: TransferPlan) => Promise<void> | undefined): Desk => {
      const client = this.client(account);
      return { client, service, work: (task) => { const plan = this.plans.get(task.dossierCode); return plan && work(client, task, plan); } };
    };
    return [
      desk('land-registry', 'land-officer', (client, task, plan) => this.landOfficer(client, task, plan)),
      desk('tax', 'tax-officer', (client, task, plan) => this.taxOfficer(client, task, plan)),
      desk('processing', 'land-checker', (client, task) => (task.element === 'check' ? this.completeTask(client, task) : undefined)),
      desk('processing', 'land-leader', (client, task) => (task.element === 'sign' ? this.completeTask(client, task) : undefined)),
      desk('postal', 'post-clerk', (client, task) => this.postClerk(client, task)),
      desk('intake', 'clerk', (client, task, plan) => this.clerk(client, task, plan)),
    ];
  }

  private landOfficer(client: ApiClient, task: DeskTask, plan: TransferPlan): Promise<void> | undefined {
    const path = `/api/land-registry/dossiers/${task.dossierCode}`;
    switch (task.type) {
      case 'land-registry.verify-parcel':
        return done(client.post(`${path}/verification`, this.verification(task.dossierCode, plan), task.taskId));
      case 'land-registry.issue-transfer-slip':
        return done(client.post(`${path}/transfer-slip`, {}, task.taskId));
      case 'land-registry.register-transfer':
        return done(client.post(`${path}/registration`, {}, task.taskId));
      default:
        return undefined;
    }
  }

  private verification(code: string, plan: TransferPlan): object {
    if (plan.ending === 'refused') return { outcome: 'failed', remedy: 'refusal', reason: 'Thửa đất đang có tranh chấp đã được Tòa án thụ lý' };
    if (plan.ending === 'supplemented' && !this.supplemented.has(code)) return { outcome: 'failed', remedy: 'supplement', reason: 'Hợp đồng thiếu trang có lời chứng của công chứng viên' };
    return { outcome: 'verified' };
  }

  private taxOfficer(client: ApiClient, task: DeskTask, plan: TransferPlan): Promise<void> | undefined {
    if (task.type !== 'tax.assess') return undefined;
    return (async () => {
      const notice = await client.post<{ noticeNumber: string; amount: number }>(`/api/tax/dossiers/${task.dossierCode}/assessment`, {}, task.taskId);
      if (plan.ending === 'unpaid') return;
      await payNotice(this.options.gateway, { ...notice, reference: `FT${this.run}${plan.number}` });
      this.payments++;
    })();
  }

  private async completeTask(client: ApiClient, task: DeskTask): Promise<void> {
    const path = `/api/processing/tasks/${encodeURIComponent(task.taskId)}`;
    await client.post(`${path}/claim`, {});
    await client.post(`${path}/completion`, { variables: {} });
  }

  private postClerk(client: ApiClient, task: DeskTask): Promise<void> | undefined {
    if (task.type !== 'postal.deliver-result') return undefined;
    return (async () => {
      const { itemCode } = await client.post<{ itemCode: string }>(`/api/postal/dossiers/${task.dossierCode}/delivery-order`, {}, task.taskId);
      for (const event of ['EMA', 'EMG', 'EDG', 'EMI']) {
        await client.post(`/api/postal/items/${itemCode}/events`, { event, ...(event === 'EMI' ? { receivedBy: 'Người nhận' } : {}) });
      }
    })();
  }

  private clerk(client: ApiClient, task: DeskTask, plan: TransferPlan): Promise<void> | undefined {
    const path = `/api/intake/dossiers/${task.dossierCode}`;
    switch (task.type) {
      case 'intake.request-supplement':
        return (async () => {
          await client.post(`${path}/supplements`, supplementForm(), task.taskId);
          this.supplemented.add(task.dossierCode);
        })();
      case 'intake.refuse':
        return done(client.post(`${path}/refusal`, { reason: 'Thửa đất đang có tranh chấp; đề nghị nộp lại khi có quyết định của Tòa án' }, task.taskId));
      case 'intake.hand-over-result':
        return done(client.post(`${path}/hand-over`, { receiver: { name: plan.transferee.name, identifier: plan.transferee.identifier } }, task.taskId));
      default:
        return undefined;
    }
  }

  /** True when audit has seen every dossier at its planned end; false when none has moved for the patience given. */
  private async untilAllEnded(): Promise<boolean> {
    const auditor = this.client('auditor');
    const patienceMs = this.options.patienceMs ?? 60_000;
    let last = { ended: -1, done: -1, at: Date.now() };
    for (;;) {
      const ended = await this.countEnded(auditor);
      this.options.onProgress?.({ submitted: this.plans.size, ended, of: this.options.transfers });
      if (ended === this.options.transfers) return true;
      if (ended !== last.ended || this.report.done !== last.done) last = { ended, done: this.report.done, at: Date.now() };
      if (Date.now() - last.at > patienceMs) return false;
      await sleep(250);
    }
  }

  private async countEnded(auditor: ApiClient): Promise<number> {
    let ended = 0;
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: AuditItem[]; next: string | null } = await auditor.get(`/api/audit/dossiers?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`);
      ended += page.items.filter((item) => { const plan = this.plans.get(item.code); return plan !== undefined && hasEndedAsPlanned(plan, item); }).length;
      cursor = page.next;
    }
    return ended;
  }
}

/** Returned (10), refused during appraisal (8), or waiting for the payment (6) that never comes. */
export function hasEndedAsPlanned({ ending }: TransferPlan, { state, suspended }: Pick<AuditItem, 'state' | 'suspended'>): boolean {
  if (ending === 'refused') return state === 8;
  if (ending === 'unpaid') return state === 6 && suspended;
  return state === 10;
}

async function done(answer: Promise<unknown>): Promise<void> {
  await answer;
}
