import { administrator, citizen, leader, second, startProcessing, until, type ServiceUnderTest } from './spec-service.js';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
});
afterAll(() => service.stop());

type Explained = Readonly<{ value: string; answer: Readonly<{ vi: string }>; lines: readonly Readonly<{ step: string; result: string | null; text: Readonly<{ vi: string }>; source: Readonly<{ vi: string }> }>[] }>;
const REASON = 'Sổ giao nhận của bưu điện ghi ngày khác';

describe('a due date that has to be explained', () => {
  it('tells how it was counted, what was waited, and every date before with its reason, to parties too', async () => {
    const code = service.accept();
    await service.openStep(code, 'verify');
    service.verify(code);
    await service.openStep(code, 'await-payment');
    service.pay(code);
    await service.openStep(code, 'sign');
    const explain = async () => (await service.call('GET', `/dossiers/${code}/due-date/explain`, citizen('038000000001'))).body as unknown as Explained;
    const before = await explain();
    expect([before.value, before.answer.vi]).toEqual(['2026-12-08T15:30:00+07:00', 'Hạn trả kết quả: 15:30 thứ Ba 08/12/2026']);
    expect(before.lines[0]?.source.vi).toBe('Nghị định mẫu, Điều 7');
    expect(before.lines.map(({ step }) => step)).toEqual(['limit', 'superseded', 'calendar', 'received', 'skipped', 'counted', 'skipped', 'counted', 'suspended']);

    const corrected = await service.call('POST', `/dossiers/${code}/clock/corrections`, leader, { what: 'suspension-void', suspension: 1, reason: REASON });
    expect(corrected.status).toBe(200);
    const extended = await service.call('POST', `/dossiers/${code}/clock/extensions`, leader, { limit: 'P2D', reason: REASON });
    expect(extended.status).toBe(200);
    const after = await explain();
    expect([after.value, after.lines.at(-1)?.result]).toEqual(['2026-12-08T15:30:00+07:00', '2026-12-08T15:30:00+07:00']);
    expect(after.lines.filter(({ step }) => step === 'superseded').map(({ result }) => result)).toEqual(['2026-12-04T15:30:00+07:00', '2026-12-08T15:30:00+07:00', '2026-12-04T15:30:00+07:00']);
    expect(after.lines.at(-2)?.step).toBe('voided');
    expect((await service.call('GET', `/dossiers/${code}/due-date`, leader)).body['dates']).toMatchObject([{ dueAt: '2026-12-04T15:30:00+07:00' }, {}, { because: { vi: `Đính chính tạm dừng lần 1 không có căn cứ: ${REASON}` } }, { dueAt: '2026-12-08T15:30:00+07:00' }]);
    const facts = await service.store().readFacts({ after: 0, limit: 1000, dossier: code });
    expect(facts.filter(({ type }) => type === 'DueDateMoved').map(({ data }) => (data as { ground?: string }).ground)).toEqual(['financial-obligation', 'correction', 'extension']);
  });

  it('is explained of a step to those who may see it', async () => {
    const code = service.accept();
    await service.openStep(code, 'verify');
    service.verify(code);
    await service.openStep(code, 'await-payment');
    service.pay(code);
    const step = await service.openStep(code, 'sign');
    const explained = (await service.call('GET', `/tasks/${code}~sign~1/due-date/explain`, leader)).body as unknown as Explained;
    expect(explained.value).toBe(step['dueAt']);
    expect((await service.call('GET', `/tasks/${code}~sign~1/due-date/explain`, { ...leader, unit: 'H56.24' })).status).toBe(403);
  });

  it('is changed by a leader of an office that has the dossier, once by an apology, and never for the impossible', async () => {
    const code = service.accept();
    await service.openStep(code, 'verify');
    const codeOf = async (path: string, as: typeof leader, body: object) => {
      const { status, body: answer } = await service.call('POST', `/dossiers/${code}/clock/${path}`, as, { reason: REASON, ...body });
      return status === 200 ? 200 : answer['code'];
    };
    const far = '2027-06-10T15:30:00+07:00';
    expect([await codeOf('extensions', leader, { limit: 'P0D' }), await codeOf('extensions', leader, { limit: 'P2D', reason: ' '.repeat(20) })]).toEqual(['VALIDATION_FAILED', 'VALIDATION_FAILED']);
    expect([
      await codeOf('apology', { ...leader, unit: 'H56.24' }, { dueAt: far }), await codeOf('apology', { ...second, roles: ['officer'] }, { dueAt: far }), await codeOf('apology', leader, { dueAt: '2026-11-23T09:00:00+07:00' }),
      await codeOf('apology', leader, { dueAt: far }), await codeOf('apology', leader, { dueAt: far }), await codeOf('corrections', administrator, { what: 'suspension-void', suspension: 3 }),
      await codeOf('corrections', administrator, { what: 'receipt' }), await codeOf('corrections', administrator, { what: 'suspension-ground', suspension: 1, ground: null }), await codeOf('corrections', administrator, { what: 'calendar', calendar: null }), await codeOf('corrections', administrator, { what: 'calendar', calendar: 'h99' }), await codeOf('extensions', leader, { limit: 'soon' }),
    ]).toEqual(['DOSSIER_UNKNOWN', 'FORBIDDEN', 'NOT_LATER', 200, 'ALREADY_POSTPONED', 'CORRECTION_IMPOSSIBLE', 'VALIDATION_FAILED', 'VALIDATION_FAILED', 'VALIDATION_FAILED', 'CALENDAR_UNKNOWN', 'NOT_A_LIMIT']);
  });

  it('is previewed by the same decision before it is confirmed, and confirmed only as it was previewed', async () => {
    const code = service.accept();
    await service.openStep(code, 'verify');
    service.verify(code);
    await service.openStep(code, 'await-payment');
    service.pay(code);
    const step = await service.openStep(code, 'sign');
    // Warnings are given of themselves.
    const written = async () => (await Promise.all(['clock', 'instance'].map((stream) => service.store().load(`${stream}/${code}`)))).flatMap(({ events }) => events.map(({ type }) => type).filter((type) => type !== 'WarningGiven'));
    const before = await written();
    const asked = { limit: 'P2D', legalBasis: 'Nghị định mẫu, Điều 21', reason: REASON };
    const { status, body } = await service.call('POST', `/dossiers/${code}/clock/extensions/preview`, leader, asked);
    expect([status, body]).toMatchObject([200, { dossierCode: code, from: '2026-12-08T15:30:00+07:00', dueAt: '2026-12-10T15:30:00+07:00', isInTime: null, steps: [{ taskId: `${code}~sign~1`, element: 'sign', from: step['dueAt'] }] }]);
    expect(await written()).toEqual(before);
    const foreseen = body['explanation'] as Explained;
    expect([foreseen.value, foreseen.lines.at(-1)]).toMatchObject(['2026-12-10T15:30:00+07:00', { step: 'extended', source: { vi: 'Nghị định mẫu, Điều 21' } }]);

    const outdated = await service.call('POST', `/dossiers/${code}/clock/extensions`, leader, { ...asked, previewedDueAt: '2026-12-09T15:30:00+07:00' });
    expect([outdated.status, outdated.body['code'], await written()]).toEqual([409, 'PREVIEW_OUTDATED', before]);
    expect((await service.call('POST', `/dossiers/${code}/clock/extensions`, leader, { ...asked, previewedDueAt: body['dueAt'] })).status).toBe(200);
    const explained = (await service.call('GET', `/dossiers/${code}/due-date/explain`, leader)).body as unknown as Explained;
    // But for the moment at which the date was replaced.
    expect([explained.value, explained.lines.length, explained.lines.at(-1)]).toEqual([foreseen.value, foreseen.lines.length, foreseen.lines.at(-1)]);
    expect((await service.openStep(code, 'sign'))['dueAt']).toBe((body['steps'] as readonly { to: string }[])[0]?.to);

    const refused = async (path: string, request: object, as = leader) => (await service.call('POST', `/dossiers/${code}/clock/${path}/preview`, as, { reason: REASON, ...request })).body['code'];
    expect([
      await refused('apology', { dueAt: '2026-12-12T09:00:00+07:00' }), await refused('corrections', { what: 'suspension-void', suspension: 2 }), await refused('extensions', { limit: 'soon' }),
      await refused('extensions', asked, { ...second, roles: ['officer'] }), await refused('extensions', asked, { ...leader, unit: 'H56.24' }), await refused('extensions', { ...asked, legalBasis: '     ' }),
    ]).toEqual(['OUTSIDE_OFFICE_HOURS', 'CORRECTION_IMPOSSIBLE', 'NOT_A_LIMIT', 'FORBIDDEN', 'DOSSIER_UNKNOWN', 'VALIDATION_FAILED']);
    expect((await service.call('POST', `/dossiers/${code}/clock/apology/preview`, leader, { dueAt: '2027-06-10T15:30:00+07:00', reason: REASON })).body).toMatchObject({ dueAt: '2027-06-10T15:30:00+07:00', isInTime: true, steps: [] });
    // Who looks, also at what might be, is entered behind the answer, once for looks close together.
    await until('the reads', async () => {
      const looked = (await service.store().read({ after: 0, limit: 1_000 })).filter(({ type }) => type === 'DossierRead').map(({ data }) => data['what']);
      return looked.includes('POST /dossiers/:code/clock/extensions/preview') ? true : undefined;
    });
  });

  it('tells a leader what can be changed now, and why not what cannot', async () => {
    const code = service.accept();
    await service.openStep(code, 'verify');
    const options = async (as = leader, language = 'vi') => (await service.call('GET', `/dossiers/${code}/clock`, as, undefined, { 'accept-language': language })).body;
    const open = await options();
    expect(open).toMatchObject({ status: 'running', dueAt: '2026-12-04T15:30:00+07:00', receivedAt: '2026-11-20T15:30:00+07:00', calendar: 'vn-h56-2026', suspensions: [], extension: { problem: null }, apology: { problem: null, deadline: '2026-12-03T15:30:00+07:00', legalBasis: { vi: expect.stringContaining('mẫu 04') } } });
    const { suggestedDueAt } = open['apology'] as { suggestedDueAt: string };
    expect((await service.call('POST', `/dossiers/${code}/clock/apology`, leader, { dueAt: suggestedDueAt, reason: REASON, previewedDueAt: suggestedDueAt })).status).toBe(200);
    expect((await options())['apology']).toMatchObject({ problem: { code: 'ALREADY_POSTPONED', title: 'Hồ sơ đã được hẹn lại một lần' } });
    expect((await options(leader, 'en'))['apology']).toMatchObject({ problem: { title: 'The dossier has been given a new date already' } });
    service.verify(code);
    await service.openStep(code, 'await-payment');
    expect(await options()).toMatchObject({ status: 'suspended', suspensions: [{ number: 1, ground: 'financial-obligation', from: '2026-11-23T09:00:00+07:00', to: null, isVoid: false }], extension: { problem: null }, apology: { problem: { code: 'CLOCK_SUSPENDED' } } });
    expect([(await options({ ...second, roles: ['officer'] }))['code'], (await options({ ...leader, unit: 'H56.24' }))['code']]).toEqual(['FORBIDDEN', 'DOSSIER_UNKNOWN']);
  });

  it('is said sorry for on form 04, which the parties read and print', async () => {
    const code = service.accept();
    await service.openStep(code, 'verify');
    expect((await service.call('GET', `/dossiers/${code}/apology`, leader)).body['code']).toBe('NO_APOLOGY');
    await service.call('POST', `/dossiers/${code}/clock/apology`, leader, { dueAt: '2027-06-10T15:30:00+07:00', reason: REASON });
    const { body } = await service.call('GET', `/dossiers/${code}/apology`, citizen('038000000001'));
    expect(body).toMatchObject({ form: '04', unit: 'H56.23', receivedAt: '2026-11-20T15:30:00+07:00', firstDueAt: '2026-12-04T15:30:00+07:00', newDueAt: '2027-06-10T15:30:00+07:00', reason: REASON, signedBy: 'Lãnh Đạo Mẫu' });
    const { text } = await service.call('GET', `/dossiers/${code}/apology?format=html`, leader);
    expect(text).toContain('Thời gian hẹn trả kết quả mới</dt><dd><strong>15:30 ngày 10/06/2027</strong>');
    expect((await service.call('GET', `/dossiers/${code}/apology`, citizen('038000000009'))).status).toBe(404);
  });
});
