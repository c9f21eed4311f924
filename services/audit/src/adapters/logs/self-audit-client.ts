import type { SelfAudit as StoredSelfAudit } from '@lienthong/event-store';
import type { ServiceToken } from '@lienthong/service-host';
import { SelfAudits } from '../../use-cases/monitor/self-audits.js';
import type { SelfAudit, SelfFinding } from '../../use-cases/monitor/self-audits.js';

const ANSWER_WITHIN_MS = 5_000;

/** `own`: of this service's own log, which needs no request. */
export type SelfAuditParts = Readonly<{ addresses: Readonly<Record<string, string | undefined>>; token: Pick<ServiceToken, 'get'>; own: Pick<StoredSelfAudit, 'status'>; ownName: string; stop: AbortSignal }>;

/** Asks each service at its own address, as a service. */
export class SelfAuditClient extends SelfAudits {
  constructor(private readonly parts: SelfAuditParts) { super(); }

  async read(service: string): Promise<SelfAudit | null> {
    if (service === this.parts.ownName) return auditOf(await this.parts.own.status());
    const address = this.parts.addresses[service];
    if (address === undefined) return null;
    try {
      const answer = await fetch(new URL('/integrity', address), {
        headers: { authorization: `Bearer ${await this.parts.token.get()}` }, redirect: 'error', signal: AbortSignal.any([this.parts.stop, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      if (answer.status === 401) await this.parts.token.get(true);
      return answer.status === 200 ? auditOf(await answer.json()) : null;
    } catch {
      // A service that is away is missed by its checkpoint; here it only says nothing.
      return null;
    }
  }
}

function auditOf(value: unknown): SelfAudit | null {
  const { origin, findings } = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  return typeof origin === 'string' && Array.isArray(findings) ? { origin, findings: findings.flatMap((finding) => findingOf(finding)) } : null;
}

function findingOf(value: unknown): SelfFinding[] {
  const finding = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const { vi, en } = (typeof finding['explanation'] === 'object' && finding['explanation'] !== null ? finding['explanation'] : {}) as Readonly<Record<string, unknown>>;
  const { kind, index, subject } = finding;
  if (typeof kind !== 'string' || typeof vi !== 'string' || typeof en !== 'string') return [];
  return [{
    kind, index: Number.isSafeInteger(index) ? index as number : null, subject: typeof subject === 'string' ? subject.slice(0, 200) : '',
    explanation: { vi: vi.slice(0, 1_000), en: en.slice(0, 1_000) }, isMended: typeof finding['mendedAt'] === 'string',
  }];
}
