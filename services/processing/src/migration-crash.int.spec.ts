import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { sampleModel } from './domain/spec-procedure.js';
import { administrator, startProcessing, until, type Row, type ServiceUnderTest } from './spec-service.js';

const MAIN = fileURLToPath(new URL('main.js', import.meta.url));
const PROCEDURE = '9.200001';
const DOSSIERS = 200;
/** How often the process is killed, each time after it has moved some. */
const KILLS = 3;
const SOME = 25;

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
});
afterAll(() => service.stop());

/** Runs the service as a process of its own until it has moved some more, then kills it in the middle of whatever it does. */
async function runUntilKilled(environment: Readonly<Record<string, string>>): Promise<number> {
  const pool = new pg.Pool({ connectionString: environment['DATABASE_URL'] ?? '', max: 1 });
  const moved = async (): Promise<number> => Number((await pool.query<{ count: string }>("select count(*) from log.events where type = 'DossierMigrated'")).rows[0]?.count);
  const child = spawn(process.execPath, [MAIN], { env: { ...process.env, ...environment }, stdio: 'ignore' });
  const gone = once(child, 'exit');
  try {
    const before = await moved();
    return await until('some dossiers moved', async () => {
      const now = await moved();
      return now >= before + SOME ? now : undefined;
    });
  } finally {
    child.kill('SIGKILL');
    await gone;
    await pool.end();
  }
}

describe('a migration whose process is killed', () => {
  it('goes on where it was: every dossier moves once, and the count is right', async () => {
    await service.call('POST', '/procedures', administrator, { model: sampleModel({ code: PROCEDURE }) });
    const codes = Array.from({ length: DOSSIERS }, () => service.accept({ procedureCode: PROCEDURE }));
    for (const code of codes) await service.openStep(code, 'verify');
    await service.call('POST', '/procedures', administrator, { model: sampleModel({ code: PROCEDURE, limit: 'P9D' }).replaceAll('"verify"', '"check"') });
    const planned = await service.call('POST', `/procedures/${PROCEDURE}/migrations`, administrator, { from: 1, to: 2, reason: 'Luật mới có hiệu lực', elements: { verify: 'check' } });
    const path = `/procedures/${PROCEDURE}/migrations/${String(planned.body['id'])}`;
    // Started and paused at once: it is the killed processes that do most of it.
    await service.call('POST', `${path}/run`, administrator, {});
    await service.call('POST', `${path}/pause`, administrator, {});
    const { body } = await service.call('POST', `${path}/resume`, administrator, {});
    expect(body['status']).toBe('running');

    const killedAt: number[] = [];
    await service.whileStopped(async (environment) => {
      for (let kill = 0; kill < KILLS; kill += 1) killedAt.push(await runUntilKilled(environment));
    });
    expect(killedAt.at(-1)).toBeLessThan(DOSSIERS);
    const ended = await until<Row>('the end', async () => {
      const { body: migration } = await service.call('GET', path, administrator);
      return migration['status'] === 'ended' ? migration : undefined;
    });
    expect(ended).toMatchObject({ moved: DOSSIERS, blocked: 0, waiting: 0 });
    for (const code of codes) {
      const { events } = await service.store().load(`instance/${code}`);
      expect([code, events.filter(({ type }) => type === 'InstanceMigrated').length]).toEqual([code, 1]);
    }
    expect((await service.store().load(`migrated/${path.split('/').at(-1)}`)).version).toBe(DOSSIERS);
  });
});
