import { breakConnections } from '@lienthong/testing';
import pg from 'pg';
import { Readiness } from './index.js';
import { ADMINISTRATOR, eventually, startHosted, type Hosted } from './spec-service.js';

let cabinet: Hosted;
beforeAll(async () => {
  cabinet = await startHosted();
  for (const code of ['AB0001', 'AB0002']) await cabinet.call('POST', '/folders', { body: { code, title: 'x' } });
});
afterAll(async () => { await cabinet.stop(); });

describe('health', () => {
  it('is open to whoever runs the process', async () => {
    for (const [path, status] of [['/health', 'ready'], ['/health/ready', 'ready'], ['/health/live', 'live']] as const) expect((await cabinet.call('GET', path, { as: null })).body).toEqual({ status });
  });

  it('is not ready before the start, without the database, or while stopping', async () => {
    const nowhere = new pg.Pool({ connectionString: 'postgres://u:p@127.0.0.1:9/d' });
    const readiness = new Readiness(nowhere);
    expect(await readiness.findObstacle()).toBe('it is starting');
    readiness.started();
    expect(await readiness.findObstacle()).toBe('its database does not answer');
    readiness.stopping();
    expect(await readiness.findObstacle()).toBe('it is stopping');
    await nowhere.end();
  });
});

describe('figures', () => {
  it('tell of requests, appends, the log, projections and the park', async () => {
    const { text } = await eventually(() => cabinet.call('GET', '/metrics', { as: null }), (answer) => answer.text.includes('lienthong_projection_lag_events{projection="folders"} 0'));
    for (const line of [
      /^lienthong_http_request_duration_seconds_count\{method="POST",route="\/folders",status="201"\} 2$/m, /^lienthong_append_duration_seconds_count\{outcome="appended"\} 3$/m,
      // Two folders, and what the start entered: migrations, configuration, log keys.
      /^lienthong_appended_events_total 5$/m, /^lienthong_log_position 4$/m, /^lienthong_fact_number 0$/m, /^lienthong_projection_lag_events\{projection="folders"\} 0$/m, /^lienthong_inbox_parked 0$/m, /^process_cpu_seconds_total/m,
    ]) expect(text).toMatch(line);
  });

  it('tell of timers that fail, which no request would show', async () => {
    const failing = async () => /^lienthong_timers_failing (\d+)$/m.exec((await cabinet.call('GET', '/metrics', { as: null })).text)?.[1];
    expect(await failing()).toBe('0');
    await cabinet.store.pool.query(`INSERT INTO log.timers (id, due_at, payload, failure) VALUES ('sample', now(), 'null', 'the calendar ends here')`);
    expect(await failing()).toBe('1');
    await cabinet.store.pool.query(`DELETE FROM log.timers WHERE id = 'sample'`);
  });
});

describe('a database that breaks every connection', () => {
  it('costs at most a 503 that says to wait, and nothing after', async () => {
    expect(await breakConnections(cabinet.urls.database)).toBeGreaterThan(0);
    const answers = await Promise.all([1, 2, 3, 4].map((number) => cabinet.call('POST', '/folders', { body: { code: `CD000${number}`, title: 'x' } })));
    for (const { status } of answers) expect([201, 503]).toContain(status);
    const open = (number: number) => cabinet.call('POST', '/folders', { body: { code: `CE000${number}`, title: 'x' } });
    expect((await eventually(() => open(1), ({ status }) => status !== 503)).status).toBe(201);
    expect((await eventually(() => cabinet.call('GET', '/folders/CE0001'), ({ status }) => status === 200)).status).toBe(200);
    expect((await cabinet.call('GET', '/health', { as: null })).status).toBe(200);
  });
});

describe('projections', () => {
  it('are rebuilt beside the live one, compared and switched', async () => {
    const list = async () => (await cabinet.call('GET', '/projections', { as: ADMINISTRATOR })).body.items;
    const [before] = await eventually(list, ([one]) => one.behind === 0);
    expect(before).toMatchObject({ name: 'folders', behind: 0, rebuild: null });
    const { rows: [{ folders }] } = await cabinet.store.pool.query('SELECT count(*)::int AS folders FROM folders');
    expect((await cabinet.call('POST', '/projections/folders/rebuild', { as: ADMINISTRATOR })).status).toBe(202);
    const [after] = await eventually(list, ([one]) => one.rebuild?.state === 'done');
    expect(after.rebuild.report).toMatchObject({ projection: 'folders', switched: true, tables: [{ table: 'folders', rowsBefore: folders, rowsAfter: folders, equal: true }] });
    expect(after.generation).toBeGreaterThan(before.generation);
    expect((await cabinet.call('GET', '/folders/AB0001')).body).toEqual({ title: 'x', notes: 0 });
    expect((await cabinet.call('POST', '/projections/drawers/rebuild', { as: ADMINISTRATOR })).body.code).toBe('NOT_FOUND');
  });
});

describe('the description of the API', () => {
  it('has the rules of the request classes as schemas, and what every route takes', async () => {
    const { body: document } = await cabinet.call('GET', '/openapi.json', { as: null });
    expect(document.openapi).toBe('3.1.0');
    expect(document.components.schemas.OpenFolderRequest).toEqual({
      type: 'object', required: ['code', 'title'],
      properties: {
        code: { type: 'string', pattern: '^[A-Z]{2}\\d{4}$' }, title: { type: 'string', maxLength: 100 },
        labels: { type: 'array', maxItems: 3, items: { $ref: '#/components/schemas/LabelRequest' } },
      },
    });
    expect(document.components.schemas.LabelRequest).toEqual({ type: 'object', required: ['text'], properties: { text: { type: 'string', maxLength: 20 } } });
    expect(document.components.schemas.AddNoteRequest.properties).toEqual({ text: { type: 'string', maxLength: 1_000 }, pages: { type: 'integer', minimum: 0 }, kind: { type: 'string', enum: ['public', 'internal'] } });
    const note = document.paths['/folders/{code}/notes'].post;
    expect(note.security).toEqual([{ bearer: [] }]);
    expect(note.parameters.map(({ name }: { name: string }) => name).toSorted()).toEqual(['Idempotency-Key', 'If-Match', 'code']);
    expect(note.responses.default.content['application/problem+json'].schema).toEqual({ $ref: '#/components/schemas/Problem' });
    expect(Object.keys(document.paths)).not.toContain('/metrics');
    expect(Object.keys(document.paths)).toContain('/parked/{id}/retry');
  });
});
