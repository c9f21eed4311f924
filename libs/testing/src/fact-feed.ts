import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a spec lets another service say. `data` is the message in proto3 JSON; `dossierref` where the fact is about a dossier; `logIndex` where it matters. */
export type PublishedFact = Readonly<{ type: string; subject: string; data: object; dossierref?: string; time?: string; logIndex?: number }>;

export type FactFeed = Readonly<{
  url: string;
  /** Answers the fact's number. */
  publish(fact: PublishedFact): number;
  stop(): Promise<void>;
}>;

/** The wire of a feed, written down a second time so that a spec of a listener does not rest on the code it tests. */
const BATCH = 'application/cloudevents-batch+json';
const NEXT = 'feed-next';

/** Stands in for the service whose facts a spec's service listens to: its feed over HTTP, with a long poll; `answerElsewhere`: what it says at other addresses, where it has any. */
export async function startFactFeed(source: string, answerElsewhere: (path: string) => object | undefined = () => undefined): Promise<FactFeed> {
  const facts: object[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });

  function answer(request: IncomingMessage, response: ServerResponse): void {
    if (request.url?.startsWith('/feed') !== true) {
      const other = answerElsewhere(request.url ?? '');
      return void response.writeHead(other === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(other ?? {}));
    }
    const query = new URL(request.url ?? '/', 'http://feed').searchParams;
    const after = Number(query.get('after') ?? 0);
    const send = (): void => {
      waiting.delete(send);
      clearTimeout(giveUp);
      if (response.writableEnded) return;
      const batch = facts.slice(after, after + 500);
      response.writeHead(200, { 'content-type': BATCH, [NEXT]: String(after + batch.length) }).end(JSON.stringify(batch));
    };
    const giveUp = setTimeout(send, Number(query.get('wait') ?? 0) * 1_000);
    waiting.add(send);
    if (facts.length > after) send();
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    publish({ type, subject, data, dossierref, time = new Date().toISOString(), logIndex = facts.length }) {
      const number = facts.length + 1;
      const index = String(logIndex);
      facts.push({
        specversion: '1.0', id: index, source, type, subject, time, datacontenttype: 'application/json',
        sequence: String(number), logindex: index, ...(dossierref !== undefined && { dossierref }), data,
      });
      [...waiting].forEach((send) => send());
      return number;
    },
    async stop() {
      [...waiting].forEach((send) => send());
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}
