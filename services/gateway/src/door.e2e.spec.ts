import { request as httpRequest } from 'node:http';
import { startStage, tokenFor, type Stage } from './spec-gateway.js';

let stage: Stage;
let token: string;
beforeAll(async () => {
  stage = await startStage();
  token = await tokenFor(stage.url, 'clerk');
});
afterAll(async () => { await stage.stop(); });

type Ask = Readonly<{ as?: string | null; method?: string; body?: string; headers?: Record<string, string> }>;
const ask = (path: string, { as = token, method = 'GET', body, headers = {} }: Ask = {}) =>
  fetch(stage.url + path, { method, headers: { ...(as !== null && { authorization: `Bearer ${as}` }), ...(body !== undefined && { 'content-type': 'application/json' }), ...headers }, ...(body !== undefined && { body }) });
const refusal = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

describe('passing on', () => {
  it('carries identity, request id and trace to the service', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const answer = await ask('/api/intake/dossiers/H56-2', { headers: { 'x-request-id': 'request-of-mine', traceparent: `00-${trace}-b7ad6b7169203331-01` } });
    const body = await answer.json() as Record<string, string>;
    expect(body).toMatchObject({ code: 'H56-2', name: 'Nguyễn Thị Mẫu (mẫu)', requestId: 'request-of-mine' });
    expect(body['traceParent']).toContain(trace);
    expect(answer.headers.get('x-request-id')).toBe('request-of-mine');
  });

  it('does not touch a signed body', async () => {
    const body = '{ "amount" : 1.50,  "note":"đồng" }';
    expect(await (await ask('/api/intake/signed', { as: null, method: 'POST', body })).json()).toEqual({ bytes: body });
  });

  it('passes the refusals of the service', async () => {
    expect(await refusal(await ask('/api/intake/dossiers/x', { as: null }))).toEqual([401, 'UNAUTHENTICATED']);
    expect(await refusal(await ask('/api/intake/forgotten'))).toEqual([403, 'FORBIDDEN']);
    expect(await refusal(await ask('/api/intake/dossiers/x', { as: await tokenFor(stage.url, 'tax-officer') }))).toEqual([403, 'FORBIDDEN']);
    expect(await refusal(await ask('/api/intake/notes', { method: 'POST', body: '{"text":5}' }))).toEqual([422, 'VALIDATION_FAILED']);
    expect(await refusal(await ask('/api/intake/notes', { method: 'POST', body: '['.repeat(10_000) }))).toEqual([400, 'TOO_DEEP']);
    expect(await refusal(await ask('/api/intake/notes', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }))).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it('stops a bad token at the door', async () => {
    const [header, payload] = token.split('.');
    for (const bad of ['x', `${header}.${payload}.AAAA`]) expect(await refusal(await ask('/api/tax/tasks', { as: bad }))).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('says that a service is away, and knows no others', async () => {
    const away = await ask('/api/tax/tasks', { headers: { 'accept-language': 'en' } });
    expect([away.headers.get('retry-after'), ...await refusal(away)]).toEqual(['5', 503, 'UNAVAILABLE']);
    expect(await refusal(await ask('/api/nothing/x'))).toEqual([404, 'NOT_FOUND']);
    expect((await ask('/api/intake/..%2f..%2fhealth')).status).toBeLessThan(500);
  });

  it('keeps the health and figures of the services inside, however they are written', async () => {
    for (const path of ['health', 'health/live', 'metrics', 'metrics?x=1', '%6detrics', 'metrics%2f', 'dossiers/../metrics', 'dossiers/%2e%2e/metrics', '/metrics', './health']) {
      for (const service of ['intake', 'tax']) expect([path, ...await refusal(await raw(`/api/${service}/${path}`))]).toEqual([path, 404, 'NOT_FOUND']);
    }
    expect((await ask('/api/intake/dossiers/metrics')).status).toBe(200);
  });

  it('refuses a body above the limit, announced or not', async () => {
    expect(await refusal(await ask('/api/intake/notes', { method: 'POST', body: JSON.stringify({ text: 'x'.repeat(10_000_000) }) }))).toEqual([413, 'BODY_TOO_LARGE']);
    expect(await chunkedUpload(3_000_000)).toBe(413);
  });
});

/** As written: fetch would resolve the dots before it asks. */
function raw(path: string): Promise<Response> {
  return new Promise((resolve, reject) => {
    httpRequest(stage.url, { path, headers: { authorization: `Bearer ${token}` } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(new Response(Buffer.concat(chunks), { status: answer.statusCode ?? 0 })));
    }).on('error', reject).end();
  });
}

/** The status answered to a body of unannounced length. */
function chunkedUpload(bytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const upload = httpRequest(`${stage.url}/api/intake/notes`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } }, (answer) => {
      resolve(answer.statusCode ?? 0);
      upload.destroy();
    });
    upload.on('error', (error) => { if ((error as { code?: string }).code !== 'EPIPE' && (error as { code?: string }).code !== 'ECONNRESET') reject(error); });
    for (let sent = 0; sent < bytes; sent += 65_536) upload.write(Buffer.alloc(65_536, 0x20));
    upload.end();
  });
}

describe('live events', () => {
  it('arrive at once, go on after the last id, and end at the service when the browser leaves', async () => {
    for (const path of ['/api/audit/live', '/live']) {
      const leave = new AbortController();
      const answer = await fetch(stage.url + path, { signal: leave.signal, headers: { authorization: `Bearer ${token}`, 'last-event-id': '41' } });
      expect(answer.headers.get('content-type')).toBe('text/event-stream');
      const { value } = await answer.body!.getReader().read();
      expect(new TextDecoder().decode(value)).toBe('id: 42\ndata: {}\n\n');
      expect(stage.liveIsOpen()).toBe(1);
      leave.abort();
      for (let waits = 0; stage.liveIsOpen() > 0 && waits < 1_500; waits += 1) await new Promise((resolve) => { setTimeout(resolve, 20); });
      expect(stage.liveIsOpen()).toBe(0);
    }
  });
});

describe('the web app', () => {
  it('is served with its pages, and its hashed files for ever', async () => {
    const page = { headers: { accept: 'text/html' } };
    for (const path of ['/', '/dossiers/H56-1', '/callback?code=x']) {
      const answer = await ask(path, { as: null, ...page });
      expect([path, answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([path, 200, 'text/html; charset=utf-8', 'no-cache']);
      expect(await answer.text()).toContain('Liên Thông');
    }
    const asset = await ask('/assets/app-a1b2c3.js', { as: null });
    expect([asset.status, asset.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  });

  it('does not answer a missing file or API address with a page', async () => {
    for (const path of ['/assets/gone.js', '/api/none']) expect(await refusal(await ask(path, { as: null, headers: { accept: 'text/html' } }))).toEqual([404, 'NOT_FOUND']);
    expect(await refusal(await ask('/dossiers', { as: null, headers: { accept: 'application/json' } }))).toEqual([404, 'NOT_FOUND']);
  });

  it('comes with headers that keep a browser safe', async () => {
    for (const path of ['/', '/oidc/.well-known/openid-configuration', '/api/intake/dossiers/x']) {
      const { headers } = await ask(path, { headers: { accept: 'text/html' } });
      expect(headers.get('content-security-policy')).toContain("script-src 'self'");
      expect([headers.get('x-content-type-options'), headers.get('x-frame-options'), headers.get('strict-transport-security')]).toEqual(['nosniff', 'SAMEORIGIN', null]);
    }
  });
});

describe('what is parked', () => {
  it('is shown to administrators in one list: what blocks each dossier, how much waits behind it, and who did not answer', async () => {
    const administrator = await tokenFor(stage.url, 'administrator');
    const parked = async (path: string) => (await ask(path, { as: administrator })).json();
    const message = { service: 'intake', source: 'lienthong.local/tax', type: 'lienthong.tax.v1.NoticeIssued', code: 'UNKNOWN_STEP', because: 'Expected to …, but …', attempts: 1 };
    const [first, second] = [{ ...message, id: 1, key: 'H56-1', parkedAt: '1970-01-01T00:00:01.000Z', behind: 59 }, { ...message, id: 61, key: 'H56-2', parkedAt: '1970-01-01T00:01:01.000Z', behind: 0 }];
    expect(await parked('/api/parked')).toEqual({ items: [first, second], unavailable: ['audit', 'tax'], more: [] });
    expect(await parked('/api/parked?key=H56-2')).toEqual({ items: [second], unavailable: ['audit', 'tax'], more: [] });
  });

  it('is nobody else\'s business', async () => {
    expect(await refusal(await ask('/api/parked'))).toEqual([403, 'FORBIDDEN']);
    expect(await refusal(await ask('/api/parked', { as: null }))).toEqual([401, 'UNAUTHENTICATED']);
    expect(await refusal(await ask('/api/parked?page=2', { as: await tokenFor(stage.url, 'administrator') }))).toEqual([422, 'VALIDATION_FAILED']);
  });
});

/** As much of the document as is looked at. */
type Described = Readonly<{
  'x-unavailable': string[];
  paths: Record<string, { post: { tags: string[]; requestBody: { content: Record<string, { schema: { $ref: string } }> } } }>;
  components: { schemas: Record<string, object> };
}>;

describe('what operators read', () => {
  it('has health and figures', async () => {
    expect(await (await ask('/health', { as: null })).json()).toEqual({ status: 'ready' });
    const metrics = await (await ask('/metrics', { as: null })).text();
    expect(metrics).toContain('lienthong_http_request_duration_seconds_bucket');
    expect(metrics).toContain('route="/api/intake/*"');
  });

  it('describes all services in one document, and says which are missing', async () => {
    const document = await (await ask('/openapi.json', { as: null })).json() as Described;
    expect(document['x-unavailable'].toSorted()).toEqual(['audit', 'tax']);
    const note = document.paths['/api/intake/notes']!.post;
    expect(note.tags[0]).toBe('intake');
    const reference = note.requestBody.content['application/json']!.schema.$ref;
    expect(reference).toBe('#/components/schemas/intake.NoteRequest');
    expect(document.components.schemas['intake.NoteRequest']).toEqual({ type: 'object', properties: { text: { type: 'string' } }, required: ['text'] });
    expect(document.paths['/local/token']?.post).toBeDefined();
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!);
    for (const name of references) expect(document.components.schemas).toHaveProperty([name]);
  });
});
