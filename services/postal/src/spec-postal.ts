import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DossierAcceptedSchema, DossierSubmittedSchema, TaskOfferedSchema } from '@lienthong/contracts';
import type { EventStore } from '@lienthong/event-store';
import { vietnamTime } from '@lienthong/service-host';
import { eventually, startUnderTest, type Answer, type Call, type UnderTest } from '@lienthong/service-host/specs';
import type { FactFeed, TokenClaims } from '@lienthong/testing';
import pg from 'pg';
import { definition } from './definition.js';
import { PostOffice } from './use-cases/post-office.js';

export type { Answer, Call };
type Json = Answer['body'];

export const POST_CLERK: TokenClaims = { sub: 'post-1', name: 'Giao dịch viên mẫu', agency: 'postal', unit: 'H56.B1', roles: ['clerk'] };
export const POST_CLERK_ELSEWHERE: TokenClaims = { ...POST_CLERK, sub: 'post-2', unit: 'H56.B2' };
export const POST_LEADER: TokenClaims = { sub: 'post-3', name: 'Trưởng bưu điện mẫu', agency: 'postal', unit: 'H56', roles: ['leader'] };
export const CARRIER: TokenClaims = { sub: 'carrier', name: 'Đơn vị vận chuyển mẫu', agency: 'postal', unit: '', roles: ['carrier'] };
export const ONE_STOP_CLERK: TokenClaims = { sub: 'clerk-1', name: 'Cán bộ mẫu', agency: 'one-stop', unit: 'H56.17', roles: ['clerk'] };

/** The service as its callers meet it, with the carrier's simulator over HTTP. */
export type Postal = Readonly<{
  store: EventStore;
  intake: FactFeed;
  processing: FactFeed;
  carrier: Readonly<{ orders(): Promise<readonly Json[]>; fail(fault: string, times: number): Promise<void>; stop(): Promise<void>; start(): Promise<void> }>;
  call: UnderTest['call'];
  /** What the service's own use cases work with. */
  office(): PostOffice;
  query(text: string, values: readonly unknown[]): Promise<readonly Json[]>;
  until: typeof eventually;
  stop(): Promise<void>;
}>;

export async function startPostal(settings: Readonly<Record<string, string>> = {}): Promise<Postal> {
  const carrier = await startSimulator(0);
  const { service: { app }, store, call, feedOf, stop } = await startUnderTest(definition, { caller: POST_CLERK, environment: { CARRIER_URL: carrier.url, ...settings } });
  return {
    store, intake: feedOf('intake'), processing: feedOf('processing'), call, carrier, until: eventually,
    office: () => app.get(PostOffice, { strict: false }),
    query: async (text, values) => (await app.get(pg.Pool, { strict: false }).query(text, [...values])).rows,
    stop: async () => {
      await stop();
      await carrier.stop();
    },
  };
}

/** The simulator is a program of its own, as the carrier's system is. Node runs its TypeScript as it stands. */
async function startSimulator(port: number) {
  let child: ChildProcess;
  let url = '';
  const start = async (): Promise<void> => {
    child = spawn(process.execPath, ['--no-warnings', fileURLToPath(new URL('../../../test/simulators/carrier.ts', import.meta.url))], {
      env: { PATH: process.env['PATH'] ?? '', PORT: String(url === '' ? port : new URL(url).port) }, stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(createInterface({ input: child.stdout! }), 'line') as [string];
    url = /http:\S+/.exec(line)?.[0] ?? '';
  };
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  await start();
  return {
    get url() { return url; },
    start, stop,
    orders: async () => await (await fetch(`${url}/orders`)).json() as readonly Json[],
    fail: async (fault: string, times: number) => { await fetch(`${url}/faults`, { method: 'POST', body: JSON.stringify({ fault, times }) }); },
  };
}

let dossiers = 0;

/** A dossier code that no other call names. */
export function newCode(): string {
  dossiers += 1;
  return `H56.17-20261125-${String(dossiers).padStart(4, '0')}`;
}

const refOf = (code: string) => Buffer.from(code).toString('hex').padEnd(64, '0').slice(0, 64);
export const RECIPIENT = { name: 'Công dân mẫu B', address: 'Địa chỉ mẫu', phone: '0900000000', email: '' };

/** Lets intake accept a dossier whose result goes by post, and processing offer its delivery. */
export async function offerDelivery(postal: Postal, { unit = 'H56.B1', address = true }: { unit?: string; address?: boolean } = {}): Promise<string> {
  const code = newCode();
  const about = { subject: code, dossierref: refOf(code) };
  if (address) postal.intake.publish({ type: DossierAcceptedSchema.typeName, ...about, data: { code, returnManner: 'RETURN_MANNER_POST', recipient: { ...RECIPIENT, identifier: '038000000002' }, receivingUnit: 'H56.17' } });
  await postal.until(() => postal.call('GET', `/deliveries?dossier=${code}`, { as: POST_LEADER }), ({ body }) => body.items.length === (address ? 1 : 0));
  postal.processing.publish({
    type: TaskOfferedSchema.typeName, ...about,
    data: { taskId: `${code}~9`, dossierCode: code, type: 'postal.deliver-result', element: 'deliver', name: 'Trả kết quả qua bưu chính', agency: 'postal', unit, role: 'clerk', offeredAt: '2026-11-25T08:00:00+07:00', dossierState: 9 },
  });
  await postal.until(() => postal.call('GET', `/tasks?dossier=${code}`, { as: POST_LEADER }), ({ body }) => body.items.length === 1);
  return code;
}

/** Lets intake announce an online submission, whose papers may have to be fetched. */
export async function submitOnline(postal: Postal): Promise<string> {
  const code = newCode();
  postal.intake.publish({ type: DossierSubmittedSchema.typeName, subject: code, dossierref: refOf(code), data: { code, channel: 'CHANNEL_ONLINE', receivingUnit: 'H56.17' } });
  await postal.until(() => postal.call('GET', `/deliveries?dossier=${code}`), ({ body }) => body.items.length === 1);
  return code;
}

export async function addStock(postal: Postal, first: number, last: number, as = POST_CLERK): Promise<void> {
  const { status, body } = await postal.call('POST', '/s10-stock', { as, body: { indicator: 'RR', first, last } });
  if (status !== 201) throw new Error(`Expected to add a range, but: ${status} ${JSON.stringify(body)}`);
}

export async function eventsOf(postal: Postal, stream: string): Promise<readonly string[]> {
  return (await postal.store.load(stream)).events.map(({ type }) => type);
}

export const minutesAgo = (minutes: number) => vietnamTime(Date.now() - minutes * 60_000);
