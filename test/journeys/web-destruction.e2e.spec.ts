import type { Locator } from '@playwright/test';
import { DESK, expectPage, PHONE } from './browser-visit.js';
import { eachVisit } from './web-visit.js';

// Destruction of dossiers past their retention, by the records officer and by the second person, in real Chromium.

const visit = eachVisit();

const card = (number: string): Locator => visit().page.locator(`[data-list="${number}"]`);

async function signInAs(role: string): Promise<void> {
  visit().server.issuer.roles = [role];
  await visit().signIn('/destruction-lists');
  await expectPage(visit().page.getByRole('heading', { level: 1, name: 'Tiêu hủy hồ sơ hết hạn lưu' })).toBeVisible();
}

describe('a records officer', () => {
  it('proposes dossiers past their retention, and no others, with the legal basis', async () => {
    await signInAs('records-officer');
    const { page, server } = visit();
    await expectPage(page.getByLabel('Chọn hồ sơ H56.17-20260101-0003')).toBeDisabled();
    await page.getByLabel('Chọn hồ sơ H56.17-20160501-0001').check();
    await page.getByLabel('Chọn hồ sơ H56.17-20160502-0002').check();
    await page.getByRole('textbox', { name: 'Căn cứ pháp lý' }).fill('Điều 27 Luật Lưu trữ và bảng thời hạn bảo quản');
    await page.getByRole('button', { name: 'Đề nghị tiêu hủy 2 hồ sơ' }).click();
    await expectPage(page.getByText('Đã lập danh mục TH-1. Một người khác phải phê duyệt.')).toBeVisible();
    await expectPage(card('TH-1')).toContainText('Chờ phê duyệt · 2 hồ sơ');
    await expectPage(page.getByRole('checkbox')).toHaveCount(1);
    expect(server.archive.commands).toEqual([{ path: '/api/intake/destruction-lists', ifMatch: undefined, body: { dossiers: ['H56.17-20160501-0001', 'H56.17-20160502-0002'], legalBasis: 'Điều 27 Luật Lưu trữ và bảng thời hạn bảo quản' } }]);
  });

  it('cannot decide on an own list', async () => {
    visit().server.archive.propose(['H56.17-20160501-0001'], { unit: 'H56.17', name: 'Tài khoản mẫu' });
    await signInAs('records-officer');
    await expectPage(card('TH-1')).toContainText('người khác phải quyết định');
    await card('TH-1').getByRole('button', { name: 'Phê duyệt tiêu hủy danh mục TH-1' }).click();
    await card('TH-1').getByRole('button', { name: 'Tiêu hủy, không lấy lại được' }).click();
    await expectPage(card('TH-1').getByRole('alert')).toContainText('Cần người thứ hai quyết định');
    expect(visit().server.archive.lists[0]?.status).toBe('proposed');
  });
});

describe('the second person', () => {
  it('approves the list as it was seen, by keyboard alone, and sees every agency report until it is certified', async () => {
    const { archive } = visit().server;
    const list = archive.propose(['H56.17-20160501-0001', 'H56.17-20160502-0002']);
    await signInAs('leader');
    const { keyboard } = visit().page;
    await card('TH-1').getByRole('button', { name: 'Phê duyệt tiêu hủy danh mục TH-1' }).focus();
    await keyboard.press('Enter');
    await expectPage(card('TH-1')).toContainText('không cách nào lấy lại');
    await expectPage(card('TH-1').getByRole('button', { name: 'Tiêu hủy, không lấy lại được' })).toBeFocused();
    expect(archive.commands).toEqual([]);
    await keyboard.press('Enter');
    await expectPage(card('TH-1')).toContainText('Đang tiêu hủy');
    expect(archive.commands).toEqual([{ path: '/api/intake/destruction-lists/TH-1/approval', body: {}, ifMatch: '"1"' }]);
    archive.report(list, 'tax');
    await card('TH-1').getByText('Chi tiết').click();
    await expectPage(card('TH-1').getByRole('listitem').filter({ hasText: /^Thuế/ })).toContainText('2 trong 2 hồ sơ · 4 sự việc giữ lại theo luật khác');
    await expectPage(card('TH-1').getByRole('listitem').filter({ hasText: /^Bưu chính/ })).toContainText('0 trong 2 hồ sơ');
    await expectPage(card('TH-1')).toContainText('còn chờ: Kiểm toán, Một cửa, Đăng ký đất đai, Bưu chính, Điều phối');
    for (const service of archive.services) if (service !== 'tax') archive.report(list, service);
    await expectPage(card('TH-1')).toContainText('Đã tiêu hủy, có giấy chứng nhận');
    await expectPage(card('TH-1')).toContainText('đã xóa ở mọi cơ quan');
    await expectPage(card('TH-1')).not.toContainText('H56.17-20160501-0001');
  });

  it('opens the certificate and takes it along', async () => {
    const { archive } = visit().server;
    const list = archive.propose(['H56.17-20160501-0001']);
    for (const service of archive.services) archive.report(list, service);
    await signInAs('leader');
    await card('TH-1').getByText('Xem giấy chứng nhận').click();
    const certificate = card('TH-1').getByRole('region', { name: 'Giấy chứng nhận tiêu hủy CN-TH-1' });
    await expectPage(certificate.getByRole('row').filter({ hasText: 'Thuế' })).toContainText('Sổ kế toán thuế giữ 10 năm');
    await expectPage(certificate).toContainText('Phê duyệt: Tài khoản mẫu, 10:00 25/11/2026');
    const coming = visit().page.waitForEvent('download');
    await card('TH-1').getByRole('button', { name: 'Tải giấy chứng nhận' }).click();
    expect((await coming).suggestedFilename()).toBe('CN-TH-1.html');
  });

  it('rejects with a reason', async () => {
    visit().server.archive.propose(['H56.17-20160501-0001']);
    await signInAs('leader');
    await card('TH-1').getByRole('button', { name: 'Từ chối danh mục TH-1' }).click();
    await expectPage(card('TH-1').getByRole('textbox')).toBeFocused();
    await visit().page.keyboard.type('Còn khiếu nại chưa giải quyết');
    await card('TH-1').getByRole('button', { name: 'Từ chối danh mục', exact: true }).click();
    await expectPage(card('TH-1')).toContainText('Bị từ chối');
    await card('TH-1').getByText('Chi tiết').click();
    await expectPage(card('TH-1')).toContainText('Lý do: Còn khiếu nại chưa giải quyết');
    await expectPage(visit().page.getByRole('heading', { name: 'Hồ sơ, đơn thư đã kết thúc' })).toHaveCount(0);
  });
});

describe('for everyone', () => {
  it('destruction is offered to nobody else in the navigation, and an auditor only reads', async () => {
    visit().server.archive.propose(['H56.17-20160501-0001']);
    await visit().signIn('/dossiers');
    await expectPage(visit().page.getByRole('link', { name: 'Tiêu hủy' })).toHaveCount(0);
    await visit().open();
    await signInAs('auditor');
    await expectPage(card('TH-1')).toContainText('Chờ phê duyệt');
    await expectPage(card('TH-1').getByRole('button')).toHaveCount(0);
  });

  it.each([['desk', DESK], ['phone', PHONE]] as const)('the page has no axe violation in either language and no sideways scroll, on a %s', async (_name, viewport) => {
    await visit().open({ viewport, reducedMotion: 'reduce' });
    const { archive } = visit().server;
    const done = archive.propose(['H56.17-20160501-0001']);
    for (const service of archive.services) archive.report(done, service);
    archive.propose(['H56.17-20160502-0002']);
    await signInAs('records-officer');
    for (const language of ['English', 'Tiếng Việt']) {
      const { page } = visit();
      await page.getByRole('button', { name: language }).click();
      await page.reload();
      await page.getByRole('checkbox').first().check();
      await card('TH-1').locator('summary').first().click();
      await card('TH-1').locator('summary').nth(1).click();
      await card('TH-1').getByRole('table').waitFor();
      await card('TH-2').getByRole('button').first().click();
      await visit().expectAccessible(`destruction ${language}`);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    }
  });
});
