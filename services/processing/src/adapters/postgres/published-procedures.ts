import { publishModel, type Model } from '@lienthong/bpmn';
import type { EventStore } from '@lienthong/event-store';
import { PublishedCalendars, type ReadModels } from '@lienthong/service-host';
import { calendarNamedIn } from '../../use-cases/publish-procedure.js';
import type { ProcedurePublished } from '../../domain/procedure.js';
import type { PublishedProcess } from '../../use-cases/dossier-ports.js';

/** A province has some 2,000 procedures, of which a quarter is in use on a day. One compiled takes 50 to 250 kB: 150 MB at the very most. */
const MOST_MODELS = 600;

/** The published versions, read from their streams and compiled once each: a version never changes, so neither does its entry. */
export class PublishedProcedures {
  private readonly models = new Map<string, Promise<Model | undefined>>();

  constructor(private readonly store: EventStore, private readonly readModels: ReadModels, private readonly calendars = new PublishedCalendars(store)) {}

  findCompiled(code: string, version: number): Promise<Model | undefined> {
    const key = `${code}@${version}`;
    const known = this.models.get(key);
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

  async findPublished(process: string, tag: string | null): Promise<PublishedProcess | undefined> {
    const rows = await this.readModels.query<PublishedProcess>(
      'callable-processes', 'select procedure, version from callable_process where process = $1 and ($2::text is null or version_tag = $2) order by place desc limit 1',
      [process, tag], undefined,
    );
    return rows[0];
  }

  private async compile(code: string, version: number): Promise<Model | undefined> {
    const model = await this.findModel(code, version);
    if (model === undefined) return undefined;
    const xml = model.toString('utf8');
    const compilation = await publishModel(xml, await this.calendars.newest(calendarNamedIn(xml)));
    if (compilation.kind === 'compiled') return compilation.model;
    throw new Error(`Expected to compile procedure ${code} version ${version}, but what was published is refused now: ${compilation.findings[0]?.text.en}`);
  }

  /** What cannot be found or read now may be later: only a model stays. */
  private remember(key: string, loading: Promise<Model | undefined>): void {
    if (this.models.size >= MOST_MODELS) this.models.delete(this.models.keys().next().value ?? '');
    this.models.set(key, loading);
    const forget = (): void => void this.models.delete(key);
    loading.then((model) => model === undefined && forget(), forget);
  }
}
