import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificateIssuedSchema, ItemDeliveredSchema, ProcedurePublishedSchema, TaskOfferedSchema } from '@lienthong/contracts';
import type { EventStore } from '@lienthong/event-store';
import { eventually, startUnderTest, type Answer, type Call, type UnderTest } from '@lienthong/service-host/specs';
import type { FactFeed, TokenClaims } from '@lienthong/testing';
import { definition } from './definition.js';

export type { Answer, Call };
type Json = Answer['body'];

export const CLERK: TokenClaims = { sub: 'clerk-1', name: 'Cán bộ mẫu Một', agency: 'one-stop', unit: 'H56.17', roles: ['clerk'] };
export const SECOND_CLERK: TokenClaims = { ...CLERK, sub: 'clerk-2', name: 'Cán bộ mẫu Hai' };
export const CLERK_ELSEWHERE: TokenClaims = { ...CLERK, sub: 'clerk-3', unit: 'H56.18' };
export const LEADER: TokenClaims = { sub: 'leader-1', name: 'Lãnh đạo mẫu', agency: 'one-stop', unit: 'H56', roles: ['leader'] };
export const RECORDS_OFFICER: TokenClaims = { sub: 'records-1', name: 'Cán bộ lưu trữ mẫu', agency: 'one-stop', unit: 'H56.17', roles: ['records-officer'] };
export const POST_CLERK: TokenClaims = { sub: 'post-1', name: 'Giao dịch viên mẫu', agency: 'postal', unit: 'H56.B1', roles: ['clerk'] };
export const AUDITOR: TokenClaims = { sub: 'auditor-1', name: 'Kiểm toán viên mẫu', agency: 'audit', unit: 'H56.A1', roles: ['auditor'] };
export const LAND_OFFICER: TokenClaims = { sub: 'land-1', name: 'Cán bộ đất đai mẫu', agency: 'land-registry', unit: 'H56.23', roles: ['officer'] };
export const citizen = (identifier: string): TokenClaims => ({ sub: identifier, name: 'Công dân mẫu', agency: 'citizen', unit: '', roles: ['citizen'] });

export const PROCEDURE = '1.013831';

/** Of today in Vietnam, or so many days ago. */
export const day = (ago = 0): string => new Date(Date.now() + 7 * 3_600_000 - ago * 86_400_000).toISOString().slice(0, 10);
/** As a query, so that a test may run over midnight. */
export const period = (): string => `from=${day(1)}&to=${day()}`;

/** The service as its callers meet it, with a folder of its own for uploads. */
export type Intake = Readonly<{
  store: EventStore;
  processing: Published;
  postal: Published;
  landRegistry: Published;
  folder: string;
  urls: UnderTest['urls'];
  feedOf: UnderTest['feedOf'];
  facts: UnderTest['facts'];
  call: UnderTest['call'];
  /** Waits until the service has handled so much that the check passes. */
  until: typeof eventually;
  restart(): Promise<void>;
  stop(): Promise<void>;
}>;
/** `message` in proto3 JSON. */
type Published = Readonly<{ publish(schema: { typeName: string }, subject: string, message: object): Promise<void> }>;

export async function startIntake(environment: Readonly<Record<string, string>> = {}): Promise<Intake> {
  const folder = await mkdtemp(join(tmpdir(), 'intake-'));
  const intake = await startUnderTest(definition, { caller: CLERK, environment: { FILES_DIR: folder, ...environment } });
  // Asked of the running service, since a restart replaces its store.
  const published = (feed: FactFeed): Published => ({ publish: (schema, subject, message) => publish(intake.store, feed, schema, subject, message) });
  return {
    get store() { return intake.store; },
    processing: published(intake.feedOf('processing')), postal: published(intake.feedOf('postal')), landRegistry: published(intake.feedOf('land-registry')), folder, urls: intake.urls, feedOf: intake.feedOf, facts: intake.facts, call: intake.call, until: eventually, restart: intake.restart,
    stop: async () => {
      await intake.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function publish(store: EventStore, feed: FactFeed, { typeName: type }: { typeName: string }, subject: string, data: object): Promise<void> {
  const dossier = await store.findDossier(subject);
  feed.publish({ type, subject, data, ...(dossier && { dossierref: dossier.ref }) });
}

/** The land transfer as intake needs to know it. */
export async function publishProcedure(intake: Intake, change: Readonly<Record<string, Json>> & { version?: number } = {}): Promise<void> {
  await intake.processing.publish(ProcedurePublishedSchema, PROCEDURE, {
    code: PROCEDURE, version: 1, nameVi: 'Chuyển nhượng quyền sử dụng đất (mẫu)', nameEn: 'Transfer of land-use rights (sample)', effectiveFrom: '2026-01-01',
    limit: { duration: 'P10D', unit: 'working' }, calendar: 'vn-h56-2026', publishedAt: '2026-01-01T00:00:00+07:00',
    components: [
      { code: 'TP1', nameVi: 'Đơn đăng ký biến động', nameEn: 'Application form', mandatory: true, originals: 1 },
      { code: 'TP2', nameVi: 'Hợp đồng chuyển nhượng', nameEn: 'Transfer contract', mandatory: true, originals: 1 },
      { code: 'TP3', nameVi: 'Trích đo', nameEn: 'Survey extract', mandatory: false, copies: 1 },
    ],
    ...change,
  });
  await intake.until(() => intake.call('GET', '/procedures'), ({ body }) => body.items?.length === (change.version ?? 1));
}

let parcels = 0;

/** Sample application for a parcel that no other call names. */
export function application(changes: object = {}): Record<string, Json> {
  parcels += 1;
  const person = (name: string, identifier: string) => ({ name, identifier, address: 'Địa chỉ mẫu', phone: '0900000000' });
  return {
    procedureCode: PROCEDURE, transferor: person('Công dân mẫu A', '038000000001'), transferee: person('Công dân mẫu B', '038000000002'),
    parcel: { mapSheet: '12', parcelNumber: String(1_000 + parcels), commune: '14758', certificateNumber: 'AB 123456' }, contractPrice: 1_200_000_000,
    components: [{ code: 'TP1', originals: 1 }, { code: 'TP2', originals: 1 }], ...changes,
  };
}

export async function submitted(intake: Intake, changes: object = {}, as: TokenClaims = CLERK): Promise<string> {
  const { status, body } = await intake.call('POST', '/dossiers', { as, body: application(changes) });
  if (status !== 201) throw new Error(`Expected to submit, but: ${status} ${JSON.stringify(body)}`);
  return body.code;
}

export async function accepted(intake: Intake, changes: object = {}): Promise<string> {
  const code = await submitted(intake, changes);
  const { status, body } = await intake.call('POST', `/dossiers/${code}/acceptance`, { body: {} });
  if (status !== 200) throw new Error(`Expected to accept, but: ${status} ${JSON.stringify(body)}`);
  return code;
}

/** Lets processing open a step, and waits until intake shows the state it leads to. */
export async function offer(intake: Intake, code: string, step: Readonly<{ type: string; dossierState: number; agency?: string; inputs?: object }>): Promise<void> {
  const task = { taskId: `${code}~${step.type}`, dossierCode: code, element: 'step', name: 'Bước mẫu', agency: 'one-stop', unit: 'H56.17', role: 'clerk', offeredAt: '2026-11-25T08:00:00+07:00' };
  await intake.processing.publish(TaskOfferedSchema, code, { ...task, ...step });
  await stateOf(intake, code, step.dossierState);
}

export async function issueCertificate(intake: Intake, code: string): Promise<void> {
  await intake.landRegistry.publish(CertificateIssuedSchema, code, { dossierCode: code, parcel: '14758.12.345', certificateNumber: 'AA 00000001', issuedAt: '2026-11-25T09:00:00+07:00' });
}

export async function deliver(intake: Intake, code: string): Promise<void> {
  await intake.postal.publish(ItemDeliveredSchema, code, { dossierCode: code, itemCode: 'RR473124829VN', deliveredAt: '2026-11-25T09:00:00+07:00', receivedBy: 'Công dân mẫu B' });
}

export async function stateOf(intake: Intake, code: string, wanted: number): Promise<Json> {
  return (await intake.until(() => intake.call('GET', `/dossiers/${code}`), ({ body }) => body.state?.code === wanted)).body;
}

/** Types of a dossier's events, in order. */
export async function eventsOf(intake: Intake, code: string): Promise<readonly string[]> {
  return (await intake.store.load(`dossier/${code}`)).events.map(({ type }) => type);
}
