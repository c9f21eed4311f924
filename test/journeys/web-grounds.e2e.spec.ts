import AxeBuilder from '@axe-core/playwright';
import { expect as expectPage, type Locator } from '@playwright/test';
import { PHONE } from './browser-visit.js';
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
