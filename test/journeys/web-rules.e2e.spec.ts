import type { Browser, Locator } from '@playwright/test';
import { expectPage, launchChromium, PHONE } from './browser-visit.js';
import { CasePlayers } from './case-players.js';
import { feeExamples, feeTable } from './law-change-files.js';
import { PlatformVisit } from './platform-visit.js';
import { startTemporaryPlatform, type TemporaryPlatform } from './temporary-platform.js';

// Published rules as those who apply and own them see them, on the whole platform: read, tried, counted by, compared, and published from the page.

let started: TemporaryPlatform;
let browser: Browser;
let visit: PlatformVisit;
beforeAll(async () => {
  started = await startTemporaryPlatform('feed');
  await new CasePlayers(started.platform.url).untilPublished('1.013831');
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await started?.stop();
});
beforeEach(() => {
  visit = new PlatformVisit(browser, started.platform.url);
});
afterEach(() => visit.leave());

const region = (name: string | RegExp): Locator => visit.page.getByRole('region', { name });
const field = (name: string): Locator => visit.page.getByLabel(name, { exact: true });
const press = (name: string): Promise<void> => visit.page.getByRole('button', { name, exact: true }).click();
const decision = (id: string): Locator => visit.page.locator(`[data-decision="${id}"]`);

it('a clerk finds a table, reads its rows with their law, tries it by keyboard and sees which rows fired and why', async () => {
  await visit.open();
  await visit.signInAs('clerk', '/rules');
  const { page } = visit;
  await field('Tìm theo tên hoặc mã').fill('đăng ký biến động đất đai');
  await page.getByRole('link', { name: /phí/i }).first().click();
  await expectPage(page.getByText('Phiên bản 1 có hiệu lực vào ngày này.')).toBeVisible();
  const charge = decision('land-registration-charge');
  await expectPage(charge).toContainText('một dòng áp dụng');
  await expectPage(charge.locator('[data-rule="land-registration-charge-elsewhere"]')).toContainText('Nghị quyết của HĐND tỉnh');
  await field('Quyết định cần thử').selectOption({ label: 'Lệ phí đăng ký biến động đất đai' });
  await field('Quyết định cần thử').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.type('16393');
  await page.keyboard.press('Enter');
  await expectPage(page.locator('[data-value]')).toHaveText('Kết quả: 14.000');
  await expectPage(page.locator('[data-fired=true]')).toHaveCount(2);
  await expectPage(charge.locator('[data-fired=true]')).toContainText('✓ áp dụng');
  await expectPage(region('Thử')).toContainText('Bảng land-registration-charge, phiên bản 1, dòng 2');
  await visit.expectAccessible('a decision model that was tried');
  // An example fills in the fields; what is no number is said to be none.
  await page.getByRole('button', { name: /^Điền ví dụ này: Ví dụ thẩm định tối đa$/ }).click();
  await expectPage(page.locator('[data-fired=true]')).toHaveCount(0);
  await press('Xem kết quả');
  await expectPage(page.locator('[data-value]')).toHaveText('Kết quả: 5.000.000');
  await region('Thử').getByRole('textbox').first().fill('nhiều tiền');
  await press('Xem kết quả');
  await expectPage(region('Thử')).toContainText('"nhiều tiền" không phải là giá trị kiểu “number”');
  // Nothing to publish for who owns no rules.
  await page.goto(`${visit.url}/rules`);
  await expectPage(page.getByRole('link', { name: 'Quy tắc', exact: true })).toBeVisible();
  await expectPage(page.getByRole('button', { name: 'Kiểm tra' })).toHaveCount(0);
});

it('an officer on a phone reads a calendar, counts by it, and sees what a procedure and a later table say', async () => {
  await visit.open({ viewport: PHONE });
  await visit.signInAs('registrar', '/rules');
  const { page } = visit;
  await field('Loại quy tắc').selectOption({ label: 'Lịch làm việc' });
  await page.locator('a[href="/rules/calendars/vn-h56-2026"]').click();
  await expectPage(region('Giờ làm trong tuần')).toContainText('07:30–11:30, 13:30–17:30');
  await field('Năm').selectOption('2026');
  await expectPage(page.locator('[data-day="2026-09-02"]')).toContainText('Quốc khánh');
  await field('Bắt đầu (giờ Việt Nam)').fill('2026-11-20T15:30');
  await press('Tính');
  await expectPage(page.getByText('Hết hạn lúc 15:30 04/12/2026')).toBeVisible();
  await expectPage(region('Tính hạn').getByRole('listitem').first()).toContainText('Tiếp nhận lúc 15:30');
  await field('Thời hạn').fill('999');
  await press('Tính');
  await expectPage(page.getByRole('alert')).toContainText('NOT_A_LIMIT');
  await visit.expectAccessible('a calendar, on a phone');
  await page.goto(`${visit.url}/rules/procedures/1.013831`);
  await expectPage(region('Thời hạn và lịch')).toContainText('10 ngày làm việc');
  await expectPage(region('Bảng Các bước')).toContainText('Đăng ký đất đai');
  await expectPage(region('Khác phiên bản trước')).toContainText('Đây là phiên bản đầu tiên.');
  await visit.expectAccessible('a procedure, on a phone');
  await page.goto(`${visit.url}/rules/decisions/competence-rules?version=2`);
  await expectPage(region('Khác phiên bản trước')).toContainText('So với phiên bản 1:');
  await expectPage(region('Khác phiên bản trước').locator('[data-change=added]').first()).toBeVisible();
  await field('Phiên bản có hiệu lực vào ngày').fill('2025-08-01');
  await expectPage(page.getByText('Phiên bản 1 có hiệu lực vào ngày này.')).toBeVisible();
  await field('Phiên bản có hiệu lực vào ngày').fill('2020-01-01');
  await expectPage(page.getByText('Ngày này chưa có phiên bản nào có hiệu lực.')).toBeVisible();
});

it('an analyst publishes a table from the page: never while something is wrong, and only after its difference was shown', async () => {
  await visit.open();
  await visit.signInAs('analyst', '/rules');
  const { page } = visit;
  const choose = async (table: string, examples: string, from: string): Promise<void> => {
    await field('Tệp bảng quyết định (.dmn)').setInputFiles({ name: 'phi.dmn', mimeType: 'application/xml', buffer: Buffer.from(table) });
    await field('Tệp ví dụ (.jsonl), nếu có').setInputFiles({ name: 'phi.examples.jsonl', mimeType: 'application/json', buffer: Buffer.from(examples) });
    await field('Có hiệu lực từ ngày').fill(from);
    await press('Kiểm tra');
  };
  // An example comes out otherwise, which is told; there is nothing to confirm.
  await choose(feeTable(50_000, 30_000), feeExamples(50_000, 35_000), '2026-11-01');
  await expectPage(page.getByRole('alert')).toContainText('Ngõ 1');
  await expectPage(page.getByRole('alert')).toContainText('DECISION_REFUSED');
  await expectPage(page.getByRole('button', { name: /^Công bố phiên bản/ })).toHaveCount(0);
  await choose(feeTable(50_000, 30_000), feeExamples(50_000, 30_000), '2026-11-01');
  await expectPage(page.getByText('Tệp dùng được. Sẽ là phiên bản 1 của kiosk-rules.')).toBeVisible();
  await press('Công bố phiên bản 1');
  await expectPage(page.getByText('Đã công bố phiên bản 1 của kiosk-rules.')).toBeVisible();
  await choose(feeTable(60_000, 30_000), feeExamples(60_000, 30_000), '2027-01-01');
  await expectPage(page.locator('[data-change=changed]')).toContainText('“50000” thành “60000”');
  await visit.expectAccessible('publication with its difference');
  await press('Công bố phiên bản 2');
  await page.getByRole('link', { name: 'Xem phiên bản mới' }).click();
  await expectPage(page.getByRole('heading', { level: 2, name: 'Phiên bản 2, hiệu lực từ 01/01/2027' })).toBeVisible();
  await expectPage(decision('kiosk-fee').locator('[data-rule=main-street]')).toContainText('60000');
  await expectPage(region('Khác phiên bản trước')).toContainText('“50000” thành “60000”');
  await visit.speakEnglish();
  await expectPage(page.getByRole('heading', { name: 'Version 2, in force from 01/01/2027' })).toBeVisible();
});
