import { createHash } from 'node:crypto';
import type { EventStore } from '@lienthong/event-store';
import { startUnderTest } from '@lienthong/service-host/specs';
import type { TokenClaims } from '@lienthong/testing';
import { sampleModel, SAMPLE_PROCEDURE } from './domain/spec-procedure.js';
import { processing } from './processing.definition.js';

type Heard = 'intake' | 'land-registry' | 'tax' | 'postal';

export type Row = Readonly<Record<string, unknown>>;
/** What the specs look into; each answer has some of it. */
type Body = Row & Readonly<{ items: readonly Row[]; next: string | null; open: readonly Row[]; errors: readonly Row[]; whatToDo: string; derivation: readonly Readonly<{ movesMinutes: number }>[] }>;
type Answer = Readonly<{ status: number; headers: Headers; text: string; body: Body }>;

export const administrator: TokenClaims = { sub: 'sample-admin', name: 'Quản Trị Mẫu', agency: 'one-stop', unit: 'H56.17', roles: ['administrator'] };
export const leader: TokenClaims = { sub: 'sample-leader', name: 'Lãnh Đạo Mẫu', agency: 'land-registry', unit: 'H56.23', roles: ['leader'] };
export const citizen = (identifier: string): TokenClaims => ({ sub: identifier, name: 'Công dân mẫu', agency: 'citizen', unit: '', roles: ['citizen'] });
export const second: TokenClaims = { ...leader, sub: 'sample-second', name: 'Người Thứ Hai' };

export type ServiceUnderTest = Readonly<{
  call(method: string, path: string, as: TokenClaims, body?: object, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  store(): EventStore;
  /** A dossier accepted by intake on Friday 20/11/2026 at 15:30, due Friday 4/12 by ten working days. Answers its code. */
  accept(change?: object): string;
  happen(source: Heard, type: string, code: string, time: string, data?: object): void;
  /** ParcelVerified, Mon 23/11 09:00; ObligationSettled, Wed 25/11 09:00. */
  verify(code: string): void;
  pay(code: string): void;
  openStep(code: string, element: string): Promise<Row>;
  restart(): Promise<void>;
  /** A projection anew from the log, compared with the one that lived. */
  rebuild(projection: string): Promise<Readonly<{ tables: readonly Readonly<{ table: string; equal: boolean }>[] }>>;
  /** Where it listens, and a token as the installation gives one: for what stands outside of it. */
  url(): string;
  token(as: TokenClaims): Promise<string>;
  /** Meanwhile the service does not run here; `environment` lets a process of its own run it on the same database, hearing nobody. */
  whileStopped(work: (environment: Readonly<Record<string, string>>) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}>;

/** The service behind its real door, on real PostgreSQL, hearing the other services over their feeds; the sample procedure is published. */
export async function startProcessing(): Promise<ServiceUnderTest> {
  const service = await startUnderTest(processing);
  let sequence = 0;

  const call: ServiceUnderTest['call'] = (method, path, as, body, headers = {}) => service.call(method, path, { as, body, headers });
  const happen: ServiceUnderTest['happen'] = (source, type, code, time, data = { dossierCode: code }) => {
    service.feedOf(source).publish({ type, subject: code, time, data, dossierref: createHash('sha256').update(code).digest('hex') });
  };
  await call('POST', '/procedures', administrator, { model: sampleModel() });

  return {
    call, happen,
    store: () => service.store,
    accept: (change = {}) => {
      const code = `H56.17-20261120-${String((sequence += 1)).padStart(6, '0')}`;
      happen('intake', 'lienthong.intake.v1.DossierAccepted', code, '2026-11-20T15:30:00+07:00', { ...acceptance, code, ...change });
      return code;
    },
    verify: (code) => happen('land-registry', 'lienthong.land_registry.v1.ParcelVerified', code, '2026-11-23T09:00:00+07:00'),
    pay: (code) => happen('tax', 'lienthong.tax.v1.ObligationSettled', code, '2026-11-25T09:00:00+07:00'),
    openStep: (code, element) => until(`step ${element} of ${code}`, async () => {
      const { status, body } = await call('GET', `/instances/${code}`, administrator);
      return status === 200 ? body.open.find((job) => job['element'] === element) : undefined;
    }),
    restart: service.restart, rebuild: service.rebuild, stop: service.stop,
    url: () => service.service.url, token: (as) => service.token(as),
    whileStopped: (work) => service.whileStopped(() => work({
      MODE: 'local', PORT: '0', LOG_LEVEL: 'silent', ISSUER: service.issuer.url, DATABASE_URL: service.urls.serviceUrl, DATABASE_OWNER_URL: service.urls.ownerUrl,
      FEEDS: JSON.stringify(Object.fromEntries(processing.listensTo.map((name) => [name, 'http://127.0.0.1:9']))),
    })),
  };
}

const acceptance = {
  procedureCode: SAMPLE_PROCEDURE, procedureVersion: 1, receivedAt: '2026-11-20T15:30:00+07:00', dueAt: '2026-12-04T15:30:00+07:00', calendar: 'vn-h56-2026',
  transferor: { name: 'Công dân mẫu A', identifier: '038000000001' }, transferee: { name: 'Công dân mẫu B', identifier: '038000000002' },
  receivingUnit: 'H56.17', contractPrice: '2000000000', returnManner: 'RETURN_MANNER_POST', competentUnits: { 'land-registry': 'H56.23', tax: 'H56.T7' },
};

/** What happens behind a feed happens soon, not at once. */
export async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 1_200; attempt += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error(`Expected ${what} within a minute, but it did not happen`);
}
