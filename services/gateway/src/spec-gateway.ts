import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Body, Controller, Get, Header, Headers, HttpCode, Module, Param, Post, Query, type RawBodyRequest, Req } from '@nestjs/common';
import { IsString } from 'class-validator';
import {
  Allow, closeFront, createFront, createLog, Issuer, Metrics, openFront, Public, readConfig, Readiness, Requester, SystemClock, TokenVerifier, type ServiceName,
} from '@lienthong/service-host';
import type { FastifyRequest } from 'fastify';
import { createGateway, type RunningGateway } from './create-gateway.js';
import { gatewaySettings } from './gateway-settings.js';

class NoteRequest {
  @IsString()
  text!: string;
}

/** A service without a log, for the specs of the door before it. */
@Controller()
class MirrorController {
  @Get('dossiers/:code') @Allow({ agency: 'one-stop' })
  read(@Param('code') code: string, @Requester() { name, roles }: Requester, @Headers() headers: Record<string, string>): object {
    return { code, name, roles, requestId: headers['x-request-id'], traceParent: headers['traceparent'] };
  }

  @Post('notes') @Allow({ roles: ['clerk'] }) @HttpCode(200)
  note(@Body() { text }: NoteRequest): object {
    return { text };
  }

  @Post('signed') @Public() @HttpCode(200)
  signed(@Req() request: RawBodyRequest<FastifyRequest>): object {
    return { bytes: request.rawBody?.toString() };
  }

  /** Sixty messages of H56-1, each behind the first, and one of H56-2; newest first. */
  @Get('parked') @Allow({ roles: ['administrator'] })
  parked(@Query('limit') limit: string, @Query('before') before = '100', @Query('key') key?: string): object {
    const row = (id: number) => ({
      id, key: id === 61 ? 'H56-2' : 'H56-1', source: 'lienthong.local/tax', code: id === 1 || id === 61 ? 'UNKNOWN_STEP' : 'WAITS_BEHIND', because: 'Expected to …, but …', attempts: 1,
      parkedAt: new Date(id * 1_000).toISOString(), envelope: { type: 'lienthong.tax.v1.NoticeIssued', data: { personal: 'mẫu' } },
    });
    const rows = Array.from({ length: 61 }, (_, index) => row(61 - index)).filter((each) => each.id < Number(before) && (key === undefined || each.key === key));
    return { items: rows.slice(0, Number(limit)) };
  }

  @Get('log/checkpoint') @Public() @Header('content-type', 'text/plain; charset=utf-8') @Header('cache-control', 'no-cache')
  checkpoint(): string {
    return 'lienthong.local/intake\n';
  }

  @Get('log/tile/*') @Public() @Header('cache-control', 'public, max-age=31536000, immutable')
  tile(@Req() { url }: FastifyRequest): object {
    return { url };
  }

  @Get('log/openings/:ref') @Public()
  openings(): object {
    return { salt: 'not for everybody' };
  }

  @Get('forgotten') forgotten(): string {
    return 'nobody said who may see this';
  }
}

@Module({ controllers: [MirrorController] })
class MirrorModule {}

export type Stage = Readonly<{ gateway: RunningGateway; url: string; mirrorClosed(): Promise<void>; liveIsOpen(): number; stop(): Promise<void> }>;

/** The gateway with a mirror as intake, live events as audit, and a tax that is away. */
export async function startStage(environment: Readonly<Record<string, string>> = {}): Promise<Stage> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const web = await builtWebApp();
  const mirror = await startMirror(`${url}/oidc`);
  const live = await startLive();
  const services: Partial<Record<ServiceName, string>> = { intake: mirror.url, audit: live.url, tax: `http://127.0.0.1:${await freePort()}` };
  const gateway = await createGateway(readConfig({
    MODE: 'local', PORT: String(port), LOG_LEVEL: 'silent', ISSUER: `${url}/oidc`, PUBLIC_URL: url, SERVICES: JSON.stringify(services), WEB_FOLDER: web, ...environment,
  }, { service: 'gateway', usualPort: 0, needsDatabase: false, settings: gatewaySettings }));
  return {
    gateway, url, mirrorClosed: mirror.close, liveIsOpen: live.open,
    stop: async () => {
      await gateway.close();
      await mirror.close();
      await live.close();
      await rm(web, { recursive: true });
    },
  };
}

async function startMirror(issuer: string) {
  const config = readConfig({ MODE: 'local', PORT: '0', LOG_LEVEL: 'silent', ISSUER: issuer }, { service: 'intake', usualPort: 0, needsDatabase: false });
  const readiness = new Readiness(null);
  const app = await createFront({
    config, readiness, log: createLog(config), metrics: new Metrics(), clock: new SystemClock(), keys: null, problems: {},
    tokens: new TokenVerifier(new Issuer(config.issuer), config.audience), module: MirrorModule,
  });
  let closing: Promise<void> | undefined;
  return { url: await openFront(app, { config, readiness }), close: () => (closing ??= closeFront(app, { readiness })) };
}

/** Sends the id after the last one seen at once, then stays silent. */
async function startLive() {
  let open = 0;
  const server = createServer((request, response) => {
    if (request.url === '/witness/add-checkpoint') return echo(request, response);
    if (request.url !== '/live') return void response.writeHead(404).end();
    open += 1;
    response.on('close', () => { open -= 1; });
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(`id: ${Number(request.headers['last-event-id'] ?? 0) + 1}\ndata: {}\n\n`);
  });
  return { url: await listen(server), open: () => open, close: async () => { server.closeAllConnections(); await new Promise((resolve) => { server.close(resolve); }); } };
}

/** Stands in for a witness: what it was sent, to the byte. */
function echo(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => response.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end(Buffer.concat(chunks)));
}

async function builtWebApp(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lienthong-web-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Liên Thông</title>');
  await writeFile(join(folder, 'assets/app-a1b2c3.js'), 'export {};');
  return folder;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const { port } = new URL(await listen(server));
  await new Promise((resolve) => { server.close(resolve); });
  return Number(port);
}

export async function tokenFor(url: string, account: string): Promise<string> {
  const answer = await fetch(`${url}/local/token`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ account }) });
  return ((await answer.json()) as { access_token: string }).access_token;
}
