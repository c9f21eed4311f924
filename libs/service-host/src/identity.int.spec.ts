import { setTimeout as pause } from 'node:timers/promises';
import { ADMINISTRATOR, CLERK, startHosted, type Hosted } from './spec-service.js';

let cabinet: Hosted;
beforeAll(async () => { cabinet = await startHosted(); });
afterAll(async () => { await cabinet.stop(); });

const codeOf = async (as: string | null) => {
  const { status, body, headers } = await cabinet.call('GET', '/folders/AB0001', { as });
  return [status, body?.code, headers.get('www-authenticate')];
};

describe('a token', () => {
  it('is needed, and must be a token', async () => {
    expect(await codeOf(null)).toEqual([401, 'UNAUTHENTICATED', 'Bearer']);
    for (const token of ['x', 'a.b.c', 'e'.repeat(5_000), 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.']) expect(await codeOf(token)).toEqual([401, 'UNAUTHENTICATED', 'Bearer']);
  });

  it('is refused when expired, foreign, for another audience or signed by a stranger', async () => {
    const bad = [{ expiresIn: -60 }, { issuer: 'https://other.example' }, { audience: 'another-platform' }, { unknownKey: true }];
    for (const faults of bad) expect(await codeOf(await cabinet.token(CLERK, faults))).toEqual([401, 'UNAUTHENTICATED', 'Bearer']);
  });

  it('is accepted when good', async () => {
    expect(await codeOf(await cabinet.token(CLERK))).toEqual([404, 'NOT_FOUND', null]);
  });

  it('is believed again without its signature being checked, but not beyond its end', async () => {
    const ending = await cabinet.token(CLERK, { expiresIn: -3 }); // five seconds of another clock are allowed for
    expect([await codeOf(ending), await codeOf(ending)]).toEqual([[404, 'NOT_FOUND', null], [404, 'NOT_FOUND', null]]);
    await pause(2_500);
    expect(await codeOf(ending)).toEqual([401, 'UNAUTHENTICATED', 'Bearer']);
  });
});

describe('who may', () => {
  const open = (as: object) => cabinet.call('POST', '/folders', { as, body: { code: 'CD0001', title: 'x' } });

  it('refuses another agency and another role, naming whom the route is for', async () => {
    const otherAgency = await open({ agency: 'tax', unit: 'H56.T7', roles: ['clerk'] });
    expect([otherAgency.status, otherAgency.body.code]).toEqual([403, 'FORBIDDEN']);
    expect(otherAgency.body.detail).toContain('one-stop as clerk');
    expect((await open({ ...CLERK, roles: ['officer'] })).status).toBe(403);
    expect((await open({ ...CLERK, roles: [] })).status).toBe(403);
    expect((await cabinet.store.load('folder/CD0001')).version).toBe(0);
  });

  it('admits by any one of several rules', async () => {
    expect((await open(CLERK)).status).toBe(201);
    const note = (as: object) => cabinet.call('POST', '/folders/CD0001/notes', { as, body: { text: 'x' } });
    expect((await note(CLERK)).status).toBe(200);
    expect((await note({ ...ADMINISTRATOR, agency: 'province' })).status).toBe(200);
    expect((await note({ agency: 'tax', roles: ['clerk'] })).status).toBe(403);
  });

  it('denies a route on which nobody said who may', async () => {
    const answer = await cabinet.call('GET', '/folders', { as: ADMINISTRATOR });
    expect([answer.status, answer.body.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('keeps the operations to administrators', async () => {
    for (const path of ['/parked', '/projections']) {
      expect((await cabinet.call('GET', path)).status).toBe(403);
      expect((await cabinet.call('GET', path, { as: ADMINISTRATOR })).status).toBe(200);
    }
  });

  it('enters who acted as the log names them', async () => {
    const { events } = await cabinet.store.load('folder/CD0001');
    expect(events[0]).toMatchObject({ actor: 'officer@H56.17', actorId: 'sample-clerk' });
  });
});
