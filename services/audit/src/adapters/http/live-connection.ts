import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { DossierReads, Sight } from '../../use-cases/dossier-reads.js';

type LiveSource = Readonly<{
  sight: Sight;
  /** Log index after which to begin. */
  start: number;
  dossiers: DossierReads;
  onCommit(wake: () => void): () => void;
  /** Resolves when the read model has what was committed, or after a bounded wait. */
  caughtUp(): Promise<void>;
}>;

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
    let after = this.source.start;
    while (!this.closed) {
      const committed = new Promise<void>((resolve) => { this.wake = resolve; });
      await this.source.caughtUp();
      let page;
      do {
        page = await this.source.dossiers.after(this.source.sight, after, PAGE);
        await this.write(page.facts.map(({ entry, item }) =>
          `event: fact\nid: ${entry.index}\ndata: ${JSON.stringify({ index: entry.index, code: item.code, type: entry.type, source: entry.source, at: entry.at, title: entry.title, item })}\n\n`).join(''));
        const moved = page.next > after;
        after = page.next;
        if (!moved) break;
      } while (!this.closed);
      if (!this.closed && !await this.wokenWithin(committed, HEARTBEAT_MS)) await this.write(': still here\n\n');
    }
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
