import { CLERK, startHosted, type Hosted } from './spec-service.js';

let cabinet: Hosted;
beforeEach(async () => { cabinet = await startHosted(); });
afterEach(async () => { await cabinet.stop(); });

describe('while the issuer is away', () => {
  it('says that it cannot tell (503), and recovers nothing worse', async () => {
    const token = await cabinet.token(CLERK);
    await cabinet.issuer.stop();
    const answer = await cabinet.call('GET', '/folders/AB0001', { as: token });
    expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([503, 'UNAVAILABLE', '5']);
    expect((await cabinet.call('GET', '/health/live', { as: null })).status).toBe(200);
  });

  it('goes on with the keys it has', async () => {
    const token = await cabinet.token(CLERK);
    expect((await cabinet.call('GET', '/folders/AB0001', { as: token })).status).toBe(404);
    await cabinet.issuer.stop();
    expect((await cabinet.call('GET', '/folders/AB0001', { as: token })).status).toBe(404);
    expect((await cabinet.call('GET', '/folders/AB0001', { as: 'a.b.c' })).status).toBe(401);
  });
});
