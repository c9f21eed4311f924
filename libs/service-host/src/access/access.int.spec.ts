import { breakConnections } from '@lienthong/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { ADMINISTRATOR, CLERK, eventually, startHosted, type Hosted } from '../spec-service.js';

const AUDIT = { sub: 'audit', agency: 'audit', unit: '', roles: ['service'] };
const INVESTIGATOR = { sub: 'sample-investigator', agency: 'police', unit: 'CA.17', name: 'Người điều tra mẫu', roles: ['investigator'] };
const WITHHOLDING = { purpose: 'verify a complaint', 'legal-ground': 'Criminal Procedure Code, Art. 88', 'withhold-until': new Date(Date.now() + 3_600_000).toISOString() };

let cabinet: Hosted;
beforeAll(async () => {
  cabinet = await startHosted();
  for (const number of [1, 2, 3, 4, 5, 6, 7]) await open(`RD000${number}`);
});
afterAll(async () => { await cabinet.stop(); });

const open = async (code: string) => {
  const { headers } = await cabinet.call('POST', '/folders', { body: { code, title: 'x' } });
  await cabinet.call('GET', `/folders/until/now?min-position=${headers.get('position')}`);
  await eventually(async () => (await cabinet.call('GET', '/projections', { as: ADMINISTRATOR })).body.items[0].behind as number, (behind) => behind === 0);
};
const refOf = async (code: string) => (await cabinet.store.findDossier(code))!.ref;
const read = (code: string, as: object = CLERK, headers = {}) => cabinet.call('GET', `/folders/${code}`, { as, headers });
const readsOf = async (code: string, query = '') => (await cabinet.call('GET', `/log/reads/${await refOf(code)}${query}`, { as: AUDIT })).body;
const entered = (code: string, count: number) => eventually(async () => (await readsOf(code)).items as { index: number; withheld: boolean; purpose: string; reader: object }[], (items) => items.length >= count);
const figure = async (name: string) => Number(new RegExp(`^lienthong_reads_${name}(?:_total)? (\\d+)$`, 'm').exec((await cabinet.call('GET', '/metrics', { as: null })).text)?.[1]);

describe('a read of a dossier', () => {
  it('is entered once, in the log that was read, with reader and purpose', async () => {
    expect((await read('RD0001', { ...CLERK, name: 'Cán bộ mẫu' }, { purpose: 'tra l%E1%BB%9Di c%C3%B4ng d%C3%A2n' })).status).toBe(200);
    const [item, ...others] = await entered('RD0001', 1);
    expect(others).toEqual([]);
    expect(item).toEqual({
      index: expect.any(Number), at: expect.stringMatching(/Z$/), type: 'DossierRead', what: 'GET /folders/:code', purpose: 'tra lời công dân', purposeStated: true,
      reader: { role: 'officer', organisation: 'H56.17', name: 'Cán bộ mẫu', agency: 'one-stop', unit: 'H56.17' }, withheld: false, withheldUntil: null, ground: null,
    });
    const [event] = (await cabinet.store.read({ after: item!.index - 1, limit: 1 }));
    expect(event).toMatchObject({ type: 'DossierRead', factNumber: null, actor: 'officer@H56.17', actorId: 'sample-clerk', dossier: { code: 'RD0001', ref: await refOf('RD0001'), version: 2 } });
    expect(event!.stream).toMatch(/^access\//);
    expect(event!.traceParent).toMatch(/^00-/);
  });

  it('is the same read within a minute, unless reader, purpose or dossier are others', async () => {
    const before = await figure('coalesced');
    for (let times = 0; times < 5; times += 1) await read('RD0002');
    await read('RD0002', CLERK, { purpose: 'another' });
    await read('RD0002', { ...CLERK, sub: 'another-clerk' });
    await read('RD0003');
    expect(await entered('RD0002', 3)).toHaveLength(3);
    expect(await entered('RD0003', 1)).toHaveLength(1);
    expect(await figure('coalesced')).toBe(before + 4);
  });

  it('that was refused, or found nothing, is none', async () => {
    const head = await cabinet.store.head();
    expect((await read('ZZ0001')).status).toBe(404);
    expect((await cabinet.call('GET', '/folders/RD0004', { as: null })).status).toBe(401);
    expect((await read('RD0004', CLERK, { purpose: 'x'.repeat(201) })).body).toMatchObject({ code: 'PURPOSE_MALFORMED', title: 'Mục đích xem không đọc được' });
    await pause(400);
    expect(await cabinet.store.head()).toEqual(head);
  });

  it('by somebody whose token names no unit is entered under the agency, and by nobody of neither is possible', async () => {
    expect((await read('RD0004', { ...CLERK, unit: '' })).status).toBe(200);
    expect((await entered('RD0004', 1))[0]!.reader).toMatchObject({ role: 'officer', organisation: 'one-stop' });
    expect((await read('RD0004', { ...CLERK, unit: '', agency: 'không tên' })).body.code).toBe('FORBIDDEN');
  });

  it('of a file is entered with its dossier where the handler knows one', async () => {
    await cabinet.call('GET', '/folders/scans/RD0005-abc');
    await cabinet.call('GET', '/folders/scans/loose-def');
    expect(await entered('RD0005', 1)).toEqual([expect.objectContaining({ type: 'FileRead', file: 'RD0005-abc', what: 'GET /folders/scans/:hash' })]);
    const events = (await cabinet.store.read({ after: -1, limit: 500 })).filter(({ type, data }) => type === 'FileRead' && data.file === 'loose-def');
    expect(events).toEqual([expect.objectContaining({ dossier: null })]);
  });
});

describe('a read that its holder may not know of yet', () => {
  it('is entered with its ground, and marked until its time has come', async () => {
    expect((await read('RD0006', INVESTIGATOR, WITHHOLDING)).status).toBe(200);
    expect((await read('RD0006', INVESTIGATOR, { ...WITHHOLDING, 'withhold-until': new Date(Date.now() + 800).toISOString() })).status).toBe(200);
    const until = () => eventually(async () => (await readsOf('RD0006')).items as { withheld: boolean; ground: string; purpose: string }[], (items) => items.length === 2 && !items[0]!.withheld);
    const [short, long] = await until();
    expect([short!.withheld, long!.withheld, long!.ground, long!.purpose]).toEqual([false, true, WITHHOLDING['legal-ground'], WITHHOLDING.purpose]);
    const { body: { events } } = await cabinet.call('GET', `/log/openings/${await refOf('RD0006')}`, { as: AUDIT });
    expect(events.map(({ type, withheld }: { type: string; withheld: boolean }) => [type, withheld])).toEqual([['FolderOpened', false], ['DossierRead', true], ['DossierRead', false]]);
  });

  it('is refused to others, and without a ground, before anything is shown', async () => {
    expect((await read('RD0006', CLERK, WITHHOLDING)).body).toMatchObject({ status: 403, code: 'WITHHOLDING_NOT_ALLOWED' });
    const { 'legal-ground': _, ...groundless } = WITHHOLDING;
    const refused = await read('RD0006', INVESTIGATOR, { ...groundless, 'accept-language': 'en' });
    expect(refused.body).toMatchObject({ status: 400, code: 'WITHHOLDING_MALFORMED', title: 'The request to withhold a read is malformed' });
    expect(refused.body.notes).toBeUndefined();
  });
});

describe('what opens a dossier\'s events', () => {
  it('is for the service audit alone', async () => {
    const ref = await refOf('RD0001');
    for (const as of [CLERK, ADMINISTRATOR, { ...AUDIT, agency: 'tax' }, { ...AUDIT, roles: ['auditor'] }]) {
      for (const path of ['openings', 'reads']) expect((await cabinet.call('GET', `/log/${path}/${ref}`, { as })).status).toBe(403);
    }
    expect((await cabinet.call('GET', '/log/openings/abc', { as: AUDIT })).body.code).toBe('BAD_REQUEST');
    expect((await cabinet.call('GET', `/log/reads/${ref}?limit=10001`, { as: AUDIT })).body.code).toBe('VALIDATION_FAILED');
    expect((await cabinet.call('GET', `/log/reads/${ref}?before=-1`, { as: AUDIT })).body.code).toBe('VALIDATION_FAILED');
  });

  it('is code, salts and sealed texts in log order', async () => {
    const { body } = await cabinet.call('GET', `/log/openings/${await refOf('RD0001')}`, { as: AUDIT });
    expect(body).toMatchObject({ origin: 'lienthong.local/audit', code: 'RD0001', dossierSalt: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(body.events).toHaveLength(2);
    expect(JSON.parse(body.events[0].sealed)).toEqual({ actorId: 'sample-clerk', data: { code: 'RD0001', title: 'x' } });
    expect(body.events[0].salt).toMatch(/^[0-9a-f]{64}$/);
    expect((await cabinet.call('GET', `/log/openings/${'0'.repeat(64)}`, { as: AUDIT })).body).toEqual({ origin: 'lienthong.local/audit', code: null, dossierSalt: null, events: [] });
  });

  it('is told by pages where many have read', async () => {
    for (const sub of ['a', 'b', 'c']) await read('RD0007', { ...CLERK, sub });
    await entered('RD0007', 3);
    const first = await readsOf('RD0007', '?limit=2');
    const second = await readsOf('RD0007', `?limit=2&before=${first.next}`);
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
    expect(new Set([...first.items, ...second.items].map(({ index }: { index: number }) => index)).size).toBe(3);
  });
});

describe('reads', () => {
  it('that a broken database could not take at once are entered later, each once', async () => {
    await open('RE0001');
    const before = await figure('recorded');
    const readers = Array.from({ length: 40 }, (_, number) => ({ ...CLERK, sub: `reader-${number}` }));
    const answers: number[] = [];
    for (const [place, reader] of readers.entries()) {
      if (place % 10 === 5) await breakConnections(cabinet.urls.database);
      answers.push((await read('RE0001', reader)).status);
    }
    const answered = answers.filter((status) => status === 200).length;
    expect(answered).toBeGreaterThan(20);
    expect(await entered('RE0001', answered)).toHaveLength(answered);
    await eventually(() => figure('pending'), (pending) => pending === 0);
    expect([await figure('recorded') - before, await figure('lost')]).toEqual([answered, 0]);
  });

  it('that were answered just before a stop are entered by it', async () => {
    await open('RF0001');
    for (let number = 0; number < 20; number += 1) await read('RF0001', { ...CLERK, sub: `late-${number}` });
    await cabinet.restart();
    expect((await readsOf('RF0001')).items).toHaveLength(20);
  });
});
