import { publishModel, type Definition } from '@lienthong/bpmn';
import type { EventStore } from '@lienthong/event-store';
import type { ProcedurePublished } from '../../domain/procedure.js';

const MOST_DEFINITIONS = 200;

/** The published versions, read from their streams and compiled once each: a version never changes, so neither does its entry. */
export class PublishedProcedures {
  private readonly definitions = new Map<string, Promise<Definition | undefined>>();

  constructor(private readonly store: EventStore) {}

  findDefinition(code: string, version: number): Promise<Definition | undefined> {
    const key = `${code}@${version}`;
    const known = this.definitions.get(key);
    if (known !== undefined) return known;
    const loading = this.compile(code, version);
    this.remember(key, loading);
    return loading;
  }

  /** The bytes as they were published. */
  async findModel(code: string, version: number): Promise<Buffer | undefined> {
    const { events } = await this.store.load(`procedure/${code}`, version - 1);
    const published = events[0]?.data as ProcedurePublished['data'] | undefined;
    return published?.version === version ? Buffer.from(published.model, 'base64') : undefined;
  }

  private async compile(code: string, version: number): Promise<Definition | undefined> {
    const model = await this.findModel(code, version);
    if (model === undefined) return undefined;
    const compilation = await publishModel(model.toString('utf8'));
    if (compilation.kind === 'compiled') return compilation.definition;
    throw new Error(`Expected to compile procedure ${code} version ${version}, but what was published is refused now: ${compilation.findings[0]?.text.en}`);
  }

  /** What cannot be found or read now may be later: only a definition stays. */
  private remember(key: string, loading: Promise<Definition | undefined>): void {
    if (this.definitions.size >= MOST_DEFINITIONS) this.definitions.delete(this.definitions.keys().next().value ?? '');
    this.definitions.set(key, loading);
    const forget = (): void => void this.definitions.delete(key);
    loading.then((definition) => definition === undefined && forget(), forget);
  }
}
