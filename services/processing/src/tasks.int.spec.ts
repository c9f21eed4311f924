import { leader, second, startProcessing, type Row, type ServiceUnderTest } from './spec-service.js';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
});
afterAll(() => service.stop());

async function waitingForSignature(): Promise<string> {
  const code = service.accept();
  // Two sources keep no order between them: each agency acts when it is asked to, as in life.
  await service.openStep(code, 'verify');
  service.verify(code);
  await service.openStep(code, 'await-payment');
  service.pay(code);
  await service.openStep(code, 'sign');
  return code;
}

describe('tasks of people', () => {
  it('are listed for those they are for, soonest due first, page by page', async () => {
    const codes = [await waitingForSignature(), await waitingForSignature(), await waitingForSignature()];
    const { position } = await service.store().head();
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { items, next }: { items: readonly Row[]; next: string | null } = (await service.call('GET', `/tasks?limit=2&min-position=${position}&cursor=${cursor}`, leader)).body;
      expect(items.length).toBeLessThanOrEqual(2);
      seen.push(...items.map((task) => String(task['taskId'])));
      cursor = next;
    }
    expect(seen).toEqual(expect.arrayContaining(codes.map((code) => `${code}~sign~1`)));
    expect(new Set(seen).size).toBe(seen.length);
    for (const stranger of [{ ...leader, unit: 'H56.24' }, { ...leader, roles: ['officer'] }, { ...leader, agency: 'tax' }]) {
      expect((await service.call('GET', `/tasks?min-position=${position}`, stranger)).body.items).toEqual([]);
    }
  });

  it('tells the second officer who took it and when, in both languages', async () => {
    const id = `${await waitingForSignature()}~sign~1`;
    await service.call('POST', `/tasks/${id}/claim`, leader);
    const vi = await service.call('POST', `/tasks/${id}/claim`, second, undefined, { 'accept-language': 'vi' });
    expect(vi).toMatchObject({ status: 409, body: { code: 'ALREADY_CLAIMED' } });
    expect(vi.body.whatToDo).toMatch(/^Lãnh Đạo Mẫu nhận lúc 20\d\d-.*\+07:00\./);
    const en = await service.call('POST', `/tasks/${id}/claim`, second, undefined, { 'accept-language': 'en' });
    expect(en.body.whatToDo).toMatch(/^Lãnh Đạo Mẫu claimed it at 20/);
    await service.call('POST', `/tasks/${id}/completion`, leader, { variables: {} });
    expect((await service.call('POST', `/tasks/${id}/completion`, second, { variables: {} })).body).toMatchObject({ code: 'JOB_CLOSED', whatToDo: expect.stringContaining('Lãnh Đạo Mẫu') });
  });

  it('go to one of two officers who reach for it at once', async () => {
    const id = `${await waitingForSignature()}~sign~1`;
    const answers = await Promise.all([service.call('POST', `/tasks/${id}/claim`, leader), service.call('POST', `/tasks/${id}/claim`, second)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  it('are claimed, released, and claimed by another', async () => {
    const id = `${await waitingForSignature()}~sign~1`;
    await service.call('POST', `/tasks/${id}/claim`, leader);
    await service.call('POST', `/tasks/${id}/release`, leader);
    const claimed = await service.call('POST', `/tasks/${id}/claim`, second);
    const mine = await service.call('GET', `/tasks?mine=true&min-position=${claimed.headers.get('position')}`, second);
    // They may also have won the race above.
    expect(mine.body.items.map(({ claimed }) => (claimed as Row)['by'])).not.toContain('sample-leader');
    expect(mine.body.items.find(({ taskId }) => taskId === id)).toMatchObject({ claimed: { by: 'sample-second', name: 'Người Thứ Hai' } });
  });

  it('refuse another agency, an unknown id, a stale version, an outcome that cannot be kept and a cursor that was made up', async () => {
    const code = await waitingForSignature();
    const id = `${code}~sign~1`;
    expect((await service.call('POST', `/tasks/${id}/claim`, { ...leader, agency: 'tax' })).body).toMatchObject({ status: 403, code: 'NOT_A_CANDIDATE' });
    expect((await service.call('POST', `/tasks/${code}~sign~7/claim`, leader)).body).toMatchObject({ status: 404, code: 'JOB_UNKNOWN' });
    expect((await service.call('POST', '/tasks/nonsense/claim', leader)).body).toMatchObject({ status: 404, code: 'NOT_AN_ID' });
    expect((await service.call('POST', '/tasks/H56.17-20261120-999999~sign~1/claim', leader)).body).toMatchObject({ status: 404, code: 'DOSSIER_UNKNOWN' });
    expect((await service.call('POST', `/tasks/${id}/claim`, leader, undefined, { 'if-match': '"1"' })).body).toMatchObject({ status: 412, code: 'STALE_VERSION' });
    expect((await service.call('POST', `/tasks/${id}/completion`, leader, { variables: 'yes' })).body).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
    await service.call('POST', `/tasks/${id}/claim`, leader);
    expect((await service.call('POST', `/tasks/${id}/completion`, leader, { variables: { note: 'ạ'.repeat(300_000) } })).body).toMatchObject({ status: 422, code: 'VARIABLES_INVALID' });
    const made = Buffer.from('["hôm qua","x"]').toString('base64url');
    expect((await service.call('GET', `/tasks?cursor=${made}`, leader)).body).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  it('happen once for one idempotency key', async () => {
    const id = `${await waitingForSignature()}~sign~1`;
    const key = { 'idempotency-key': `claim-${id}` };
    const first = await service.call('POST', `/tasks/${id}/claim`, leader, undefined, key);
    const again = await service.call('POST', `/tasks/${id}/claim`, leader, undefined, key);
    expect([again.status, again.headers.get('position'), again.headers.get('idempotency-replayed')]).toEqual([200, first.headers.get('position'), 'true']);
  });
});

