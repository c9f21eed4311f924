import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expectPage, PHONE } from './browser-visit.js';
import { eachVisit } from './web-visit.js';

// Why a fee, a tax or a competence is what it is, and what was written to people, in real Chromium.

const visit = eachVisit();
const why = (): Locator => visit().page.getByRole('region', { name: 'Vì sao như vậy?' });
const letters = (): Locator => visit().page.getByRole('region', { name: 'Văn bản' });

describe('the grounds of a dossier', () => {
  it('are asked for when they are opened, and shown line by line with sum, law and table', async () => {
    const code = visit().dossierAfter(8);
    await visit().signIn(`/dossiers/${code}`);
    await expectPage(why()).toBeVisible();
    expect(visit().server.grounds.asked).toEqual([]);
    await why().getByText('Phí, lệ phí').click();
    await expectPage(why()).toContainText('Lệ phí 28.000 đồng');
    await expectPage(why()).toContainText('1 × 28.000 = 28.000');
    await expectPage(why()).toContainText('Căn cứ: Nghị quyết mẫu của HĐND tỉnh');
    await expectPage(why()).toContainText('Bảng phi-mau, phiên bản 3, dòng 1, hiệu lực từ 01/01/2026');
    expect(visit().server.grounds.asked).toEqual([`${code} fees/explain`]);
  });

  it('that are not there yet are no failure', async () => {
    await visit().signIn(`/dossiers/${visit().dossierAfter(8)}`);
    await why().getByText('Thuế và nghĩa vụ tài chính').click();
    await expectPage(why()).toContainText('Hồ sơ này chưa có mục này.');
  });

  it('hold what tables decided while it ran, each opened by itself', async () => {
    await visit().signIn(`/dossiers/${visit().dossierAfter(8)}`);
    await why().getByText('Các bảng quyết định đã dùng').click();
    await why().getByText('Cơ quan thẩm định (mẫu), 15:31 20/11/2026').click();
    await expectPage(why()).toContainText('Đăng ký ở phường');
  });
});

describe('the fees of a dossier', () => {
  const fees = (): Locator => visit().page.getByRole('article').locator('section', { has: visit().page.locator('summary', { hasText: /^Phí, lệ phí$/ }) }).first();

  it('are taken by a clerk, by keyboard, and shown as paid', async () => {
    const code = visit().dossierAfter(8);
    Object.assign(visit().server.issuer, { roles: ['clerk'], agency: 'one-stop' });
    await visit().signIn(`/dossiers/${code}`);
    const { page } = visit();
    await fees().getByText('Phí, lệ phí', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await expectPage(fees()).toContainText('Cộng: 1.378.000 đồng');
    await expectPage(fees()).toContainText('Chưa nộp');
    await fees().getByLabel('Hình thức nộp').selectOption('transfer');
    await fees().getByLabel('Số biên lai hoặc mã giao dịch').fill('FT-0001');
    await page.keyboard.press('Enter');
    await expectPage(fees()).toContainText('Đã nộp: chuyển khoản, chứng từ FT-0001, 09:00 26/11/2026');
    expect(visit().server.grounds.payments.get(code)).toMatchObject({ amount: 1_378_000, manner: 'transfer', reference: 'FT-0001' });
    await visit().expectAccessible('dossier with its fees');
  });

  it('that were recorded wrongly are cancelled with a reason and a second question, and stay to be read', async () => {
    const code = visit().dossierAfter(8);
    visit().server.grounds.payments.set(code, { amount: 1_378_000, manner: 'cash', gateway: null, reference: 'BL-0001', paidAt: '2026-11-26T09:00:00+07:00' });
    Object.assign(visit().server.issuer, { roles: ['clerk'], agency: 'one-stop' });
    await visit().signIn(`/dossiers/${code}`);
    await fees().getByText('Phí, lệ phí', { exact: true }).click();
    await fees().getByText('Ghi sai?').click();
    await fees().getByLabel('Ghi sai thế nào').fill('Ghi nhầm biên lai của hồ sơ khác');
    await fees().getByRole('button', { name: 'Hủy khoản này' }).press('Enter');
    await expectPage(fees().getByRole('button', { name: 'Đúng, hủy khoản này' })).toBeFocused();
    await visit().expectAccessible('dossier with a payment to cancel');
    await visit().page.keyboard.press('Enter');
    await expectPage(fees()).toContainText('Ghi sai, Cán bộ mẫu Hai đã hủy lúc 10:00 26/11/2026: Ghi nhầm biên lai của hồ sơ khác');
    await expectPage(fees()).toContainText('Chưa nộp');
  });

  it('are shown to others without a way to take them', async () => {
    Object.assign(visit().server.issuer, { roles: ['officer'], agency: 'tax' });
    await visit().signIn(`/dossiers/${visit().dossierAfter(8)}`);
    await fees().getByText('Phí, lệ phí', { exact: true }).click();
    await expectPage(fees()).toContainText('Chưa nộp');
    await expectPage(fees().getByRole('button')).toHaveCount(0);
  });
});

describe('the letters of a dossier', () => {
  it('are read and issued by keyboard', async () => {
    const code = visit().dossierAfter(8);
    visit().server.grounds.withLetters.add(code);
    await visit().signIn(`/dossiers/${code}`);
    await letters().getByRole('button', { name: 'Xem Thông báo kết quả (mẫu)' }).press('Enter');
    await expectPage(visit().page.getByRole('dialog')).toContainText('Hồ sơ được giải quyết.');
    await visit().page.keyboard.press('Escape');
    await expectPage(visit().page.getByRole('dialog')).toHaveCount(0);
    await letters().getByRole('button', { name: 'Ban hành Thông báo kết quả (mẫu)' }).press('Enter');
    await expectPage(letters()).toContainText('Số 1, Cán bộ mẫu ban hành 09:00 26/11/2026');
  });

  it('are nothing where the procedure words none', async () => {
    await visit().signIn(`/dossiers/${visit().dossierAfter(8)}`);
    await expectPage(why()).toBeVisible();
    await expectPage(letters()).toHaveCount(0);
  });
});

it('grounds and letters have no axe violation, and fit a phone', async () => {
  await visit().open({ viewport: PHONE, reducedMotion: 'reduce' });
  const code = visit().dossierAfter(8);
  visit().server.grounds.withLetters.add(code);
  await visit().signIn(`/dossiers/${code}`);
  await why().getByText('Phí, lệ phí').click();
  await expectPage(why()).toContainText('Lệ phí 28.000 đồng');
  await expectPage(letters()).toBeVisible();
  const { violations } = await new AxeBuilder({ page: visit().page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(await visit().page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
});
