import { DESK, expectPage, PHONE } from './browser-visit.js';
import { AS_OF } from './web-deadlines.js';
import { eachVisit } from './web-visit.js';

// Work that is late or about to be, in real Chromium.

const visit = eachVisit();

async function signInAs(role: string, path: string): Promise<void> {
  visit().server.issuer.roles = [role];
  await visit().signIn(path);
}

it('a leader sees how many at which office, narrows to one, and goes to the dossier, by keyboard', async () => {
  await signInAs('leader', '/board');
  const { page, server: { deadlines } } = visit();
  await visit().pressInTurn('g', 'h');
  await expectPage(page.getByRole('heading', { name: 'Trễ hạn và sắp đến hạn' })).toBeVisible();
  const office = page.locator('[data-office="land-registry H56.23"]');
  await expectPage(office).toContainText('Đăng ký đất đai, H56.23');
  await expectPage(page.locator('[data-total]')).toContainText('Cộng111');
  await expectPage(page.locator('[data-rows] tr')).toHaveCount(1);
  await page.getByRole('button', { name: 'Xem thêm' }).click();
  const whole = page.locator('[data-state="soon"]').filter({ hasText: 'Cả hồ sơ' });
  await expectPage(whole).toContainText('Sắp đến hạn');
  await expectPage(whole).toContainText('Chờ người dân, không tính giờ');
  await expectPage(whole).not.toContainText('Còn');
  await office.getByRole('button', { name: 'Chỉ xem Đăng ký đất đai, H56.23' }).focus();
  await page.keyboard.press('Enter');
  await expectPage(page).toHaveURL(/agency=land-registry&unit=H56\.23/);
  await expectPage(page.locator('[data-rows] tr')).toHaveCount(1);
  const late = page.locator('tr[data-state="late"]');
  await expectPage(late).toContainText('Cán bộ mẫu');
  await expectPage(late).toContainText(/Trễ \d+/);
  await page.keyboard.press('j');
  await expectPage(late.locator(visit().focusedRow)).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expectPage(page).toHaveURL(/dossiers\/H56\.17-20261125-0001/);
  const warning = page.locator('[data-warning="due"]');
  await expectPage(warning).toContainText('Bước này đến hạn lúc 17:00 ngày 20/11/2026');
  await expectPage(warning).toContainText('Báo cho: Cán bộ thụ lý Cán bộ mẫu, Trung tâm một cửa');
  expect(deadlines.asked.at(-1)).toBe('agency=land-registry&unit=H56.23');
});

it('keeps the filter in the address, so that a link shows the same to a colleague', async () => {
  await signInAs('officer', '/deadlines?state=soon&procedure=9.000000');
  const { page, server: { deadlines } } = visit();
  await expectPage(page.getByLabel('Đang xem')).toHaveValue('soon');
  await expectPage(page.locator('[data-rows] tr')).toHaveCount(1);
  await expectPage(page.locator('[data-rows]')).toContainText('Thuế');
  expect(deadlines.asked).toContain('state=soon&procedure=9.000000');
  await page.getByLabel('Mã thủ tục').fill('1.013831');
  await page.keyboard.press('Enter');
  await expectPage(page.getByText('Không có việc nào trễ hay sắp đến hạn.')).toBeVisible();
});

it('counts in the menu what is new, on whatever page, until somebody says to have looked', async () => {
  visit().server.deadlines.news = { count: 99, isMore: true };
  await signInAs('leader', '/dossiers');
  const { page, server: { deadlines } } = visit();
  const link = page.getByRole('link', { name: /^Trễ hạn/ });
  await expectPage(link).toHaveText('Trễ hạn 99+ mới');
  await link.click();
  await expectPage(page.locator('tr[data-new="true"]')).toHaveCount(1);
  await expectPage(page.getByText('99+ việc mới từ lần xem trước.')).toBeVisible();
  expect(deadlines.seen).toEqual([]);
  const seen = page.getByRole('button', { name: 'Đánh dấu đã xem' });
  await seen.press('Enter');
  await expectPage(link).toHaveText('Trễ hạn');
  await expectPage(page.getByText('Không có gì mới từ lần xem trước.')).toBeVisible();
  await expectPage(page.locator('tr[data-new="true"]')).toHaveCount(0);
  await expectPage(page.locator('tr[data-new="false"]')).toHaveCount(1);
  await expectPage(seen).toBeFocused();
  expect(deadlines.seen).toEqual([AS_OF]);
});

it('a citizen is not led to it', async () => {
  await signInAs('citizen', '/dossiers');
  await expectPage(visit().page.getByRole('link', { name: 'Trễ hạn' })).toHaveCount(0);
});

it.each([['desk', DESK], ['phone', PHONE]] as const)('has no axe violation in either language and no sideways scroll, on a %s', async (_name, viewport) => {
  await visit().open({ viewport, reducedMotion: 'reduce' });
  await signInAs('leader', '/deadlines');
  const { page } = visit();
  for (const language of ['English', 'Tiếng Việt']) {
    await page.getByRole('button', { name: language }).click();
    await page.locator('[data-rows] tr').first().waitFor();
    await page.locator('[data-total]').waitFor();
    await visit().expectAccessible(`/deadlines ${language}`);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
  }
});
