import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { ObligationSettledSchema } from '@lienthong/contracts';
import { newDossierRef } from '@lienthong/event-store';
import { defineAnnouncements, fact } from '@lienthong/messaging';
import type { ServiceDefinition } from '@lienthong/service-host';
import { startUnderTest } from '@lienthong/service-host/specs';
import type { UnderTest } from '@lienthong/service-host/specs';

@Module({})
class EmptyModule {}

/** A sample service that announces settlements, and one private event between each two of them. */
export const settlements: ServiceDefinition = {
  name: 'tax', projections: [], listensTo: [], problems: {}, module: EmptyModule,
  announcements: defineAnnouncements<{ type: 'ObligationSettled'; data: { code: string } }>({
    ObligationSettled: ({ data: { code } }) => fact(ObligationSettledSchema, { dossierCode: code, noticeNumber: 'TB-1', paid: 1n, receiptNumber: 'sample', settledAt: '2026-06-09T08:00:00+07:00' }),
  }),
};

export async function settle(service: UnderTest, count: number, prefix = 'H56.17-20260609'): Promise<void> {
  for (let at = 1; at <= count; at += 1) {
    const code = `${prefix}-${String(at).padStart(4, '0')}`;
    await service.store.append({
      streams: [{ stream: `obligation/${code}`, expected: 'any', events: [{ type: 'ObligationOpened', data: { code } }, { type: 'ObligationSettled', data: { code } }] }],
      meta: { actor: { role: 'service', name: 'tax' }, at: '2026-06-09T08:00:00+07:00', dossier: newDossierRef(code) },
    });
  }
}

export type Page = { items: Record<string, unknown>[]; headers: Record<string, string> };

/** Between consumer and service: passes pages on, after `meddle` has had its way with them. */
export type Middleman = Readonly<{ url: string; asked: URL[]; meddle(how: (page: Page) => void): void; stop(): Promise<void> }>;

export async function startMiddleman(service: UnderTest): Promise<Middleman> {
  let how: (page: Page) => void = () => {};
  const asked: URL[] = [];
  const server: Server = createServer((request, response) => {
    void (async () => {
      asked.push(new URL(request.url!, 'http://feed'));
      const answer = await fetch(service.service.url + request.url!, { headers: { authorization: request.headers.authorization ?? '' } });
      const page: Page = { items: answer.ok ? await answer.json() as Page['items'] : [], headers: Object.fromEntries(answer.headers) };
      if (!answer.ok) return response.writeHead(answer.status).end();
      how(page);
      const kept = Object.fromEntries(Object.entries(page.headers).filter(([name]) => name.startsWith('feed-') || name === 'content-type'));
      return response.writeHead(200, kept).end(JSON.stringify(page.items));
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed`, asked,
    meddle: (next) => { how = next; },
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

export { startUnderTest };
