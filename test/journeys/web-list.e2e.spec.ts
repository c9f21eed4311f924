import { expectPage } from './browser-visit.js';
import { DOSSIERS, eachVisit } from './web-visit.js';

// The built web app alone, in real Chromium, against sample answers: the list and the keyboard.

const visit = eachVisit();

describe('the list', () => {
  it('shows each dossier with state, holder, task and due date, and the true total', async () => {
    await visit().signIn();
    await expectPage(visit().total).toHaveText(`${DOSSIERS} hồ sơ`);
    await expectPage(visit().rows).toHaveCount(50);
    const row = visit().rowOf(visit().server.office.list(new URLSearchParams({ agency: 'land-registry', limit: '1' })).items[0]?.code ?? '');
    await expectPage(row).toContainText('chuyển nhượng quyền sử dụng đất');
    await expectPage(row).toContainText('Đang xử lý');
    await expectPage(row).toContainText('Đăng ký đất đai');
    await expectPage(row).toContainText(/Còn \d+ (ngày|giờ)|Trễ \d+ (ngày|giờ)/);
  });

  it('pages by cursor to the end', async () => {
    await visit().signIn();
    await expectPage(visit().page.getByText(`Đang hiện 50 trong ${DOSSIERS} hồ sơ`)).toBeVisible();
    await visit().page.getByRole('button', { name: 'Xem thêm' }).click();
    await expectPage(visit().rows).toHaveCount(DOSSIERS);
    await expectPage(visit().page.getByRole('button', { name: 'Xem thêm' })).toHaveCount(0);
  });

  it.each([
    ['state', { state: '6' }, async () => visit().page.getByLabel('Trạng thái').selectOption({ label: 'Yêu cầu thực hiện nghĩa vụ tài chính' })],
    ['agency', { agency: 'postal' }, async () => visit().page.getByLabel('Đang ở').selectOption({ label: 'Bưu chính' })],
    ['lateness', { late: 'true' }, async () => visit().page.getByLabel('Chỉ hồ sơ trễ hạn').check()],
    ['part of the code', { q: '-001' }, async () => visit().page.getByRole('searchbox').fill('-001')],
  ])('filters by %s', async (_name, query, choose) => {
    const { total } = visit().server.office.list(new URLSearchParams(query));
    expect(total).toBeGreaterThan(0);
    await visit().signIn();
    await choose();
    await expectPage(visit().total).toHaveText(`${total} hồ sơ`);
    await expectPage(visit().rows).toHaveCount(total);
    expect(Object.fromEntries(new URL(visit().page.url()).searchParams)).toEqual(query);
    await visit().page.getByRole('button', { name: 'Bỏ lọc' }).click();
    await expectPage(visit().total).toHaveText(`${DOSSIERS} hồ sơ`);
  });

  it('finds a code typed in small letters', async () => {
    await visit().signIn('/dossiers?q=h56.17-20261125-0007');
    await expectPage(visit().rows).toHaveCount(1);
  });

  it('marks what is late in words', async () => {
    const { total } = visit().server.office.list(new URLSearchParams({ late: 'true' }));
    expect(total).toBeGreaterThan(0);
    await visit().signIn('/dossiers?late=true');
    await expectPage(visit().rows).toHaveCount(total);
    for (const row of await visit().rows.all()) await expectPage(row).toContainText('Trễ');
  });

  it('says what to do when nothing matches', async () => {
    await visit().signIn('/dossiers?q=khong-co');
    await expectPage(visit().page.getByRole('heading', { name: 'Không có hồ sơ nào khớp' })).toBeVisible();
  });

  it('shows that it loads, then why it failed and what to do, then the rows', async () => {
    const release = visit().server.hold('/api/audit/dossiers');
    visit().server.refusals.set('/api/audit/dossiers', { status: 500, code: 'UNAVAILABLE', vi: { title: 'Kiểm toán đang bảo trì', whatToDo: 'Chờ mười phút rồi thử lại.' }, en: { title: 'Audit is under maintenance', whatToDo: 'Wait ten minutes, then try again.' } });
    await visit().signIn();
    await expectPage(visit().page.getByText('Đang tải', { exact: true })).toBeAttached();
    release();
    await expectPage(visit().page.getByRole('alert')).toContainText('Chờ mười phút rồi thử lại.');
    await expectPage(visit().page.getByRole('alert')).toContainText('UNAVAILABLE');
    await visit().speakEnglish();
    await expectPage(visit().page.getByRole('alert')).toContainText('Wait ten minutes, then try again.');
    visit().server.refusals.clear();
    await visit().page.getByRole('button', { name: 'Try again' }).click();
    await expectPage(visit().rows).toHaveCount(50);
    await expectPage(visit().page.getByRole('alert')).toHaveCount(0);
  });
});

describe('the keyboard', () => {
  it('walks the rows with j and k, opens with Enter and comes back with u', async () => {
    await visit().signIn();
    await expectPage(visit().rows).toHaveCount(50);
    const codes = visit().server.office.list(new URLSearchParams()).items.map(({ code }) => code);
    for (const [key, at] of [['j', 0], ['j', 1], ['j', 2], ['k', 1]] as const) {
      await visit().page.keyboard.press(key);
      await expectPage(visit().focusedRow).toHaveAttribute('data-row', codes[at] ?? '');
    }
    await visit().page.keyboard.press('Enter');
    await expectPage(visit().page.getByRole('heading', { level: 1, name: codes[1] ?? '' })).toBeVisible();
    await visit().page.keyboard.press('u');
    await expectPage(visit().rows.first()).toBeVisible();
  });

  it('loads more when it reaches the last row', async () => {
    await visit().signIn();
    await expectPage(visit().rows).toHaveCount(50);
    for (let press = 0; press < 50; press += 1) await visit().page.keyboard.press('j');
    await expectPage(visit().rows).toHaveCount(DOSSIERS);
  });

  it('searches from /, where letters are letters, and Enter leads to the rows', async () => {
    await visit().signIn();
    await expectPage(visit().rows).toHaveCount(50);
    await visit().page.keyboard.press('/');
    await expectPage(visit().page.getByRole('searchbox')).toBeFocused();
    await visit().page.keyboard.type('jk-00');
    await expectPage(visit().page.getByRole('searchbox')).toHaveValue('jk-00');
    await visit().page.getByRole('searchbox').fill('-0012');
    await expectPage(visit().rows).toHaveCount(1);
    await visit().page.keyboard.press('Enter');
    await expectPage(visit().focusedRow).toHaveAttribute('data-row', 'H56.17-20261125-0012');
  });

  it('explains itself, changes pages with g and can be turned off', async () => {
    await visit().signIn();
    await visit().pressInTurn('g', 'b');
    await expectPage(visit().page.getByRole('heading', { name: 'Toàn cảnh' })).toBeVisible();
    await visit().page.keyboard.press('?');
    await visit().page.getByLabel('Bật phím tắt một chữ').uncheck();
    await visit().page.keyboard.press('Escape');
    await expectPage(visit().page.getByRole('dialog')).toHaveCount(0);
    await visit().pressInTurn('g', 'd');
    await expectPage(visit().page.getByRole('heading', { name: 'Toàn cảnh' })).toBeVisible();
  });

  it('skips to the content first', async () => {
    await visit().signIn();
    await visit().page.keyboard.press('Tab');
    await expectPage(visit().page.getByRole('link', { name: 'Đến nội dung chính' })).toBeFocused();
    await visit().page.keyboard.press('Enter');
    await expectPage(visit().page.getByRole('main')).toBeFocused();
  });
});
