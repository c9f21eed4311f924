import type { Locator } from '@playwright/test';
import { expectPage, PHONE } from './browser-visit.js';
import { eachVisit } from './web-visit.js';

// A due date changed by hand: previewed first, then confirmed, and seen with its reason afterwards, in real Chromium.

const visit = eachVisit();
const panel = (): Locator => visit().page.getByRole('region', { name: /^(Đổi hạn trả kết quả|Change the due date)$/ });
const due = (): Locator => visit().page.locator('section[aria-labelledby="due"]');
const form = (name: string): Locator => panel().getByRole('form', { name });
const REASON = 'Cần đo đạc lại thửa đất';

async function open(roles: readonly string[]): Promise<string> {
  const code = visit().dossierAfter(8);
  visit().server.issuer.roles = [...roles];
  await visit().signIn(`/dossiers/${code}`);
  await expectPage(due()).toBeVisible();
  return code;
}

/** By keyboard: a summary is opened by Enter. */
async function unfold(name: string): Promise<void> {
  await panel().locator('summary', { hasText: name }).focus();
  await visit().page.keyboard.press('Enter');
}

it('a leader extends it by keyboard: the rule, the reason, the new date with its account, then the act', async () => {
  await open(['leader']);
  const { page, server: { clock } } = visit();
  await unfold('Xem có thể đổi gì lúc này');
  await unfold('Gia hạn');
  const asked = form('Gia hạn');
  await asked.getByLabel('Thêm bao lâu').fill('2');
  await asked.getByLabel('Căn cứ pháp lý').fill('Nghị định 23/2015, Điều 21');
  await asked.getByLabel('Lý do').fill(REASON);
  await asked.getByRole('button', { name: 'Xem trước hạn mới' }).press('Enter');
  const preview = panel().getByRole('region', { name: 'Nếu xác nhận' });
  await expectPage(preview).toContainText('sang 15:30 10/12/2026');
  await expectPage(preview).toContainText('Thẩm định hồ sơ: 09:00 27/11/2026 sang 09:00 01/12/2026');
  await preview.locator('summary').press('Enter');
  await expectPage(preview).toContainText('Căn cứ: Nghị định 23/2015, Điều 21');
  expect(clock.acts).toEqual([]);
  // Another letter, and it has to be looked at again.
  await asked.getByLabel('Lý do').fill(`${REASON}.`);
  await expectPage(panel().getByRole('button', { name: 'Xác nhận gia hạn' })).toHaveCount(0);
  await asked.getByRole('button', { name: 'Xem trước hạn mới' }).press('Enter');
  await panel().getByRole('button', { name: 'Xác nhận gia hạn' }).press('Enter');
  await expectPage(panel().getByText(/^Đã đổi hạn từ .* sang 15:30 10\/12\/2026\.$/)).toBeVisible();
  await expectPage(due().locator('[data-earlier] li')).toContainText(`Đổi hạn: ${REASON}.`);
  expect(clock.acts).toEqual([{ act: 'extensions', asked: { limit: 'P2D', legalBasis: 'Nghị định 23/2015, Điều 21', reason: `${REASON}.`, previewedDueAt: '2026-12-10T15:30:00+07:00' } }]);
  await expectPage(page.getByText('Tải văn bản xin lỗi (mẫu 04)')).toHaveCount(0);
});

it('says sorry once: what is late is said, what was previewed has to hold, and a second date is refused before it is typed', async () => {
  await open(['leader']);
  const { server: { clock } } = visit();
  await unfold('Xem có thể đổi gì lúc này');
  await unfold('Xin lỗi và hẹn lại (mẫu 04)');
  const asked = form('Xin lỗi và hẹn lại (mẫu 04)');
  await expectPage(asked).toContainText('Văn bản xin lỗi gửi trước 15:30 03/12/2026 là trong hạn.');
  await expectPage(asked.getByLabel('Ngày hẹn mới')).toHaveValue('2026-12-11T15:30');
  await asked.getByLabel('Lý do').fill(REASON);
  await asked.getByRole('button', { name: 'Xem trước hạn mới' }).click();
  await expectPage(panel().getByRole('region', { name: 'Nếu xác nhận' })).toContainText('Văn bản xin lỗi này trễ');
  clock.isOutdated = true;
  await panel().getByRole('button', { name: 'Xác nhận xin lỗi và hẹn lại' }).click();
  await expectPage(panel().getByRole('alert')).toContainText('Xem trước lại rồi xác nhận.');
  clock.isOutdated = false;
  await asked.getByRole('button', { name: 'Xem trước hạn mới' }).click();
  await expectPage(panel().getByRole('alert')).toHaveCount(0);
  await panel().getByRole('button', { name: 'Xác nhận xin lỗi và hẹn lại' }).click();
  await expectPage(panel().locator('[data-barred="ALREADY_POSTPONED"]')).toContainText('Chỉ được hẹn lại một lần.');
  await expectPage(due().getByRole('button', { name: 'Tải văn bản xin lỗi (mẫu 04)' })).toBeVisible();
  expect(clock.acts).toEqual([{ act: 'apology', asked: { dueAt: '2026-12-11T15:30:00+07:00', reason: REASON, previewedDueAt: '2026-12-11T15:30:00+07:00' } }]);
});

it('corrects the end of a suspension from where it was written down, on a phone, in English, without an axe violation', async () => {
  await visit().open({ viewport: PHONE, reducedMotion: 'reduce' });
  await open(['leader']);
  const { page, server: { clock } } = visit();
  await page.getByRole('button', { name: 'English' }).click();
  for (const name of ['See what can be changed now', 'Extend', 'Apologise with a new date (form 04)', 'Correct what was written down wrongly']) await unfold(name);
  const asked = form('Correct what was written down wrongly');
  await asked.getByLabel('What was wrong').selectOption({ label: 'End of a suspension' });
  await expectPage(asked.getByLabel('The right time')).toHaveValue('2026-11-25T09:00');
  await asked.getByLabel('The right time').fill('2026-11-24T09:00:00');
  await asked.getByLabel('Reason').fill('The receipt says the day before');
  await asked.getByRole('button', { name: 'Preview the new date' }).click();
  await expectPage(panel().getByRole('region', { name: 'If you confirm' })).toContainText('to 15:30 03/12/2026');
  expect(clock.previews).toEqual([{ act: 'corrections', asked: { what: 'suspension-end', suspension: 1, at: '2026-11-24T09:00:00+07:00', reason: 'The receipt says the day before' } }]);
  await visit().expectAccessible('the panel that changes a date');
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
});

it('an officer, who may not change it, is not led to it', async () => {
  await open(['officer']);
  await expectPage(panel()).toHaveCount(0);
});
