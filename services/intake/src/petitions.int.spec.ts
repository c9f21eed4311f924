import { accepted, AUDITOR, citizen, CLERK, CLERK_ELSEWHERE, LEADER, publishProcedure, startIntake, type Answer, type Intake } from './spec-intake.js';

const HEAD = { ...LEADER, sub: 'leader-17', unit: 'H56.17' };
const INSPECTOR = { ...CLERK, sub: 'inspector-1', roles: ['inspector'] };
const AUTHOR = citizen('038000000001');

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
  await publishProcedure(intake);
});
afterAll(async () => { await intake.stop(); });

const FEEDBACK = { matter: 'regulation-feedback', aspect: 'behaviour', subject: 'Phải nộp thêm giấy tờ', text: 'Cán bộ yêu cầu nộp thêm bản sao không có trong danh mục.' };
const ANONYMOUS = { ...FEEDBACK, author: undefined };
const WRITER = { name: 'Công dân mẫu A', identifier: '038000000001', address: 'Địa chỉ mẫu' };

async function received(body: object = {}, as: object = CLERK): Promise<string> {
  const { status, body: { number, ...problem } } = await intake.call('POST', '/petitions', { as: as as never, body: { ...FEEDBACK, author: WRITER, ...body } });
  expect([status, problem.code]).toEqual([201, undefined]);
  return number;
}

const act = (number: string, what: string, body: object = {}, as: object = CLERK): Promise<Answer> => intake.call('POST', `/petitions/${number}/${what}`, { as: as as never, body });
const find = async (number: string, as: object = HEAD): Promise<Answer> => intake.call('GET', `/petitions/${number}`, { as: as as never });
const clock = (body: Answer['body'], stage: string) => body.clocks.findLast((each: { stage: string }) => each.stage === stage);
const days = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

describe('feedback about rules', () => {
  it('is taken up, asked about, resolved and published, each stage by its date', async () => {
    const number = await received();
    expect((await find(number)).body).toMatchObject({ status: 'received', petition: { matter: 'regulation-feedback', aspect: 'behaviour' }, isProtected: false, mayAct: true });
    expect((await find(number)).body.clocks.map(({ stage }: { stage: string }) => stage).toSorted()).toEqual(['processing', 'resolution']);
    expect((await act(number, 'questions', { text: 'Xin cho biết cán bộ nào, ngày nào' })).status).toBe(200);
    expect((await act(number, 'replies', { text: 'Ngày 20/11, quầy số 2' }, AUTHOR)).status).toBe(200);
    expect((await act(number, 'acceptance')).status).toBe(200);
    expect((await act(number, 'publication')).body).toMatchObject({ status: 409, code: 'PETITION_NOT_IN_STATUS' });
    expect((await act(number, 'resolution', { text: 'Đã chấn chỉnh, không yêu cầu bản sao nữa' })).status).toBe(200);
    expect((await act(number, 'publication')).status).toBe(200);
    expect((await act(number, 'rating', { isSatisfied: true }, AUTHOR)).status).toBe(200);
    const { body } = await find(number);
    expect(body).toMatchObject({ status: 'published', isSatisfied: true, questions: [{ reply: 'Ngày 20/11, quầy số 2' }] });
    expect(body.clocks.every(({ doneAt, late }: { doneAt: string | null; late: boolean }) => doneAt !== null && !late)).toBe(true);
  });

  it('takes null for what a petition does not say', async () => {
    const number = await received({ author: null, aspect: null, round: null, complexity: null, isRemote: null, obstacles: null, dossierCode: null, receivedAt: null });
    expect((await find(number)).body.petition).toEqual({ matter: 'regulation-feedback', aspect: null, round: 1, complexity: 'ordinary', isRemote: false, obstacles: ['anonymous'] });
  });

  it('is not blank', async () => {
    const { status, body } = await intake.call('POST', '/petitions', { as: HEAD, body: { matter: 'regulation-feedback', subject: '  ', text: ' ' } });
    expect([status, body.errors.map(({ path }: { path: string }) => path)]).toEqual([422, ['subject', 'text']]);
  });

  it('explains its date line by line', async () => {
    const number = await received();
    const { body } = await intake.call('GET', `/petitions/${number}/due-date/explain?stage=resolution`, { as: HEAD });
    expect(body).toMatchObject({ of: 'due-date', about: number, value: clock((await find(number)).body, 'resolution').dueAt });
    expect(body.lines[0].text.vi).toBe('Thời hạn giải quyết đơn: 15 ngày làm việc');
    expect(body.lines[2]).toMatchObject({ text: { vi: expect.stringMatching(/^Nhận đơn lúc \d{2}:\d{2}/) }, source: body.lines[0].source });
    expect(body.answer.vi).toMatch(/^Hạn giải quyết đơn: /);
    expect(JSON.stringify(body)).not.toMatch(/hồ sơ|trả kết quả|Nghị định 118/i);
    expect(body.lines.at(-1).result).toBe(body.value);
  });

  it('is counted by the indicators of satisfaction, and by that of the dossier that it is about', async () => {
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    const report = async () => (await intake.until(() => intake.call('GET', `/reports/indicators?from=${today}&to=${today}`, { as: HEAD }), ({ status }) => status === 200)).body;
    const figure = (body: Answer['body'], number: string) => body.indicators.find((each: { number: string }) => each.number === number);
    const code = await accepted(intake);
    const before = await report();
    const late = await received({ receivedAt: `${today}T00:00:00+07:00`, dossierCode: code });
    await act(late, 'acceptance');
    await act(late, 'resolution', { text: 'Đã giải thích cho công dân' });
    await act(late, 'rating', { isSatisfied: false }, AUTHOR);
    const after = await report();
    expect([figure(after, '5.2').denominator, figure(after, '5.2').numerator]).toEqual([figure(before, '5.2').denominator + 1, figure(before, '5.2').numerator + 1]);
    expect(figure(after, '5.3').denominator - figure(after, '5.3').numerator).toBe(figure(before, '5.3').denominator - figure(before, '5.3').numerator + 1);
    expect(figure(after, '5.4').numerator).toBe(figure(before, '5.4').numerator - 1);
    expect((await find(late)).body.dossierCode).toBe(code);
    const behind = await intake.call('GET', `/reports/indicators/5.3/dossiers?from=${today}&to=${today}&part=late`, { as: HEAD });
    expect(behind.body.items.map(({ number }: { number: string }) => number)).toEqual([late]);
  });
});

describe('a complaint', () => {
  const complaint = { matter: 'complaint', subject: 'Khiếu nại quyết định', text: 'Không đồng ý với quyết định hành chính.' };

  it('has ten days to be accepted, thirty to be resolved, and is extended once as complex', async () => {
    const number = await received(complaint);
    const first = (await find(number)).body;
    expect(days(first.receivedAt, clock(first, 'acceptance').dueAt)).toBeGreaterThanOrEqual(10);
    await act(number, 'acceptance');
    const taken = (await find(number)).body;
    expect(days(clock(taken, 'resolution').from, clock(taken, 'resolution').dueAt)).toBeGreaterThanOrEqual(30);
    expect((await act(number, 'extension', { text: 'Vụ việc phức tạp, nhiều cơ quan liên quan' })).status).toBe(200);
    const extended = (await find(number)).body;
    expect(clock(extended, 'resolution').rule).toBe('complaint-1-complex');
    expect(days(clock(extended, 'resolution').from, clock(extended, 'resolution').dueAt)).toBeGreaterThanOrEqual(45);
    expect((await act(number, 'extension', { text: 'Xin gia hạn thêm một lần nữa' })).body).toMatchObject({ code: 'EXTENSION_NOT_ALLOWED' });
    await act(number, 'resolution', { text: 'Giữ nguyên quyết định, đã giải thích' });
    expect((await act(number, 'publication')).body).toMatchObject({ code: 'ANSWER_NOT_PUBLIC' });
    expect((await act(number, 'rating', { isSatisfied: true }, AUTHOR)).status).toBe(200);
    expect((await act(number, 'rating', { isSatisfied: false }, AUTHOR)).body).toMatchObject({ code: 'ANSWER_RATED' });
  });

  it('cannot be accepted while something is in the way, and goes to another unit or back with guidance', async () => {
    const number = await received({ ...complaint, obstacles: ['no-signature'] });
    expect((await act(number, 'acceptance')).body).toMatchObject({ code: 'PETITION_INELIGIBLE', whatToDo: expect.stringContaining('no-signature') });
    expect((await act(number, 'classification', { matter: 'complaint', round: 2 })).status).toBe(200);
    expect((await act(number, 'transfer', { unit: 'H56.18', to: 'Bộ phận Một cửa 18', reason: 'Thuộc thẩm quyền đơn vị khác' })).status).toBe(200);
    expect((await act(number, 'acceptance')).body).toMatchObject({ code: 'PETITION_UNKNOWN' });
    expect((await act(number, 'acceptance', {}, { ...LEADER, unit: 'H56' })).body).toMatchObject({ code: 'NOT_YOUR_PETITION' });
    expect((await act(number, 'return', { text: 'Đề nghị gửi đến Tòa án theo quy định' }, CLERK_ELSEWHERE)).status).toBe(200);
    expect((await find(number, CLERK_ELSEWHERE)).body).toMatchObject({ status: 'returned', ending: { text: 'Đề nghị gửi đến Tòa án theo quy định' } });
    for (const [what, body, code] of [['return', { text: 'E-42' }, 'PETITION_NOT_IN_STATUS'], ['classification', { matter: 'x' }, 'VALIDATION_FAILED']] as const) expect((await act(number, what, body, CLERK_ELSEWHERE)).body.code).toBe(code);
  });
});

describe('the notice of acceptance', () => {
  const complaint = { matter: 'complaint', subject: 'Khiếu nại quyết định <số 1>', text: 'Không đồng ý với quyết định hành chính.' };
  const notice = (number: string, as: object = HEAD, query = '') => intake.call('GET', `/petitions/${number}/acceptance-notice${query}`, { as: as as never });

  it('is there once it is taken up, for its author too, with the law and the date', async () => {
    const number = await received(complaint);
    expect((await notice(number)).body).toMatchObject({ status: 409, code: 'NO_ACCEPTANCE_NOTICE' });
    await act(number, 'acceptance');
    const { body } = await notice(number, AUTHOR);
    expect(body).toMatchObject({
      title: { vi: 'Thông báo về việc thụ lý giải quyết khiếu nại' }, number, author: { name: 'Công dân mẫu A' }, limit: { vi: '30 ngày' }, dueAt: clock((await find(number)).body, 'resolution').dueAt,
      legalBasis: [{ vi: 'Luật Khiếu nại 2011, Điều 27' }, { vi: 'Luật Khiếu nại 2011, Điều 28' }],
    });
    const page = (await notice(number, HEAD, '?format=html')).text;
    expect(page).toContain('Luật Khiếu nại 2011, Điều 27');
    expect(page).toContain('&lt;số 1&gt;');
    expect((await notice(number, citizen('038000000009'))).body.code).toBe('PETITION_UNKNOWN');
  });

  it('of a denunciation names its author only to those who may know, and of nobody there is none', async () => {
    const number = await received({ matter: 'denunciation', subject: 'Tố cáo hành vi', text: 'Nội dung tố cáo mẫu.' });
    await act(number, 'acceptance', {}, INSPECTOR);
    expect((await notice(number, INSPECTOR)).body).toMatchObject({ author: { name: 'Công dân mẫu A' }, title: { vi: 'Thông báo về việc thụ lý giải quyết tố cáo' } });
    expect((await notice(number, AUDITOR)).body.code).toBe('NO_ACCEPTANCE_NOTICE');
  });
});

describe('a denunciation', () => {
  it('is known to the leaders and inspectors of its unit, and its author to nobody else', async () => {
    const number = await received({ matter: 'denunciation', complexity: 'complex', subject: 'Tố cáo hành vi', text: 'Nội dung tố cáo mẫu.' });
    for (const as of [CLERK, CLERK_ELSEWHERE, citizen('038000000009')]) expect((await find(number, as)).status).toBe(404);
    for (const as of [HEAD, INSPECTOR]) expect((await find(number, as)).body).toMatchObject({ author: { name: 'Công dân mẫu A' }, isProtected: true });
    const audited = await find(number, AUDITOR);
    expect(audited.body).toMatchObject({ author: null, text: null, isAuthorWithheld: true });
    expect(audited.text).not.toContain('Công dân mẫu A');
    const seen = async (as: object) => (await intake.call('GET', `/petitions?matter=denunciation`, { as: as as never })).body.items.map((row: { number: string }) => row.number);
    expect(await intake.until(() => seen(HEAD), (numbers) => numbers.includes(number))).toContain(number);
    expect(await seen(CLERK)).toEqual([]);
    expect((await act(number, 'acceptance', {}, INSPECTOR)).status).toBe(200);
    expect((await act(number, 'extension', { text: 'Vụ việc phức tạp cần xác minh thêm' }, INSPECTOR)).status).toBe(200);
    expect((await act(number, 'extension', { text: 'Cần xác minh thêm một lần nữa' }, INSPECTOR)).body.code).toBe('EXTENSION_NOT_ALLOWED');
  });
});

describe('a petition', () => {
  it('of nobody is not eligible, one of a citizen comes by the portal, and one of tomorrow is refused', async () => {
    const { body: { number } } = await intake.call('POST', '/petitions', { body: ANONYMOUS });
    expect((await find(number)).body).toMatchObject({ author: null, petition: { obstacles: ['anonymous'] } });
    const own = await received({ author: undefined }, AUTHOR);
    expect((await find(own, AUTHOR)).body).toMatchObject({ source: 'portal', unit: 'H56.17', author: { identifier: '038000000001' } });
    expect((await intake.call('POST', '/petitions', { body: { ...FEEDBACK, receivedAt: new Date(Date.now() + 86_400_000).toISOString() } })).body.code).toBe('DATE_IN_FUTURE');
    expect((await intake.call('POST', '/petitions', { body: { ...FEEDBACK, receivedAt: '2019-01-02T08:00:00+07:00' } })).body.code).toBe('NO_DUE_DATE');
    expect((await intake.call('POST', '/petitions', { body: { ...FEEDBACK, dossierCode: 'H56.17-20200101-0001' } })).body.code).toBe('DOSSIER_UNKNOWN');
  });

  it('that is refused takes no number', async () => {
    const first = Number((await received()).slice(-5));
    for (const wrong of [{ receivedAt: new Date(Date.now() + 86_400_000).toISOString() }, { receivedAt: '2019-01-02T08:00:00+07:00' }, { dossierCode: 'H56.17-20200101-0001' }]) expect((await intake.call('POST', '/petitions', { body: { ...FEEDBACK, ...wrong } })).status).toBeGreaterThan(400);
    expect(Number((await received()).slice(-5))).toBe(first + 1);
  });

  it('tells a citizen nothing of dossiers that are not theirs', async () => {
    const [own, foreign] = [await accepted(intake), await accepted(intake, { transferor: { name: 'Công dân mẫu C', identifier: '038000000003' }, transferee: { name: 'Công dân mẫu D', identifier: '038000000004' } })];
    await intake.until(() => intake.call('GET', `/dossiers/${foreign}`), ({ status }) => status === 200);
    const asked = async (dossierCode: string) => {
      const { status, body: { title, whatToDo, code } } = await intake.call('POST', '/petitions', { as: AUTHOR, body: { ...FEEDBACK, dossierCode } });
      return { status, title, whatToDo, code };
    };
    expect((await asked(own)).status).toBe(201);
    expect(await asked(foreign)).toEqual(await asked('H56.17-20200101-0001'));
    expect(await asked(foreign)).toMatchObject({ status: 404, code: 'DOSSIER_UNKNOWN' });
    // One petition is no dossier of another.
    expect((await intake.call('POST', '/petitions', { body: { ...FEEDBACK, dossierCode: await received() } })).body.code).toBe('DOSSIER_UNKNOWN');
    // An officer enters what is about any dossier.
    expect((await intake.call('POST', '/petitions', { as: CLERK_ELSEWHERE, body: { ...FEEDBACK, dossierCode: foreign } })).status).toBe(201);
  });

  it('past its date is on the list of what is overdue, which pages', async () => {
    const number = await received({ receivedAt: '2026-06-01T08:00:00+07:00' });
    const list = async (query: string) => (await intake.call('GET', `/petitions?${query}`, { as: HEAD })).body;
    const overdue = await intake.until(() => list('overdue=true'), ({ items }) => items.length > 0);
    expect(overdue.items).toMatchObject([{ number, overdue: true }]);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Answer['body'] = await list(`limit=2&cursor=${cursor}`);
      seen.push(...page.items.map((row: { number: string }) => row.number));
      cursor = page.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain(number);
  });
});
