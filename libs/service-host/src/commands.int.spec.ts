import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { IdempotencyKeys } from './http/idempotency-keys.js';
import { ADMINISTRATOR, CLERK, startHosted, type Hosted } from './spec-service.js';

let cabinet: Hosted;
beforeAll(async () => { cabinet = await startHosted(); });
afterAll(async () => { await cabinet.stop(); });

const open = (code: string, headers = {}, title = 'Hồ sơ mẫu') => cabinet.call('POST', '/folders', { body: { code, title }, headers });
const note = (code: string, headers = {}, as: object = CLERK) => cabinet.call('POST', `/folders/${code}/notes`, { as, body: { text: 'x' }, headers });

describe('a command', () => {
  it('answers with position, version and place, and is seen by who asks for that position', async () => {
    const answer = await open('AA0001');
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ code: 'AA0001' });
    expect([answer.headers.get('etag'), answer.headers.get('location')]).toEqual(['"1"', '/folders/AA0001']);
    const position = answer.headers.get('position')!;
    const read = await cabinet.call('GET', `/folders/AA0001?min-position=${position}`);
    expect(read.body).toEqual({ title: 'Hồ sơ mẫu', notes: 0 });
  });

  it('is refused by the domain with the figures of the refusal in its text', async () => {
    await open('AA0002');
    const again = await open('AA0002');
    expect([again.status, again.body.code, again.body.facts]).toEqual([409, 'ALREADY_OPEN', { notes: 0 }]);
    expect(again.body.whatToDo).toBe('Hồ sơ có 0 ghi chú; hãy thêm vào đó.');
  });

  it('that waits for a position not yet there is told so', async () => {
    const answer = await cabinet.call('GET', '/folders/AA0001?min-position=9000000');
    expect([answer.status, answer.body.code]).toEqual([409, 'NOT_YET_THERE']);
  });
});

describe('If-Match', () => {
  it('refuses a stale version and says who changed what since, and when', async () => {
    await open('BB0001');
    await note('BB0001', {}, { ...ADMINISTRATOR, sub: 'sample-other', unit: 'H56.17' });
    const stale = await note('BB0001', { 'if-match': '"1"' });
    expect([stale.status, stale.body.code]).toEqual([412, 'STALE_VERSION']);
    expect(stale.body.since).toEqual([{ type: 'NoteAdded', version: 2, by: 'officer@H56.17', byId: 'sample-other', at: expect.stringMatching(/^\d{4}-.*\+07:00$/) }]);
    expect((await note('BB0001', { 'if-match': '"2"' })).headers.get('etag')).toBe('"3"');
    expect((await note('BB0001', { 'if-match': '*' })).status).toBe(200);
  });
});

describe('Idempotency-Key', () => {
  const versionOf = async (code: string) => (await cabinet.store.load(`folder/${code}`)).version;

  it('repeats the first answer and appends once', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await open('CC0001', key);
    const again = await open('CC0001', key);
    expect([again.status, again.body, again.headers.get('idempotency-replayed')]).toEqual([201, first.body, 'true']);
    for (const header of ['position', 'etag', 'location']) expect(again.headers.get(header)).toBe(first.headers.get(header));
    expect(await versionOf('CC0001')).toBe(1);
  });

  it('with another body or address is refused', async () => {
    const key = { 'idempotency-key': randomUUID() };
    await open('CC0002', key);
    for (const other of [await open('CC0002', key, 'Tên khác'), await note('CC0002', key)]) expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(await versionOf('CC0002')).toBe(1);
  });

  it('belongs to who used it', async () => {
    const key = { 'idempotency-key': randomUUID() };
    await open('CC0003');
    await note('CC0003', key);
    expect((await note('CC0003', key, { ...CLERK, sub: 'another-clerk' })).headers.get('idempotency-replayed')).toBeNull();
    expect(await versionOf('CC0003')).toBe(3);
  });

  it('used by many at once lets one win, and answers all alike', async () => {
    await open('CC0004');
    const key = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(Array.from({ length: 12 }, () => note('CC0004', key)));
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
    expect(new Set(answers.map(({ headers }) => headers.get('position'))).size).toBe(1);
    expect(await versionOf('CC0004')).toBe(2);
  });

  it('is not used up by a refusal', async () => {
    const key = { 'idempotency-key': randomUUID() };
    expect((await note('CC0005', key)).status).toBe(404);
    await open('CC0005');
    expect((await note('CC0005', key)).status).toBe(200);
  });

  it('holds when the first process died between its commit and its answer', async () => {
    const key = randomUUID();
    await open('CC0006', { 'idempotency-key': key });
    await asOwner(`UPDATE idempotency_keys SET complete = false, headers = '{}' WHERE key = '${key}'`);
    const again = await open('CC0006', { 'idempotency-key': key });
    expect([again.status, again.body]).toEqual([201, { code: 'CC0006' }]);
    expect(await versionOf('CC0006')).toBe(1);
  });
});

describe('old keys', () => {
  it('are removed after 48 hours, and no others', async () => {
    const [old, young] = [randomUUID(), randomUUID()];
    await open('DD0001', { 'idempotency-key': old });
    await open('DD0002', { 'idempotency-key': young });
    await asOwner(`UPDATE idempotency_keys SET used_at = now() - interval '48 hours 1 second' WHERE key = '${old}'`);
    const pool = new pg.Pool({ connectionString: cabinet.urls.ownerUrl });
    expect(await new IdempotencyKeys(pool).purge()).toBe(1);
    const { rows } = await pool.query<{ key: string }>('SELECT key FROM idempotency_keys WHERE key IN ($1, $2)', [old, young]);
    await pool.end();
    expect(rows).toEqual([{ key: young }]);
  });
});

async function asOwner(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: cabinet.urls.ownerUrl });
  await client.connect();
  await client.query(text);
  await client.end();
}
