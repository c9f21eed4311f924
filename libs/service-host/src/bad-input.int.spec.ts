import { ADMINISTRATOR, startHosted, type Answer, type Hosted } from './spec-service.js';

let cabinet: Hosted;
beforeAll(async () => { cabinet = await startHosted(); });
afterAll(async () => { await cabinet.stop(); });

const open = (call: Parameters<Hosted['call']>[2]) => cabinet.call('POST', '/folders', call);

/** Every refusal, whatever its cause: a problem of the catalogue that says in the reader's language what to do. */
async function refusedInBothLanguages(status: number, code: string, ask: (headers: Record<string, string>) => Promise<Answer>): Promise<Answer> {
  const vietnamese = await ask({});
  expect([vietnamese.status, vietnamese.body?.code]).toEqual([status, code]);
  expect(vietnamese.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(vietnamese.headers.get('content-language')).toBe('vi');
  expect(vietnamese.body).toMatchObject({ status, type: expect.stringMatching(/^urn:lienthong:problem:/), instance: expect.stringMatching(/^urn:lienthong:request:/) });
  const english = await ask({ 'accept-language': 'en-GB,en;q=0.9,vi;q=0.2' });
  expect([english.status, english.body?.code, english.headers.get('content-language')]).toEqual([status, code, 'en']);
  expect(english.body.whatToDo).not.toBe(vietnamese.body.whatToDo);
  return vietnamese;
}

describe('a body that cannot be read', () => {
  it('refuses 10 MB of JSON', async () => {
    const raw = JSON.stringify({ code: 'AB0001', title: 'x'.repeat(10_000_000) });
    await refusedInBothLanguages(413, 'BODY_TOO_LARGE', (headers) => open({ raw, headers }));
  });

  it('refuses 10,000 levels, as lists, as objects and half open', async () => {
    for (const raw of ['['.repeat(10_000) + ']'.repeat(10_000), '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000), '['.repeat(100_000)]) {
      const answer = await refusedInBothLanguages(400, 'TOO_DEEP', (headers) => open({ raw, headers }));
      expect(answer.body.whatToDo).toContain('32');
    }
  });

  it('reads brackets within texts as text', async () => {
    const answer = await open({ body: { code: 'AB0100', title: '\\"' + '['.repeat(80) } });
    expect(answer.status).toBe(201);
  });

  it('refuses what is not JSON, not UTF-8, or would reach a prototype', async () => {
    for (const raw of ['{"code":', 'title', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), '{"__proto__":{"isAdmin":true}}', '{"constructor":{"prototype":{"x":1}}}', '{"title":"a\\u0000b"}', '{"title":"\\ud800"}']) {
      await refusedInBothLanguages(400, 'MALFORMED_JSON', (headers) => open({ raw, headers }));
    }
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  it('refuses other media types', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'nonsense']) {
      await refusedInBothLanguages(415, 'UNSUPPORTED_MEDIA_TYPE', (headers) => open({ raw: 'code=AB0001', headers: { ...headers, 'content-type': type } }));
    }
  });
});

describe('a body that says what it may not', () => {
  it('names each field, in the reader\'s language', async () => {
    const body = { code: 'ab1', title: 5, labels: [{ text: 'ok' }, { text: 'x'.repeat(21), colour: 'red' }], isAdmin: true };
    const vietnamese = await refusedInBothLanguages(422, 'VALIDATION_FAILED', (headers) => open({ body, headers }));
    const paths = vietnamese.body.errors.map(({ path }: { path: string }) => path);
    expect(new Set(paths)).toEqual(new Set(['code', 'isAdmin', 'labels.1.colour', 'labels.1.text', 'title']));
    expect(vietnamese.body.errors).toContainEqual({ path: 'code', message: '“mã” phải gồm hai chữ in hoa và bốn chữ số' });
    expect(vietnamese.body.errors).toContainEqual({ path: 'labels.1.text', message: '“labels 2, nội dung” không được dài quá 20 ký tự' });
    const english = await open({ body, headers: { 'accept-language': 'en' } });
    expect(english.body.errors).toContainEqual({ path: 'code', message: '"code" must be two capitals and four digits' });
  });

  it('refuses a missing body, a list and a bare value as well', async () => {
    for (const call of [{}, { raw: '' }, { raw: '[]' }, { raw: '"x"' }, { raw: 'null' }]) expect((await open(call)).body?.code).toBe('VALIDATION_FAILED');
  });

  it('stores nothing of what it refused', async () => {
    expect((await cabinet.store.load('folder/ab1')).version).toBe(0);
  });
});

describe('addresses, parameters and headers', () => {
  it('knows no other routes', async () => {
    await refusedInBothLanguages(404, 'NOT_FOUND', (headers) => cabinet.call('GET', '/nothing/here', { headers }));
    await refusedInBothLanguages(404, 'NOT_FOUND', (headers) => cabinet.call('DELETE', '/folders', { headers }));
  });

  it('refuses positions, versions and keys that are none', async () => {
    await refusedInBothLanguages(400, 'BAD_REQUEST', (headers) => cabinet.call('GET', '/folders/AB0001?min-position=soon', { headers }));
    await refusedInBothLanguages(400, 'BAD_REQUEST', (headers) => cabinet.call('POST', '/folders/AB0001/notes', { body: { text: 'x' }, headers: { ...headers, 'if-match': 'latest' } }));
    await refusedInBothLanguages(400, 'IDEMPOTENCY_KEY_MALFORMED', (headers) => open({ body: { code: 'AB0002', title: 'x' }, headers: { ...headers, 'idempotency-key': 'x'.repeat(129) } }));
  });

  it('answers a broken address with a problem, not a crash', async () => {
    for (const path of ['/folders/%E0%A4%A', '/folders/%ff', `/folders/${'x'.repeat(300)}`]) {
      const { body } = await refusedInBothLanguages(400, 'BAD_REQUEST', (headers) => cabinet.call('GET', path, { headers }));
      expect(body.detail).toMatch(/^Expected to read the address, but .{10,60}$/);
    }
    await refusedInBothLanguages(400, 'BAD_REQUEST', (headers) => cabinet.call('GET', '/folders/%00', { headers }));
  });

  it('refuses numbers and cursors that no table could hold, instead of breaking on them', async () => {
    const made = (...values: readonly unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
    expect((await cabinet.call('GET', `/folders/until/now?cursor=${made('2026-01-01T00:00:00Z', '')}`)).status).toBe(200);
    const cursors = [made('hôm qua', ''), made('2026-02-30T00:00:00Z', ''), made('2026-01-01T00:00:00Z', 'a\0b'), made('x'), 'nonsense'];
    for (const path of ['/parked?before=1e300', ...cursors.map((cursor) => `/folders/until/now?cursor=${cursor}`)]) {
      await refusedInBothLanguages(400, 'BAD_REQUEST', (headers) => cabinet.call('GET', path, { as: ADMINISTRATOR, headers }));
    }
    await refusedInBothLanguages(400, 'BAD_REQUEST', (headers) => cabinet.call('POST', '/parked/99999999999999999999/retry', { as: ADMINISTRATOR, headers }));
  });

  it('keeps the words of a bug inside', async () => {
    const answer = await refusedInBothLanguages(500, 'INTERNAL', (headers) => cabinet.call('GET', '/folders/boom/now', { headers }));
    expect(answer.text).not.toContain('secret');
  });
});
