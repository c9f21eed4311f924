import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { AlarmReads } from '../../use-cases/alarms.js';
import type { DossierReads, Sight } from '../../use-cases/dossier-reads.js';

type LiveSource = Readonly<{
  sight: Sight;
  /** Log index after which to begin. */
  start: number;
  dossiers: DossierReads;
  /** Undefined for a reader who is not told of them. */
  alarms: AlarmReads | undefined;
  onCommit(wake: () => void): () => void;
  /** Resolves when the read model has what was committed, or after a bounded wait. */
  caughtUp(): Promise<void>;
}>;

/** Log indexes of the last fact and the last alarm that were looked at. */
type Reached = Readonly<{ facts: number; alarms: number }>;

/** Facts per write: a reader that comes back after hours is fed page by page, not at once. */
const PAGE = 200;
/** A comment line keeps proxies from closing a quiet connection; most close after a minute. */
const HEARTBEAT_MS = 15_000;

/** One open event stream: sleeps until something is committed, then sends what this reader may see. */
export class LiveConnection {
  private closed = false;
  private wake: () => void = () => {};

  constructor(private readonly response: ServerResponse, private readonly source: LiveSource) {}

  async run(): Promise<void> {
    const stopListening = this.source.onCommit(() => this.wake());
    this.response.once('close', () => this.close());
    try {
      this.response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', Connection: 'keep-alive', 'X-Accel-Buffering': 'no' });
      await this.write('retry: 2000\n\n');
      await this.follow();
    } catch {
      // The reader is gone or the database is away: either way the browser comes back with the last id it saw.
    } finally {
      stopListening();
      this.response.end();
    }
  }

  close(): void {
    this.closed = true;
    this.wake();
  }

  private async follow(): Promise<void> {
    const { start } = this.source;
    let reached: Reached = { facts: start, alarms: start };
    while (!this.closed) {
      const committed = new Promise<void>((resolve) => { this.wake = resolve; });
      await this.source.caughtUp();
      for (let moved = true; moved && !this.closed;) {
        const next = await this.sendPage(reached);
        moved = next.facts > reached.facts || next.alarms > reached.alarms;
        reached = next;
      }
      if (!this.closed && !await this.wokenWithin(committed, HEARTBEAT_MS)) await this.write(': still here\n\n');
    }
  }

  /** In the log's order as far as both read models have come; each is followed by itself, so that neither loses anything behind the other. */
  private async sendPage(reached: Reached): Promise<Reached> {
    const { dossiers, alarms, sight } = this.source;
    const [page, told] = await Promise.all([dossiers.after(sight, reached.facts, PAGE), alarms?.after(reached.alarms, PAGE) ?? []]);
    const events = [
      ...page.facts.map(({ entry: { index, type, source, at, title }, item }) => ({ id: index, event: 'fact', data: { index, code: item.code, type, source, at, title, item } })),
      ...told.map((alarm) => ({ id: alarm.position, event: 'alarm', data: alarm })),
    ].toSorted((a, b) => a.id - b.id);
    await this.write(events.map(({ id, event, data }) => `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`).join(''));
    return { facts: page.next, alarms: told.at(-1)?.position ?? reached.alarms };
  }

  private async write(text: string): Promise<void> {
    if (text === '' || this.closed) return;
    if (!this.response.write(text)) await Promise.race([once(this.response, 'drain'), once(this.response, 'close')]);
  }

  private async wokenWithin(committed: Promise<void>, timeoutMs: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<boolean>((resolve) => { timer = setTimeout(() => resolve(false), timeoutMs); });
    const woken = await Promise.race([committed.then(() => true), timeout]);
    clearTimeout(timer);
    return woken;
  }
}
