import { readModel, type DecisionModel } from '@lienthong/dmn';
import type { EventStore } from '@lienthong/event-store';
import { decisionStreams, nameOfNamespace, type DecisionStreams } from './decision-streams.js';
import { versionInForce, type DecisionContent, type DecisionVersion } from './learned-decision.js';

export type DecisionInForce = Readonly<{ decision: string; name: string; model: DecisionModel; modelId: string; version: number; effectiveFrom: string; sha256: string }>;
/** broken: published and in force, but not to be read on that day, since an import of it is missing or has changed. */
export type DecisionLookup = Readonly<{ kind: 'found'; found: DecisionInForce }> | Readonly<{ kind: 'unknown' }> | Readonly<{ kind: 'broken'; model: string; because: string }>;

/** Compiled models of 50 to 500 kB: 100 MB at the very most. */
const MOST_MODELS = 200;
/** Imports of imports; a model that imports itself on a long way round stops here. */
const MOST_IMPORTS = 50;

type Compiled = Readonly<{ kind: 'read'; model: DecisionModel }> | Readonly<{ kind: 'broken'; because: string }>;
/** By namespace: the version of each import that holds on the day. */
type Imports = ReadonlyMap<string, Pick<DecisionVersion, 'id' | 'version' | 'imports'>>;
/** One that is about to be published, `version` being the number that it would have: it holds on the days that are asked about. */
export type NextVersion = Readonly<{ id: string; version: number; imports: readonly string[]; model: string }>;

/** The decisions that were published, each in the version of a day. Read from the streams, so that nothing lags behind; a version never changes, so neither does its compiled model. */
export class PublishedDecisions {
  private readonly streams: DecisionStreams;
  private readonly compiled = new Map<string, Promise<Compiled>>();

  constructor(private readonly store: EventStore) {
    this.streams = decisionStreams(store);
  }

  /** Undefined where no rules are known for the day: whoever asks refuses, and guesses nothing. */
  async decisionInForce(decision: string, day: string): Promise<DecisionInForce | undefined> {
    const looked = await this.lookUp(decision, day);
    return looked.kind === 'found' ? looked.found : undefined;
  }

  async lookUp(decision: string, day: string): Promise<DecisionLookup> {
    const taken = await this.streams.names.state(decision);
    const version = taken.state.model === null ? undefined : await this.modelInForce(taken.state.model, day);
    const named = version?.decisions.find(({ id }) => id === decision);
    if (version === undefined || named === undefined) return { kind: 'unknown' };
    const compiled = await this.compile(version, day);
    if (compiled.kind === 'broken') return { kind: 'broken', model: version.id, because: compiled.because };
    const { id: modelId, version: number, effectiveFrom, modelSha256: sha256 } = version;
    return { kind: 'found', found: { decision, name: named.name, model: compiled.model, modelId, version: number, effectiveFrom, sha256 } };
  }

  async modelInForce(model: string, day: string): Promise<DecisionVersion | undefined> {
    return versionInForce(await this.versionsOf(model), day);
  }

  async versionsOf(model: string): Promise<readonly DecisionVersion[]> {
    return (await this.streams.models.state(model)).state.versions;
  }

  /** A version with what it imports as that was on the day; by default on the version's first. Undefined where there is no such version, or it cannot be read. */
  async readVersion(model: string, version: number, day?: string): Promise<Readonly<{ model: DecisionModel; version: DecisionVersion }> | undefined> {
    const found = (await this.versionsOf(model)).find((each) => each.version === version);
    const compiled = found === undefined ? undefined : await this.compile(found, day ?? found.effectiveFrom);
    return found === undefined || compiled?.kind !== 'read' ? undefined : { model: compiled.model, version: found };
  }

  /** The DMN file as it was published. */
  async findText(model: string, version: number): Promise<string | undefined> {
    const { events } = await this.store.load(`decision/${model}`, version - 1);
    const content = events[0]?.data as DecisionContent | null | undefined;
    return content?.version === version ? content.model : undefined;
  }

  /** Of a model that is not published yet: what it imports, as it would be on the day. */
  async importsOn(namespaces: readonly string[], day: string, next?: NextVersion): Promise<(namespace: string) => string | undefined> {
    const imports = await this.findImports(namespaces, day, next);
    return textsOf(await this.loadTexts(imports, next));
  }

  /** Ids of the models that are imported on the day, directly and by what is. */
  async importedOn(namespaces: readonly string[], day: string, next?: NextVersion): Promise<ReadonlySet<string>> {
    return new Set([...(await this.findImports(namespaces, day, next)).values()].map(({ id }) => id));
  }

  private async compile(version: DecisionVersion, day: string): Promise<Compiled> {
    const imports = await this.findImports(version.imports, day);
    const key = [version, ...imports.values()].map(({ id, version: number }) => `${id}@${number}`).join(' ');
    const known = this.compiled.get(key);
    if (known !== undefined) return known;
    const compiling = this.read(version, imports);
    if (this.compiled.size >= MOST_MODELS) this.compiled.delete(this.compiled.keys().next().value ?? '');
    this.compiled.set(key, compiling);
    // What cannot be loaded now may be later.
    compiling.catch(() => this.compiled.delete(key));
    return compiling;
  }

  private async read({ id, version }: DecisionVersion, imports: Imports): Promise<Compiled> {
    const text = await this.findText(id, version);
    if (text === undefined) throw new Error(`Expected to read decision model ${id} version ${version}, but its text is not in its stream`);
    const reading = readModel(text, textsOf(await this.loadTexts(imports)));
    if (reading.kind === 'read') return reading;
    return { kind: 'broken', because: reading.findings.find(({ severity }) => severity === 'error')?.text.en ?? 'it is refused' };
  }

  private async findImports(namespaces: readonly string[], day: string, next?: NextVersion): Promise<Imports> {
    const found = new Map<string, Pick<DecisionVersion, 'id' | 'version' | 'imports'>>();
    const open = [...namespaces];
    for (let namespace = open.shift(); namespace !== undefined && found.size < MOST_IMPORTS; namespace = open.shift()) {
      if (found.has(namespace)) continue;
      const { state: { model } } = await this.streams.names.state(nameOfNamespace(namespace));
      const version = model === null ? undefined : model === next?.id ? next : await this.modelInForce(model, day);
      if (version === undefined) continue;
      found.set(namespace, version);
      open.push(...version.imports);
    }
    return found;
  }

  private async loadTexts(imports: Imports, next?: NextVersion): Promise<ReadonlyMap<string, string>> {
    const texts = new Map<string, string>();
    for (const [namespace, { id, version }] of imports) texts.set(namespace, (id === next?.id ? next.model : await this.findText(id, version)) ?? '');
    return texts;
  }
}

const textsOf = (texts: ReadonlyMap<string, string>) => (namespace: string): string | undefined => texts.get(namespace);
