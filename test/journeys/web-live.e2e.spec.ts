import { expectPage } from './browser-visit.js';
import { DOSSIERS, eachVisit } from './web-visit.js';

// The built web app alone, in real Chromium, against sample answers: one dossier, the board, and both while facts arrive.

const visit = eachVisit();

const DESKS = [['Một cửa', 'one-stop'], ['Đăng ký đất đai', 'land-registry'], ['Thuế', 'tax'], ['Bưu chính', 'postal']] as const;
/** After so many steps a sample dossier waits at the one-stop unit, and the next fact moves it to the land registry. */
const ABOUT_TO_LEAVE_ONE_STOP = 2;

describe('one dossier', () => {
  it('says who has it, since when, why, and how its date came to be', async () => {
    const code = visit().dossierAfter(8);
    const { task, reason } = visit().server.office.get(code);
    await visit().signIn(`/dossiers/${code}`);
    const custody = visit().page.getByRole('region', { name: 'Đang ở đâu' });
    await expectPage(custody).toContainText('Thuế');
    await expectPage(custody).toContainText(task?.vi ?? '');
    await expectPage(custody).toContainText(reason?.vi ?? '');
    const due = visit().page.getByRole('region', { name: 'Hạn trả kết quả' });
    await expectPage(due).toContainText('Tạm dừng tính hạn');
    await expectPage(due.getByRole('listitem')).toHaveCount(4);
    await expectPage(due).toContainText('Hẹn lúc tiếp nhận: 15:30 20/11/2026');
    await visit().speakEnglish();
    const where = visit().page.getByRole('region', { name: 'Where it is now' });
    await expectPage(where).toContainText(task?.en ?? '');
    await expectPage(where).toContainText(reason?.en ?? '');
  });

  it('tells its journey in either order, in the time of Việt Nam', async () => {
    const code = visit().dossierAfter(8);
    const timeline = visit().server.office.timelines.get(code) ?? [];
    await visit().signIn(`/dossiers/${code}`);
    const { stops } = visit();
    await expectPage(stops).toHaveCount(8);
    await expectPage(stops.first()).toContainText(timeline.at(-1)?.title.vi ?? '');
    const first = timeline[0]?.at ?? '';
    await visit().page.getByRole('button', { name: 'Cũ nhất trước' }).click();
    await expectPage(stops.first()).toContainText('Nộp hồ sơ tại quầy');
    await expectPage(stops.first().locator('time')).toHaveText(new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(first)));
    await stops.first().getByText('Sự việc số').click();
    await expectPage(stops.first()).toContainText('DossierSubmitted');
  });

  it('admits what is missing from its history', async () => {
    visit().server.gaps.push({ source: 'tax', from: 41, to: 43 });
    await visit().signIn(`/dossiers/${visit().server.office.firstAt('tax')}`);
    await expectPage(visit().page.getByText('Thuế: chưa nghe được sự việc số 41 đến 43')).toBeVisible();
  });

  it('shows a failed step wherever the dossier is shown', async () => {
    const code = visit().dossierAfter(8);
    visit().server.office.failStep(code);
    await visit().signIn(`/dossiers/${code}`);
    await expectPage(visit().page.getByText('1 sự cố chờ người xử lý')).toBeVisible();
    await visit().page.goto(`${visit().server.url}/dossiers?q=${code}`);
    await expectPage(visit().rowOf(code)).toContainText('1 sự cố chờ người xử lý');
    await visit().page.goto(`${visit().server.url}/board`);
    await expectPage(visit().page.getByText('1 sự cố chờ người xử lý')).toBeVisible();
  });

  it('says in the chosen language that there is none and what to do', async () => {
    await visit().signIn('/dossiers/H56.17-20261125-9999');
    await expectPage(visit().page.getByRole('alert')).toContainText('Không có hồ sơ này');
    await visit().speakEnglish();
    await expectPage(visit().page.getByRole('alert')).toContainText('Check the dossier code.');
  });
});

describe('the board', () => {
  it('counts what waits where as audit does', async () => {
    await visit().signIn('/board');
    for (const [name, agency] of DESKS) {
      const load = visit().server.office.board().agencies.find((each) => each.agency === agency);
      await expectPage(visit().column(name).locator('[data-count]')).toHaveText(String(load?.waiting));
      for (const task of load?.tasks ?? []) await expectPage(visit().column(name).getByRole('listitem').filter({ hasText: task.name.vi }).first()).toContainText(String(task.count));
      if ((load?.late ?? 0) > 0) await expectPage(visit().column(name).getByRole('link', { name: `${load?.late} trễ hạn` })).toBeVisible();
    }
  });

  it('leads from a count to the dossiers behind it', async () => {
    const waiting = visit().waitingAt('tax');
    await visit().signIn('/board');
    await visit().column('Thuế').getByRole('link', { name: `Xem cả ${waiting} hồ sơ` }).click();
    await expectPage(visit().total).toHaveText(`${waiting} hồ sơ`);
  });
});

describe('live', () => {
  it('changes a row in its place', async () => {
    await visit().signIn();
    const code = visit().dossierAfter(ABOUT_TO_LEAVE_ONE_STOP);
    await visit().page.getByRole('searchbox').fill(code);
    await expectPage(visit().rows).toHaveCount(1);
    await expectPage(visit().rowOf(code)).toContainText('Một cửa');
    visit().server.office.advance(code);
    await expectPage(visit().rowOf(code)).toContainText('Thẩm định thửa đất');
    await expectPage(visit().rowOf(code)).toContainText('Đăng ký đất đai');
    await expectPage(visit().rowOf(code)).toContainText('vừa xong');
  });

  it('takes a row out of a list that no longer asks for it, hands its focus on, and recounts', async () => {
    await visit().signIn('/dossiers?agency=one-stop');
    const before = visit().waitingAt('one-stop') ?? 0;
    await expectPage(visit().rows).toHaveCount(before);
    const leaving = visit().dossierAfter(ABOUT_TO_LEAVE_ONE_STOP);
    await visit().rowOf(leaving).getByRole('link').focus();
    visit().server.office.advance(leaving);
    await expectPage(visit().rows).toHaveCount(before - 1);
    await expectPage(visit().total).toHaveText(`${before - 1} hồ sơ`);
    await expectPage(visit().focusedRow).toHaveCount(1);
  });

  it('shows a new dossier by itself to whoever looks at the top, and offers it to whoever reads on', async () => {
    await visit().signIn();
    await expectPage(visit().rows).toHaveCount(50);
    const first = visit().server.office.submit(900);
    await expectPage(visit().rows.first()).toContainText(first);
    await expectPage(visit().total).toHaveText(`${DOSSIERS + 1} hồ sơ`);
    await visit().page.keyboard.press('j');
    await visit().page.keyboard.press('j');
    const held = (await visit().focusedRow.getAttribute('data-row')) ?? '';
    const second = visit().server.office.submit(901);
    await expectPage(visit().total).toHaveText(`${DOSSIERS + 2} hồ sơ`);
    await expectPage(visit().rowOf(second)).toHaveCount(0);
    await expectPage(visit().focusedRow).toHaveAttribute('data-row', held);
    await visit().page.getByRole('button', { name: 'Danh sách có thay đổi. Cập nhật' }).click();
    await expectPage(visit().rows.first()).toContainText(second);
  });

  it('moves a card to the next desk and keeps every counter right through a burst', async () => {
    await visit().signIn('/board');
    const code = visit().server.office.submit(902);
    await expectPage(visit().column('Một cửa').getByRole('link', { name: code })).toBeVisible();
    visit().server.office.advance(code);
    visit().server.office.advance(code);
    await expectPage(visit().column('Đăng ký đất đai').getByRole('link', { name: code })).toBeVisible();
    await expectPage(visit().column('Một cửa').getByRole('link', { name: code })).toHaveCount(0);
    for (const [other, { state }] of visit().server.office.dossiers) if (state < 9) visit().server.office.advance(other);
    for (const [name, agency] of DESKS) {
      await expectPage(visit().column(name).locator('[data-count]')).toHaveText(String(visit().waitingAt(agency)));
    }
  });

  it('adds a fact to the open dossier and marks it as new', async () => {
    const code = visit().dossierAfter(6);
    await visit().signIn(`/dossiers/${code}`);
    const { stops } = visit();
    await expectPage(stops).toHaveCount(6);
    visit().server.office.advance(code);
    await expectPage(stops).toHaveCount(7);
    await expectPage(stops.first()).toContainText('Mới');
    await expectPage(stops.first()).toContainText('Thông báo nộp 43.750.000 đồng');
  });

  it('resumes after the last fact it heard when the connection drops, and misses nothing', async () => {
    await visit().signIn();
    const code = visit().dossierAfter(ABOUT_TO_LEAVE_ONE_STOP);
    await visit().page.getByRole('searchbox').fill(code);
    await expectPage(visit().rows).toHaveCount(1);
    const heard = visit().server.office.advance(code);
    await expectPage(visit().rowOf(code)).toContainText('Thẩm định thửa đất');
    visit().server.dropLive();
    await expectPage(visit().page.getByRole('status').filter({ hasText: 'Đang nối lại' })).toBeVisible();
    const reads: string[] = [];
    visit().page.on('request', (request) => reads.push(new URL(request.url()).pathname));
    for (let step = 0; step < 3; step += 1) visit().server.office.advance(code);
    await expectPage(visit().rowOf(code)).toContainText('Thẩm định thửa đất');
    visit().server.acceptLive();
    await expectPage(visit().rowOf(code)).toContainText('Xác định nghĩa vụ tài chính');
    await expectPage(visit().page.getByRole('status').filter({ hasText: 'Trực tiếp' })).toBeVisible();
    expect(visit().server.liveOpenings.at(-1)).toBe(String(heard.index));
    expect(reads).toContain('/api/audit/live');
  });

  it('gives its connection back while nobody looks at the tab, and resumes when somebody does', async () => {
    const { page, server } = visit();
    await page.clock.install();
    await visit().signIn();
    const code = visit().dossierAfter(ABOUT_TO_LEAVE_ONE_STOP);
    await page.getByRole('searchbox').fill(code);
    await page.clock.runFor(1_000);
    await expectPage(visit().rows).toHaveCount(1);
    const heard = server.office.advance(code);
    await expectPage(visit().rowOf(code)).toContainText('Thẩm định thửa đất');
    await show(false);
    await page.clock.runFor(35_000);
    await expectPage.poll(() => server.openStreams).toBe(0);
    await page.clock.runFor(60_000);
    for (let step = 0; step < 3; step += 1) server.office.advance(code);
    expect(server.openStreams).toBe(0);
    await show(true);
    await expectPage(visit().rowOf(code)).toContainText('Xác định nghĩa vụ tài chính');
    expect(server.liveOpenings.at(-1)).toBe(String(heard.index));

    /** Headless Chromium never hides a tab, so the page is told that it did. */
    async function show(visible: boolean): Promise<void> {
      await page.evaluate(`Object.defineProperty(document, 'hidden', { configurable: true, value: ${!visible} }); document.dispatchEvent(new Event('visibilitychange'))`);
    }
  });

  it('starts without a past and reads once more what was read before the stream was open', async () => {
    const code = visit().dossierAfter(ABOUT_TO_LEAVE_ONE_STOP);
    const openStream = visit().server.hold('/api/audit/live');
    await visit().page.goto(`${visit().server.url}/dossiers?q=${code}`);
    await visit().signInButton.click();
    await expectPage(visit().rowOf(code)).toContainText('Một cửa');
    // Nobody hears this one: the stream is not open yet.
    visit().server.office.advance(code);
    openStream();
    await expectPage(visit().rowOf(code)).toContainText('Thẩm định thửa đất');
    expect(visit().server.liveOpenings).toEqual([null]);
  });
});
