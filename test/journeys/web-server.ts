import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SampleArchive } from './web-archive.js';
import { SampleCatalogue } from './web-catalogue.js';
import { SampleClock } from './web-clock.js';
import { SampleDeadlines } from './web-deadlines.js';
import { SampleDesk } from './web-desk.js';
import { SampleGrounds } from './web-grounds.js';
import { SampleIndicators } from './web-indicators.js';
import { SampleIncidents } from './web-incidents.js';
import { json, SampleIssuer } from './web-issuer.js';
import { SampleLandRegister } from './web-land-register.js';
import { SampleLogs, type SampleAlarm } from './web-logs.js';
import { SampleOffice, type Fact } from './web-office.js';
import { SamplePapers } from './web-papers.js';
import { SamplePark } from './web-park.js';

// Stands where the gateway stands: the built web app, an issuer, and canned answers of audit and processing.

const BUILT = fileURLToPath(new URL('../../../services/web/dist/', import.meta.url));
const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
/** As strict as the page can be served: nothing inline, nothing from elsewhere. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const PROCEDURES = [{ code: '1.013831', version: 1, name: { vi: 'Đăng ký biến động: chuyển nhượng quyền sử dụng đất', en: 'Registration of a transfer of land-use rights' } }];

type Refusal = { status: number; code: string; vi: { title: string; whatToDo: string }; en: { title: string; whatToDo: string } };

export class WebServer {
  readonly office: SampleOffice;
  readonly park = new SamplePark();
  readonly incidents = new SampleIncidents();
  readonly indicators = new SampleIndicators();
  readonly logs = new SampleLogs();
  readonly archive = new SampleArchive();
  readonly catalogue = new SampleCatalogue();
  readonly clock = new SampleClock((code) => this.office.dossiers.get(code)?.dueAt ?? undefined);
  readonly deadlines = new SampleDeadlines();
  readonly desk = new SampleDesk();
  readonly grounds = new SampleGrounds();
  readonly papers = new SamplePapers();
  readonly parcels = new SampleLandRegister();
  readonly issuer = new SampleIssuer(() => this.url);
  /** What each opening of the live stream asked to resume after. */
  readonly liveOpenings: (string | null)[] = [];
  /** Answers to give instead of the usual ones, by path. */
  readonly refusals = new Map<string, Refusal>();
  /** Child dossiers by the code of the dossier that has them. */
  readonly children = new Map<string, readonly object[]>();
  readonly gaps: { source: string; from: number; to: number }[] = [];
  offersSamples = true;
  private readonly held = new Map<string, Promise<void>>();
  private readonly streams = new Set<ServerResponse>();
  private readonly server = createServer((request, response) => void this.answer(request, response));
  private acceptsLive = true;

  constructor(dossiers: number) {
    if (!existsSync(join(BUILT, 'index.html'))) throw new Error('Expected to serve services/web/dist, but it is not built: run `npm run build -w @lienthong/web`');
    this.papers.feesOf = (code) => this.grounds.feesOf(code);
    this.office = new SampleOffice(dossiers);
    this.office.listen((fact) => this.tell(fact));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Holds back what is asked at this path until the returned function is called: what the page shows meanwhile stays to be seen. */
  hold(path: string): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.held.set(path, promise);
    return () => {
      this.held.delete(path);
      resolve();
    };
  }

  /** Cuts every live stream and, until `acceptLive`, refuses new ones. */
  dropLive(): void {
    this.acceptsLive = false;
    for (const stream of this.streams) stream.destroy();
  }

  acceptLive(): void {
    this.acceptsLive = true;
  }

  get openStreams(): number {
    return this.streams.size;
  }

  /** Tells those who follow live that something about a log does not agree. */
  raise(alarm: Partial<SampleAlarm> = {}): void {
    const raised = this.logs.raise(alarm);
    for (const stream of this.streams) stream.write(`event: alarm\ndata: ${JSON.stringify(raised)}\n\n`);
  }

  private tell(fact: Fact): void {
    for (const stream of this.streams) writeInPieces(stream, fact);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    let body = '';
    for await (const chunk of request) body += String(chunk);
    await this.held.get(url.pathname);
    if (url.pathname.startsWith('/oidc/')) return this.issuer.answer(request, response, url, body);
    if (url.pathname === '/sample-accounts') return json(response, this.offersSamples ? 200 : 404, { accounts: [{ account: 'mau-canbo', name: 'Cán bộ mẫu', title: { vi: 'Cán bộ một cửa', en: 'Counter clerk' }, unit: 'H56.17' }] });
    if (this.logs.answerPublic(url.pathname, response)) return;
    if (url.pathname.startsWith('/api/')) return this.api(request, response, url, body);
    await serveFile(response, url.pathname);
  }

  private api(request: IncomingMessage, response: ServerResponse, url: URL, body: string): void {
    const language = request.headers['accept-language'] === 'en' ? 'en' : 'vi';
    const refusal = this.refusals.get(url.pathname);
    if (!this.issuer.accepts(request.headers.authorization)) return problem(response, { status: 401, code: 'UNAUTHENTICATED', vi: { title: 'Chưa đăng nhập', whatToDo: 'Hãy đăng nhập.' }, en: { title: 'Not signed in', whatToDo: 'Sign in.' } }, language);
    if (refusal !== undefined) return problem(response, refusal, language);
    if (url.pathname === '/api/audit/dossiers') return json(response, 200, this.office.list(url.searchParams));
    if (url.pathname === '/api/audit/board') return json(response, 200, { ...this.office.board(), alarms: this.logs.openAlarms.length });
    if (url.pathname === '/api/audit/live') return this.live(request, response, url);
    const found = this.logs.answer(url.pathname, url.searchParams) ?? this.parcels.answer(url.pathname, url.searchParams)
      ?? this.archive.answer(request.method ?? 'GET', url.pathname, body, request.headers['if-match'])
      ?? this.indicators.answer(request.method ?? 'GET', url.pathname, url.searchParams, body)
      ?? this.papers.answer(request.method ?? 'GET', url.pathname, body)
      ?? this.catalogue.answer(request.method ?? 'GET', url.pathname, url.searchParams, body, language)
      ?? this.grounds.answer(request.method ?? 'GET', url.pathname, body)
      ?? this.deadlines.answer(request.method ?? 'GET', url.pathname, url.searchParams, body)
      ?? this.clock.answer(request.method ?? 'GET', url.pathname, body, language)
      ?? this.incidents.answer(request.method ?? 'GET', url.pathname, url.searchParams.get('dossier'))
      ?? this.desk.answer(request.method ?? 'GET', url.pathname, url.searchParams, body, language);
    if (found) return json(response, found.status, found.body, found.status < 300 ? 'application/json' : 'application/problem+json', found.headers);
    if (url.pathname === '/api/parked') return json(response, 200, this.park.overview(url.searchParams.get('key')));
    const acted = request.method === 'POST' && this.park.act(url.pathname, body);
    if (acted) return json(response, acted.status, acted.body);
    if (url.pathname === '/api/processing/procedures') return json(response, 200, { items: PROCEDURES, next: null });
    const [, service, code] = /^\/api\/(audit|processing)\/dossiers\/([^/]+)/.exec(url.pathname) ?? [];
    const item = this.office.dossiers.get(decodeURIComponent(code ?? ''));
    if (item === undefined) return problem(response, { status: 404, code: 'NOT_FOUND', vi: { title: 'Không có hồ sơ này', whatToDo: 'Kiểm tra lại mã hồ sơ.' }, en: { title: 'There is no such dossier', whatToDo: 'Check the dossier code.' } }, language);
    if (url.pathname.endsWith('/case')) return json(response, 200, { dossierCode: item.code, children: this.children.get(item.code) ?? [] });
    if (service === 'processing') return json(response, 200, { dueAt: item.dueAt, promisedDueAt: '2026-11-20T15:30:00+07:00', derivation: derivationOf(item.dueAt), ...this.clock.moved.get(item.code) });
    const knownAt = url.searchParams.get('known-at');
    const history = knownAt === null ? { ...item, timeline: this.office.timelines.get(item.code) ?? [], gaps: this.gaps } : this.office.knownAt(item.code, knownAt);
    if (history === undefined) return problem(response, { status: 404, code: 'NOT_FOUND', vi: { title: 'Lúc đó chưa biết', whatToDo: 'Chọn lúc khác.' }, en: { title: 'Not known then', whatToDo: 'Choose another moment.' } }, language);
    return json(response, 200, history);
  }

  private live(request: IncomingMessage, response: ServerResponse, url: URL): void {
    if (!this.acceptsLive) return problem(response, { status: 503, code: 'UNAVAILABLE', vi: { title: 'Tạm ngừng', whatToDo: 'Chờ.' }, en: { title: 'Paused', whatToDo: 'Wait.' } }, 'vi');
    const after = (request.headers['last-event-id'] as string | undefined) ?? url.searchParams.get('after');
    this.liveOpenings.push(after);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 200\n: xin chào\n\n');
    if (after !== null) for (const fact of this.office.facts.slice(Number(after) + 1)) writeInPieces(response, fact);
    this.streams.add(response);
    response.on('close', () => this.streams.delete(response));
  }
}

/** In pieces that end inside a Vietnamese letter and inside a line: a reader must put them together. */
function writeInPieces(stream: ServerResponse, fact: Fact): void {
  const bytes = Buffer.from(`event: fact\nid: ${fact.index}\ndata: ${JSON.stringify(fact)}\n\n`);
  const insideLetter = bytes.findIndex((byte) => byte >= 0xc0) + 1;
  for (const piece of [bytes.subarray(0, 5), bytes.subarray(5, insideLetter), bytes.subarray(insideLetter)]) stream.write(piece);
}

function problem(response: ServerResponse, { status, code, ...words }: Refusal, language: 'vi' | 'en'): void {
  json(response, status, { type: `https://lienthong.invalid/problems/${code}`, status, code, detail: `Expected to answer, but ${code}`, ...words[language] }, 'application/problem+json');
}

function derivationOf(dueAt: string | null) {
  const at = dueAt ?? '';
  const line = (step: string, vi: string, en: string) => ({ step, from: `${at}#${step}`, to: at, text: { vi, en } });
  return [
    line('received', 'Nhận hồ sơ hợp lệ lúc 15:30 thứ Sáu 20/11/2026', 'Valid receipt at 15:30 Fri 20/11/2026'),
    line('counted', 'Tính 10 ngày làm việc', '10 working days counted'),
    line('skipped', 'Không tính Thứ Bảy, Chủ nhật', 'Saturday, Sunday not counted'),
    line('suspended', 'Không tính 6 giờ tạm dừng (chờ người dân thực hiện nghĩa vụ tài chính)', '6 hours suspended (financial obligation) not counted'),
  ];
}

/** Any address that is no file is the app's own. */
async function serveFile(response: ServerResponse, path: string): Promise<void> {
  const wanted = join(BUILT, normalize(path));
  const file = extname(wanted) !== '' && existsSync(wanted) ? wanted : join(BUILT, 'index.html');
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' });
  response.end(await readFile(file));
}
