import type { TokenClaims } from '@lienthong/testing';
import { administrator, startProcessing, until, type Row, type ServiceUnderTest } from './spec-service.js';
import { taskModel, TASK_PROCEDURE } from './spec-task-model.js';

const officer = (sub: string, name: string, roles = ['officer'], unit = 'H56.23'): TokenClaims => ({ sub, name, agency: 'land-registry', unit, roles });
const LAN = officer('lan', 'Lan Mẫu');
const MINH = officer('minh', 'Minh Mẫu');
const HOA = officer('hoa', 'Hoa Mẫu', ['leader', 'officer']);
const CHECKER = officer('binh', 'Bình Mẫu', ['checker']);
const ABROAD = officer('tu', 'Tú Mẫu', ['officer'], 'H56.24');
const VI = { 'accept-language': 'vi' };
const EN = { 'accept-language': 'en' };
const GOOD = { rate: 0.1, approved: true };

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
  const published = await service.call('POST', '/procedures', administrator, { model: taskModel });
  expect(published.status).toBe(201);
  // Whoever has opened the list once is known to colleagues.
  for (const known of [LAN, MINH, HOA, CHECKER, ABROAD]) expect((await service.call('GET', '/tasks', known)).status).toBe(200);
});
afterAll(() => service.stop());

const post = (path: string, as: TokenClaims, body: object = {}, headers = VI) => service.call('POST', path, as, body, headers);
async function checkTask(): Promise<string> {
  const code = service.accept({ procedureCode: TASK_PROCEDURE });
  await service.openStep(code, 'check');
  return `${code}~check~1`;
}
async function signTask(by = LAN, variables: object = GOOD): Promise<string> {
  const id = await checkTask();
  await post(`/tasks/${id}/claim`, by);
  expect((await post(`/tasks/${id}/completion`, by, { variables })).status).toBe(200);
  return id.replace('check', 'sign');
}
async function list(as: TokenClaims, query = ''): Promise<readonly Row[]> {
  const { position } = await service.store().head();
  const { status, body } = await service.call('GET', `/tasks?min-position=${position}&limit=200${query}`, as);
  expect(status).toBe(200);
  return body.items;
}
const ids = (rows: readonly Row[]): readonly unknown[] => rows.map((row) => row['taskId']);
async function history(id: string, as = HOA): Promise<readonly Row[]> {
  return (await service.call('GET', `/tasks/${id}/history`, as)).body.items;
}

describe('a task between several people', () => {
  it('is given, delegated, returned, planned and talked about, and its history says who, when and why', async () => {
    const id = await checkTask();
    expect((await post(`/tasks/${id}/assignment`, LAN, { to: 'minh', reason: 'Giúp tôi' })).body).toMatchObject({ status: 403, code: 'NOT_A_LEADER' });
    expect((await post(`/tasks/${id}/assignment`, HOA, { to: 'tu', reason: 'Giúp tôi' })).body).toMatchObject({ status: 403, code: 'NOT_A_CANDIDATE' });
    expect((await post(`/tasks/${id}/assignment`, HOA, { to: 'nobody', reason: 'Giúp tôi' })).body).toMatchObject({ status: 422, code: 'OFFICER_UNKNOWN' });
    expect((await post(`/tasks/${id}/assignment`, HOA, { to: 'lan', reason: 'Đúng chuyên môn' })).body).toMatchObject({ to: { name: 'Lan Mẫu' }, insteadOf: null });
    const refused = await post(`/tasks/${id}/claim`, MINH);
    expect(refused.body).toMatchObject({ status: 409, code: 'ALREADY_CLAIMED', whatToDo: expect.stringMatching(/^Hoa Mẫu giao cho Lan Mẫu lúc 20/) });
    expect((await post(`/tasks/${id}/delegation`, LAN, { to: 'minh', reason: 'Nhờ xem bản vẽ' })).status).toBe(200);
    expect((await post(`/tasks/${id}/completion`, LAN, { variables: GOOD }, EN)).body.whatToDo).toMatch(/^Lan Mẫu has delegated it to Minh Mẫu since 20/);
    expect((await post(`/tasks/${id}/comments`, MINH, { text: 'Bản vẽ thiếu mốc.' })).status).toBe(200);
    expect((await post(`/tasks/${id}/return`, MINH, { reason: 'Đã xem xong' })).status).toBe(200);
    expect((await post(`/tasks/${id}/return`, HOA, { reason: 'Trả lại' })).body).toMatchObject({ status: 409, code: 'NOT_DELEGATED' });
    expect((await post(`/tasks/${id}/schedule`, LAN, { followUpDate: '2026-11-30T09:00:00+07:00', priority: 70, reason: 'Chờ bổ sung' })).status).toBe(200);
    const { body } = await service.call('GET', `/tasks/${id}`, LAN);
    expect(body).toMatchObject({ status: 'open', claimed: { by: { name: 'Lan Mẫu' } }, owner: null, priority: 70, followUpAt: '2026-11-30T09:00:00+07:00', comments: 1 });
    const entries = (await history(id)).filter(({ what }) => what !== 'escalated');
    expect(entries.map(({ what, by, to }) => [what, by, to])).toEqual([
      ['opened', null, null], ['assigned', 'Hoa Mẫu', 'Lan Mẫu'], ['delegated', 'Lan Mẫu', 'Minh Mẫu'], ['commented', 'Minh Mẫu', null], ['given-back', 'Minh Mẫu', 'Lan Mẫu'], ['scheduled', 'Lan Mẫu', null],
    ]);
    expect(entries.every(({ at }) => /^20\d\d-.*\+07:00$/.test(String(at)))).toBe(true);
    expect((await service.call('GET', `/tasks/${id}/history?only=comments`, MINH)).body.items).toMatchObject([{ text: { vi: 'Bản vẽ thiếu mốc.' } }]);
    const first = (await service.call('GET', `/tasks/${id}/history?limit=2`, MINH)).body;
    const second = (await service.call('GET', `/tasks/${id}/history?limit=200&cursor=${first.next}`, MINH)).body;
    expect([first.items.length, second.items[0]?.['number']]).toEqual([2, 3]);
  });

  it('shows itself to its own office alone', async () => {
    const id = await checkTask();
    for (const path of [`/tasks/${id}`, `/tasks/${id}/history`]) {
      expect((await service.call('GET', path, ABROAD)).body).toMatchObject({ status: 403, code: 'NOT_A_CANDIDATE' });
      expect((await service.call('GET', path, { ...LAN, agency: 'tax', unit: 'H56.T7' })).body).toMatchObject({ code: 'NOT_A_CANDIDATE' });
    }
    expect((await service.call('GET', `/tasks/${id.replace('check', 'none')}`, LAN)).body).toMatchObject({ status: 404, code: 'JOB_UNKNOWN' });
    expect((await service.call('GET', '/tasks/nonsense', LAN)).body).toMatchObject({ status: 404, code: 'NOT_AN_ID' });
    expect(ids(await list(ABROAD))).not.toContain(id);
  });

  it('is not signed by who checked it, and says why in both languages', async () => {
    const id = await signTask();
    const vi = await post(`/tasks/${id}/claim`, LAN);
    expect(vi.body).toMatchObject({ status: 409, code: 'FOUR_EYES', whatToDo: expect.stringMatching(/^Lan Mẫu đã làm bước “Kiểm tra” lúc 20.*; người khác phải làm bước này\.$/) });
    expect((await post(`/tasks/${id}/claim`, LAN, {}, EN)).body.whatToDo).toMatch(/^Lan Mẫu did step "Kiểm tra" at 20/);
    expect((await post(`/tasks/${id}/claim`, MINH)).status).toBe(200);
  });

  it('ends in a decision of another kind, which the procedure catches', async () => {
    const id = await checkTask();
    await post(`/tasks/${id}/claim`, LAN);
    expect((await post(`/tasks/${id}/error`, LAN, { code: 'NOT_OURS', reason: 'Thuộc huyện khác' })).status).toBe(200);
    const code = id.split('~')[0] ?? '';
    expect((await service.call('GET', `/instances/${code}`, administrator)).body['status']).toBe('completed');
    expect((await service.call('GET', `/tasks/${id}`, LAN)).body).toMatchObject({ status: 'cancelled', claimed: null });
  });

  it('is seen and claimed by the role it is handed up to when it lies too long', async () => {
    const id = await checkTask();
    await until('the task is handed up', async () => (ids(await list(CHECKER)).includes(id) ? true : undefined));
    expect((await post(`/tasks/${id}/claim`, CHECKER)).status).toBe(200);
    expect((await history(id)).find(({ what }) => what === 'escalated')).toMatchObject({ to: 'checker', by: null });
  });
});

describe('the form of a task', () => {
  it('comes with the task, in the version of the dossier, with the data it is given', async () => {
    const { body } = await service.call('GET', `/tasks/${await checkTask()}`, LAN);
    expect(body['form']).toMatchObject({ id: 'Form_check', data: { price: 2_000_000_000 }, schema: { components: expect.arrayContaining([expect.objectContaining({ key: 'rate' })]) } });
  });
  it('is held against what is sent, field by field, in both languages', async () => {
    const id = await checkTask();
    await post(`/tasks/${id}/claim`, LAN);
    const vi = await post(`/tasks/${id}/completion`, LAN, { variables: { rate: 1.234, approved: false } });
    expect(vi.body).toMatchObject({ status: 422, code: 'FORM_INVALID' });
    expect(vi.body.errors).toEqual([
      { path: 'rate', message: '“Tỷ lệ” có tối đa 2 chữ số thập phân' }, { path: 'rate', message: '“Tỷ lệ” lớn nhất là 1' }, { path: 'note', message: '“Lý do không đồng ý” là bắt buộc' },
    ]);
    const en = await post(`/tasks/${id}/completion`, LAN, { variables: { approved: true } }, EN);
    expect(en.body.errors).toEqual([{ path: 'rate', message: '"Tỷ lệ" is required' }]);
    // Somebody else is told that the task is not theirs, not what is wrong with the form.
    expect((await post(`/tasks/${id}/completion`, MINH, { variables: {} })).body).toMatchObject({ code: 'ALREADY_CLAIMED' });
  });
  it('drops what it does not ask for, and decimals go through a sum and out again', async () => {
    const id = await signTask(LAN, { rate: 0.1, approved: true, note: 'bị ẩn', price: 1, forged: true });
    const sign = (await list(MINH)).find(({ taskId }) => taskId === id);
    expect(sign?.['inputs']).toEqual({ rate: 0.3 });
    const { events } = await service.store().load(`instance/${id.split('~')[0]}`);
    expect(events.find(({ type }) => type === 'JobCompleted')?.data).toMatchObject({ variables: { price: 2_000_000_000, rate: { '@type': 'number', '@value': '0.1' }, approved: true } });
    expect(JSON.stringify(events)).not.toContain('forged');
  });
});

describe('many tasks at once', () => {
  it('are completed each with its own answer', async () => {
    const [good, unclaimed, wrong] = [await checkTask(), await checkTask(), await checkTask()];
    for (const id of [good, wrong]) await post(`/tasks/${id}/claim`, LAN);
    const items = [
      { taskId: good, variables: GOOD }, { taskId: unclaimed, variables: GOOD }, { taskId: wrong, variables: {} }, { taskId: 'nonsense', variables: {} },
    ];
    const { status, body } = await post('/tasks/completions', LAN, { items });
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { taskId: good, completed: true }, { taskId: unclaimed, completed: false, problem: { status: 409, code: 'NOT_CLAIMED', title: 'Chưa nhận việc này' } },
      { taskId: wrong, completed: false, problem: { code: 'FORM_INVALID', errors: [{ path: 'rate' }, { path: 'note' }] } }, { completed: false, problem: { code: 'NOT_AN_ID' } },
    ]);
    // Sent again, what is done is answered as done.
    expect((await post('/tasks/completions', LAN, { items: items.slice(0, 1) })).body.items).toMatchObject([{ completed: true }]);
    for (const count of [0, 101]) {
      const many = Array.from({ length: count }, () => ({ taskId: good, variables: {} }));
      expect((await post('/tasks/completions', LAN, { items: many })).body).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
    }
  });

  it('are found by what an officer looks for', async () => {
    const [mine, free, delegated] = [await checkTask(), await checkTask(), await checkTask()];
    await post(`/tasks/${mine}/claim`, MINH);
    await post(`/tasks/${mine}/schedule`, MINH, { dueDate: '2026-01-05T09:00:00+07:00', followUpDate: '2026-01-04T09:00:00+07:00', priority: 95, reason: 'Gấp' });
    await post(`/tasks/${delegated}/claim`, MINH);
    await post(`/tasks/${delegated}/delegation`, MINH, { to: 'lan', reason: 'Nhờ làm' });
    const shown = async (query: string): Promise<readonly unknown[]> => ids(await list(MINH, query));
    expect(await shown('&show=mine')).toEqual(expect.arrayContaining([mine]));
    expect(await shown('&show=mine')).not.toContain(free);
    expect(await shown('&mine=true')).toEqual(await shown('&show=mine'));
    expect(await shown('&show=unclaimed')).toContain(free);
    expect(await shown('&show=unclaimed')).not.toContain(mine);
    expect(await shown('&show=delegated')).toEqual([delegated]);
    expect(await shown('&show=follow-up')).toEqual([mine]);
    expect(await shown('&show=overdue')).toContain(mine);
    expect(await shown('&priority=95')).toEqual([mine]);
    expect((await list(MINH))[0]).toMatchObject({ taskId: mine, procedure: TASK_PROCEDURE, procedureVersion: 1, plannedFor: '2026-01-05T09:00:00.000+07:00', hasForm: true });
    expect(new Set((await list(MINH, '&element=sign')).map(({ element }) => element))).toEqual(new Set(['sign']));
    expect(await shown('&procedure=9.000001')).toEqual([]);
    expect(await shown(`&dossier=${free.split('~')[0]}`)).toEqual([free]);
    expect((await service.call('GET', '/tasks?show=everything', MINH)).body).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
  });

  it.each(['due', 'priority', 'opened'])('come page by page in the order of %s, none twice', async (sort) => {
    const whole = ids(await list(HOA, `&sort=${sort}`));
    const seen: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: readonly Row[]; next: string | null } = (await service.call('GET', `/tasks?limit=3&sort=${sort}&cursor=${cursor}`, HOA)).body;
      seen.push(...ids(page.items));
      cursor = page.next;
    }
    expect(seen).toEqual(whole);
    if (sort !== 'priority') return;
    const priorities = (await list(HOA, '&sort=priority')).map(({ priority }) => Number(priority));
    expect(priorities).toEqual(priorities.toSorted((a, b) => b - a));
  });
});

describe('an officer who is away', () => {
  const days = (from: number, to: number) => ({ from: new Date(Date.now() + from * 86_400_000).toISOString().replace(/\.\d+/, ''), to: new Date(Date.now() + to * 86_400_000).toISOString().replace(/\.\d+/, '') });

  it('is stood in for: what they have, what they are given, and what they may claim', async () => {
    const AWAY = officer('nga', 'Nga Mẫu');
    await service.call('GET', '/tasks', AWAY);
    const id = await checkTask();
    await post(`/tasks/${id}/claim`, AWAY);
    expect((await post('/absences', MINH, { person: 'nga', substitute: 'lan', ...days(-1, 5), reason: 'Nghỉ phép' })).body).toMatchObject({ status: 403, code: 'ABSENCE_NOT_YOURS' });
    expect((await post('/absences', AWAY, { substitute: 'tu', ...days(-1, 5), reason: 'Nghỉ phép' })).body).toMatchObject({ status: 422, code: 'SUBSTITUTE_UNFIT' });
    const recorded = await post('/absences', HOA, { person: 'nga', substitute: 'lan', ...days(-1, 5), reason: 'Nghỉ phép' });
    expect(recorded.status).toBe(201);
    await until('the task is handed over', async () => (await history(id)).find(({ what }) => what === 'handed-over'));
    expect((await history(id)).at(-1)).toMatchObject({ what: 'handed-over', by: 'Hoa Mẫu', to: 'Lan Mẫu', text: { vi: 'Nghỉ phép' } });
    expect((await post(`/tasks/${id}/claim`, MINH)).body.whatToDo).toMatch(/^Lan Mẫu làm thay người vắng mặt từ 20/);
    const other = await checkTask();
    expect((await post(`/tasks/${other}/assignment`, HOA, { to: 'nga', reason: 'Việc mới' })).body).toMatchObject({ to: { name: 'Lan Mẫu' }, insteadOf: { name: 'Nga Mẫu' } });
    const { position } = await service.store().head();
    const listed = (await service.call('GET', `/absences?min-position=${position}`, MINH)).body.items;
    expect(listed).toMatchObject([{ person: { name: 'Nga Mẫu' }, substitute: { name: 'Lan Mẫu' }, recordedBy: 'Hoa Mẫu' }]);
    expect((await post('/absences', AWAY, { substitute: 'lan', ...days(1, 2), reason: 'Nghỉ nữa' })).body).toMatchObject({ status: 409, code: 'ABSENCE_OVERLAPS' });
    expect((await post(`/absences/${String(listed[0]?.['absenceId'])}/end`, AWAY)).status).toBe(200);
    const after = (await service.store().head()).position;
    expect((await service.call('GET', `/absences?min-position=${after}`, MINH)).body.items).toEqual([]);
    expect((await post(`/absences/${String(listed[0]?.['absenceId'])}/end?min-position=${after}`, AWAY)).body).toMatchObject({ status: 404, code: 'ABSENCE_UNKNOWN' });
    expect((await post(`/tasks/${await checkTask()}/assignment`, HOA, { to: 'nga', reason: 'Việc mới' })).body).toMatchObject({ insteadOf: null });
  });

  it('leaves the work to everybody when nobody who stands in is there', async () => {
    const [KIM, YEN] = [officer('kim', 'Kim Mẫu'), officer('yen', 'Yến Mẫu')];
    for (const known of [KIM, YEN]) await service.call('GET', '/tasks', known);
    const id = await checkTask();
    await post(`/tasks/${id}/claim`, KIM);
    await post('/absences', YEN, { substitute: 'kim', ...days(-1, 3), reason: 'Nghỉ ốm' });
    const last = await post('/absences', KIM, { substitute: 'yen', ...days(-1, 3), reason: 'Nghỉ ốm' });
    expect(last.status).toBe(201);
    await until('the task is released', async () => (await history(id)).find(({ what }) => what === 'released'));
    expect((await post(`/tasks/${id}/claim`, MINH)).status).toBe(200);
    expect((await post(`/tasks/${await checkTask()}/assignment`, HOA, { to: 'kim', reason: 'Việc mới' })).body).toMatchObject({ status: 422, code: 'SUBSTITUTE_UNFIT' });
  });

  it('is named as colleagues see each other: those of the unit, by name', async () => {
    expect((await service.call('GET', '/officers?q=minh', LAN)).body.items).toEqual([{ subject: 'minh', name: 'Minh Mẫu', roles: ['officer'] }]);
    expect((await service.call('GET', '/officers', LAN)).body.items.map(({ name }) => name)).not.toContain('Tú Mẫu');
  });
});
