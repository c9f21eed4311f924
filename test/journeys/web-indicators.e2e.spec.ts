import { DESK, expectPage, PHONE } from './browser-visit.js';
import { eachVisit } from './web-visit.js';

// Indicators of QĐ 766 and petitions, in real Chromium.

const visit = eachVisit();

async function signInAs(role: string, path: string): Promise<void> {
  visit().server.issuer.roles = [role];
  await visit().signIn(path);
}

describe('a leader', () => {
  it('sees how far the count is, then every indicator with its formula, and the dossiers behind a number', async () => {
    const { indicators } = visit().server;
    indicators.runningTimes = Number.POSITIVE_INFINITY;
    await signInAs('leader', '/reports');
    const { page } = visit();
    await expectPage(page.getByText('Đang tính: 40.000 trong 100.000 hồ sơ')).toBeVisible();
    indicators.runningTimes = 0;
    const onTime = page.locator('[data-indicator="2.1"]');
    await expectPage(onTime).toContainText('66,67 %');
    await expectPage(onTime).toContainText('Công thức: Đúng hạn / tiếp nhận (từ 90 % đạt điểm tối đa)');
    await expectPage(page.locator('[data-indicator="2.2"]')).toContainText('1.013831: trung bình 7,5 ngày làm việc, 2 hồ sơ');
    await expectPage(page.locator('[data-indicator="1.4"]')).toContainText('Chưa đo được. Chưa có kết nối đồng bộ.');
    await expectPage(page.locator('[data-indicator="3.6"]')).toContainText('25 %');
    await expectPage(page.locator('[data-indicator="3.6"]')).toContainText('Nghĩa vụ thuế không tính.');
    // The report goes on as of the moment of its first answer.
    const [first, ...later] = indicators.reportQueries.map((query) => query.get('as-of'));
    expect({ first, later: [...new Set(later)] }).toEqual({ first: null, later: ['sample'] });
    await onTime.getByRole('button', { name: 'Chưa đạt, chỉ số 2.1' }).focus();
    await page.keyboard.press('Enter');
    await expectPage(onTime.getByRole('link', { name: 'H56.17-20261125-0001' })).toBeVisible();
    const verify = page.locator('[data-step="verify"]');
    await expectPage(verify).toContainText('Đăng ký đất đai129317,5');
    await expectPage(page.locator('[data-step="sign"]').getByRole('button')).toHaveCount(0);
    await verify.getByRole('button', { name: 'Hồ sơ trễ ở bước Thẩm định hồ sơ, thửa đất: 3' }).focus();
    await page.keyboard.press('Enter');
    await expectPage(page.getByRole('link', { name: 'H56.17-20261125-0002' })).toBeVisible();
    await onTime.getByRole('link', { name: 'Hồ sơ trễ đang vướng ở đâu, vì sao' }).click();
    await expectPage(page).toHaveURL(/late=true/);
  });
});

describe('a clerk', () => {
  it('registers a petition, takes it up and resolves it, by keyboard, and reads why its date is what it is', async () => {
    await signInAs('clerk', '/petitions');
    const { page, server: { indicators } } = visit();
    await page.getByText('Ghi nhận đơn mới').click();
    await page.getByRole('textbox', { name: 'Tóm tắt' }).fill('Thái độ tại quầy');
    await page.getByRole('textbox', { name: 'Nội dung', exact: true }).fill('Cán bộ không hướng dẫn rõ.');
    await page.getByRole('textbox', { name: /^Họ tên/ }).fill('Công dân mẫu B');
    await page.keyboard.press('Enter');
    await expectPage(page.getByText('Đã ghi nhận đơn PA-2026-00001.')).toBeVisible();
    await page.getByRole('link', { name: 'PA-2026-00001' }).click();
    await page.getByText('Vì sao là hạn này? Giải quyết').click();
    await expectPage(page.getByText('Thời hạn giải quyết đơn: 15 ngày làm việc')).toBeVisible();
    await expectPage(page.getByRole('button', { name: 'Tải thông báo thụ lý để in' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Thực hiện: Thụ lý' }).click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải thông báo thụ lý để in' }).click();
    expect((await downloading).suggestedFilename()).toBe('PA-2026-00001-thong-bao-thu-ly.html');
    await page.getByRole('textbox', { name: 'Viết một câu cho người đọc hiểu được' }).fill('Đã chấn chỉnh cán bộ tại quầy.');
    await page.getByRole('button', { name: 'Thực hiện: Trả lời, giải quyết' }).click();
    await expectPage(page.getByRole('heading', { name: 'Kết quả' })).toBeVisible();
    expect(indicators.commands.map(({ path }) => path)).toEqual(['/api/intake/petitions', '/api/intake/petitions/PA-2026-00001/acceptance', '/api/intake/petitions/PA-2026-00001/resolution']);
  });

  it('sees what is overdue alone, and no report in the navigation', async () => {
    const { indicators } = visit().server;
    indicators.receive({ due: '2026-11-20T01:00:00.000Z', author: null });
    indicators.receive();
    await signInAs('clerk', '/petitions');
    const { page } = visit();
    await expectPage(page.locator('[data-petition]')).toHaveCount(2);
    await page.getByRole('checkbox', { name: 'Chỉ đơn quá hạn' }).check();
    await expectPage(page.locator('[data-petition]')).toHaveCount(1);
    await expectPage(page.locator('[data-petition]')).toContainText('Chưa đủ điều kiện: không tên');
    await expectPage(page.getByRole('link', { name: 'Chỉ số' })).toHaveCount(0);
  });
});

describe('for everyone', () => {
  it.each([['desk', DESK], ['phone', PHONE]] as const)('the pages have no axe violation in either language and no sideways scroll, on a %s', async (_name, viewport) => {
    await visit().open({ viewport, reducedMotion: 'reduce' });
    const { indicators } = visit().server;
    indicators.runningTimes = 0;
    indicators.receive({ question: 'Xin cho biết rõ nội dung', due: '2026-11-20T01:00:00.000Z' });
    await signInAs('leader', '/reports');
    for (const language of ['English', 'Tiếng Việt']) {
      const { page } = visit();
      await page.getByRole('button', { name: language }).click();
      for (const [path, shown] of [['/reports', '[data-indicator="2.1"]'], ['/petitions', '[data-petition]'], ['/petitions/PA-2026-00001', 'form']] as const) {
        await page.goto(visit().url + path);
        await page.locator(shown).first().waitFor();
        if (path === '/reports') await page.locator('[data-indicator="2.1"]').getByRole('button').first().click();
        if (path === '/petitions') await page.locator('summary').first().click();
        await visit().expectAccessible(`${path} ${language}`);
        expect(await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
      }
    }
  });
});
