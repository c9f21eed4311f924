import type { ServerResponse } from 'node:http';
import { SAMPLE_POLICY, SAMPLE_PROOF } from './web-proofs.js';

// What audit, the logs and the gateway would say of proofs, readers and alarms, for the browser tests of the web app alone.

type Bilingual = { vi: string; en: string };
export type SampleAlarm = { id: string; kind: string; log: string; index: number | null; subject: string | null; explanation: Bilingual; foundAt: string; mendedAt: string | null; position: number };
export type SampleRead = {
  service: string; at: string; type: string; reader: { role: string; organisation: string | null; name: string | null; agency: string | null }; purpose: string | null; purposeStated: boolean;
  what: string; withheld?: boolean; withheldUntil?: string | null; ground?: string | null;
};

const SERVICES = ['intake', 'land-registry', 'tax', 'postal', 'processing', 'audit'] as const;
const READS_PER_PAGE = 2;
const originOf = (service: string): string => `lienthong.test/${service}`;

export class SampleLogs {
  /** Key set of the installation; null where the gateway has none. */
  policy: string | null = SAMPLE_POLICY;
  readonly alarms: SampleAlarm[] = [];
  readonly reads: SampleRead[] = [];
  withheld = 0;
  /** How often the proof is refused as too new before it comes. */
  refusesProof = 0;
  proofsAsked = 0;
  unwitnessedSince: string | null = null;
  /** What audit has read again of each log. */
  reread = 120;
  silent: string | null = null;

  raise(alarm: Partial<SampleAlarm> = {}): SampleAlarm {
    const number = this.alarms.length + 1;
    const raised: SampleAlarm = {
      id: `alarm-${number}`, kind: 'payload-altered', log: originOf('tax'), index: 41, subject: 'obligation', position: number, foundAt: new Date().toISOString(), mendedAt: null,
      explanation: { vi: 'Nội dung của mục này không còn khớp với cam kết đã ghi.', en: 'The content of this entry no longer fits its commitment.' }, ...alarm,
    };
    this.alarms.unshift(raised);
    return raised;
  }

  get openAlarms(): readonly SampleAlarm[] {
    return this.alarms.filter(({ mendedAt }) => mendedAt === null);
  }

  /** The answer at an address of audit or of the logs; undefined for any other. */
  answer(path: string, query: URLSearchParams): { status: number; body: object; headers?: Record<string, string> } | undefined {
    if (path === '/api/audit/alarms') return { status: 200, body: { items: query.get('open') === 'true' ? this.openAlarms : query.get('open') === 'false' ? this.alarms.filter(({ mendedAt }) => mendedAt !== null) : this.alarms, next: null, open: this.openAlarms.length } };
    if (path === '/api/audit/logs') return { status: 200, body: { logs: SERVICES.map((service) => this.watched(service)) } };
    const [, , act] = /^\/api\/audit\/dossiers\/([^/]+)\/(proof|reads)$/.exec(path) ?? [];
    if (act === 'reads') return { status: 200, body: this.readsFrom(Number(query.get('cursor') ?? 0)) };
    return act === 'proof' ? this.proof() : undefined;
  }

  /** What everybody may read; true where this was such an address. */
  answerPublic(path: string, response: ServerResponse): boolean {
    if (path === '/log/policy') {
      response.writeHead(this.policy === null ? 404 : 200, { 'content-type': this.policy === null ? 'application/problem+json' : 'text/plain; charset=utf-8' }).end(this.policy ?? '{}');
      return true;
    }
    const [, service = ''] = /^\/log\/([a-z-]+)\/status$/.exec(path) ?? [];
    if (service === '') return false;
    const isAway = service === this.silent;
    response.writeHead(isAway ? 503 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(isAway ? {} : this.statusOf(service)));
    return true;
  }

  private proof(): { status: number; body: object; headers?: Record<string, string> } {
    this.proofsAsked += 1;
    if (this.refusesProof === 0) return { status: 200, body: JSON.parse(SAMPLE_PROOF) as object, headers: { 'content-disposition': 'attachment; filename="H56.17-20260609-0001.lienthong-proof.json"' } };
    this.refusesProof -= 1;
    return {
      status: 409, headers: { 'retry-after': '2' },
      body: { type: 'about:blank', title: 'Chưa chứng thực được', code: 'NOT_YET_PROVEN', whatToDo: 'Chờ rồi thử lại.', detail: 'Expected to prove lienthong.test/tax#9, but the cosigned checkpoint ends at 9' },
    };
  }

  private readsFrom(from: number): object {
    const items = this.reads.slice(from, from + READS_PER_PAGE);
    const next = from + READS_PER_PAGE < this.reads.length ? String(from + READS_PER_PAGE) : null;
    return { items, next, counts: { logged: this.reads.length + this.withheld, shown: this.reads.length, withheld: this.withheld, services: [] }, complete: this.silent === null };
  }

  private statusOf(service: string): object {
    const cosignedAt = new Date(Date.now() - 2_000).toISOString();
    return { origin: originOf(service), size: 240, signed: { size: 240, at: cosignedAt }, served: { size: 240, cosignedAt, cosigners: ['audit'] }, unwitnessedSince: this.unwitnessedSince, refusing: null, treeBehind: 0 };
  }

  private watched(service: string): object {
    const at = new Date(Date.now() - 2_000).toISOString();
    const isAway = service === this.silent;
    return {
      origin: originOf(service), service, url: `http://example.invalid/log/${service}`, served: isAway ? null : { size: 240, cosignedAt: at }, verified: { size: 236, at }, unwitnessedSince: this.unwitnessedSince,
      behind: 4, reread: { checked: this.reread, of: 240, since: at, completedAt: null, passes: 3 }, refusing: null, missing: isAway ? 'Expected an answer, but there was none' : null,
      findings: this.openAlarms.filter(({ log }) => log === originOf(service)).length,
    };
  }
}
