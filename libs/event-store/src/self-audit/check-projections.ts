import { Erasures } from '../erasing/erasure-orders.js';
import type { Projections } from '../projections.js';
import type { Finding } from './finding.js';

/** What is known of a read model's content: whether it was what the log leads to when it stood so. */
type Judged = Readonly<{ place: string; content: string; findings: readonly Finding[] }>;

/** Building anew costs as much as the log is long, so it may take a twentieth of the time. */
const REST = 20;

/**
 * Read models against what the log leads to: each is built anew beside the live one and compared. Content that was
 * compared before is not built again; if it differs although no event was applied, somebody has changed it.
 */
export class ProjectionCheck {
  readonly #judged = new Map<string, Judged>();
  readonly #notBefore = new Map<string, number>();

  readonly #erasures: Erasures;

  constructor(readonly projections: Projections) {
    this.#erasures = new Erasures(projections.store.pool);
  }

  async run(report: (finding: Finding) => void, stopped: AbortSignal): Promise<void> {
    for (const { name } of this.projections.projections) {
      if (stopped.aborted) return;
      for (const finding of await this.#check(name)) report(finding);
    }
  }

  async #check(name: string): Promise<readonly Finding[]> {
    const live = await this.projections.fingerprint(name);
    if (live === undefined || live.generation.position < 0) return [];
    const [place, content] = [`${live.generation.generation}@${live.generation.position}`, JSON.stringify(live.tables)];
    const known = this.#judged.get(name);
    if (known?.place === place && known.content === content) return known.findings;
    // While events keep coming an old judgement stands until it is time for the next; a change without an event is looked into at once.
    if (known !== undefined && known.place !== place && performance.now() < (this.#notBefore.get(name) ?? 0)) return known.findings;
    const [begun, since] = [performance.now(), new Date()];
    const { tables } = await this.projections.rebuild(name, { onlyCompare: true });
    this.#notBefore.set(name, performance.now() + (performance.now() - begun) * REST);
    const findings = tables.filter(({ equal }) => !equal).map(({ table, rowsBefore, rowsAfter }) => altered(`${name}.${table}`, rowsBefore, rowsAfter));
    // Between an erasure and the filling anew that follows it the two do differ: judged at the next pass.
    if (findings.length > 0 && await this.#erasures.isUnderWay(since)) return known?.findings ?? [];
    this.#judged.set(name, { place, content, findings });
    return findings;
  }
}

function altered(subject: string, stored: number, expected: number): Finding {
  return { kind: 'projection-altered', index: null, subject, explanation: {
    vi: `Bảng đọc ${subject} không khớp với nhật ký (${stored} dòng, nhật ký dẫn đến ${expected}): nó đã bị sửa ngoài hệ thống; dựng lại từ nhật ký là đúng`,
    en: `Read model ${subject} is not what the log leads to (${stored} rows, the log leads to ${expected}): it was changed from outside; rebuilding it puts it right` } };
}
