import { differenceOf, readModel, type Change } from '@lienthong/bpmn';
import type { Rejection } from '@lienthong/kernel';
import type { DossierPorts } from './dossier-ports.js';

export type Comparison =
  | Readonly<{ kind: 'compared'; from: number; to: number; changes: readonly Change[] }>
  | Readonly<{ kind: 'rejected'; rejection: Rejection<'VERSION_UNKNOWN'> }>;

/** An analyst looks at a few pairs, again and again; each is some hundred lines of text. */
const MOST_COMPARISONS = 50;

/** What differs between two published versions. Worked out from their bytes, which never change, so that better sentences reach old versions too. */
export class VersionComparisons {
  private readonly known = new Map<string, readonly Change[]>();

  constructor(private readonly ports: Pick<DossierPorts, 'findModel'>) {}

  async compare(procedure: string, from: number, to: number): Promise<Comparison> {
    const key = `${procedure} ${from} ${to}`;
    const changes = this.known.get(key) ?? await this.read(procedure, from, to);
    if ('rejection' in changes) return changes;
    if (this.known.size >= MOST_COMPARISONS) this.known.delete(this.known.keys().next().value ?? '');
    this.known.set(key, changes);
    return { kind: 'compared', from, to, changes };
  }

  /** What a file that is no version yet changes. */
  async compareWith(procedure: string, from: number, xml: string): Promise<readonly Change[]> {
    const [old, reading] = await Promise.all([this.tree(procedure, from), readModel(xml)]);
    return old === undefined || reading.kind !== 'read' ? [] : differenceOf(old, reading.model);
  }

  private async read(procedure: string, from: number, to: number): Promise<readonly Change[] | Extract<Comparison, { kind: 'rejected' }>> {
    const [old, fresh] = await Promise.all([this.tree(procedure, from), this.tree(procedure, to)]);
    if (old !== undefined && fresh !== undefined) return differenceOf(old, fresh);
    const missing = old === undefined ? from : to;
    return { kind: 'rejected', rejection: { code: 'VERSION_UNKNOWN', because: `Expected to compare versions ${from} and ${to} of procedure ${procedure.slice(0, 40)}, but version ${missing} is not published here` } };
  }

  private async tree(procedure: string, version: number): Promise<Parameters<typeof differenceOf>[0] | undefined> {
    const model = await this.ports.findModel(procedure, version);
    const reading = model === undefined ? undefined : await readModel(model.toString('utf8'));
    return reading?.kind === 'read' ? reading.model : undefined;
  }
}
