import type { Browser, Locator, Page } from '@playwright/test';
import { ApiClient } from './api-client.js';
import { expectPage, launchChromium, PHONE } from './browser-visit.js';
import { CasePlayers } from './case-players.js';
import { PlatformVisit } from './platform-visit.js';
import { startTemporaryPlatform, type TemporaryPlatform } from './temporary-platform.js';
import { parcelForm } from './transfer-forms.js';
import { planTransfer } from './transfer-plan.js';

// A citizen with a phone and a clerk with a keyboard, on the whole platform: by the released forms from the catalogue to a running procedure, and back for a correction.

let started: TemporaryPlatform;
let browser: Browser;
let visit: PlatformVisit;
let players: CasePlayers;
beforeAll(async () => {
  started = await startTemporaryPlatform('feed');
  players = new CasePlayers(started.platform.url);
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

const CITIZEN = { name: 'Nguyễn Văn Dân (mẫu)', identifier: '001190000001' };
const PDF = { name: 'giay-to.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 mẫu\n%%EOF\n') };
const field = (name: string | RegExp, within: Page | Locator = visit.page): Locator => within.getByLabel(name);
const part = (name: string): Locator => visit.page.getByRole('group', { name });
const application = (): Locator => visit.page.getByRole('region', { name: 'Nội dung đơn' });
const send = (): Promise<void> => visit.page.getByRole('button', { name: 'Nộp hồ sơ', exact: true }).click();
/** Every paper that is asked for as a file of its own. */
async function attachAll(): Promise<void> {
  for (const paper of await visit.page.locator('fieldset input[type=file]').all()) await paper.setInputFiles(PDF);
  await expectPage(visit.page.getByText('Đang tải tệp lên…')).toHaveCount(0);
}
async function choose(label: string, choice: string): Promise<void> {
  await visit.page.locator('.fjs-form-field-select', { hasText: label }).locator('.fjs-input-group').click();
  await visit.page.locator('.fjs-dropdownlist-item', { hasText: choice }).first().click();
}

it('a citizen applies for a land transfer on a phone, is told what is wrong at its field, and corrects the application when it is sent back', async () => {
  const { url } = started.platform;
  const plan = { ...planTransfer(7, 'FORM'), transferor: { ...planTransfer(7, 'FORM').transferor, ...CITIZEN } };
  await new ApiClient(url, 'registrar').post('/api/land-registry/parcels', parcelForm(plan));
  await players.untilPublished('1.013831');
  await visit.open({ viewport: PHONE, reducedMotion: 'reduce' });
  await visit.signInAs('citizen', '/apply/1.013831');
  const [seller, buyer, parcel] = [part('1. Bên chuyển nhượng'), part('2. Bên nhận chuyển nhượng'), part('3. Thửa đất và Giấy chứng nhận')];
  // What account and register know is there with its source.
  await expectPage(field('Họ và tên', seller)).toHaveValue(CITIZEN.name);
  await expectPage(field('Số phát hành Giấy chứng nhận', parcel)).toHaveValue(plan.certificateNumber);
  await field(/Chỉ chuyển nhượng một phần/).check();
  await visit.expectAccessible('form of a land transfer, on a phone');
  await send();
  const price = field(/Giá chuyển nhượng ghi trong hợp đồng/);
  await expectPage(price).toHaveAccessibleDescription(/Bắt buộc/);
  await expectPage(field('Họ và tên', buyer)).toBeFocused();
  await visit.expectAccessible('form of a land transfer with what is wrong, on a phone');
  await field(/Chỉ chuyển nhượng một phần/).uncheck();

  // By keyboard, field by field.
  await field('Họ và tên', buyer).focus();
  for (const text of [plan.transferee.name, plan.transferee.identifier, plan.transferee.address]) {
    await visit.page.keyboard.type(text);
    await visit.page.keyboard.press('Tab');
  }
  await expectPage(field('Điện thoại', buyer)).toBeFocused();
  await price.fill('1500000000');
  await field('Nhận kết quả').selectOption('post');
  await field('Số phát hành Giấy chứng nhận', parcel).fill('CS 99999');
  await attachAll();
  await send();
  await expectPage(visit.page.getByRole('heading', { name: 'Đã nhận hồ sơ' })).toBeVisible();
  const code = (await visit.page.locator('strong').filter({ hasText: /^H56/ }).textContent()) ?? '';

  // The counter reads the form and accepts; the procedure runs.
  await visit.open({ reducedMotion: 'reduce' });
  await visit.signInAs('clerk', `/dossiers/${code}`);
  await application().getByText('Xem nội dung đơn').click();
  await expectPage(field('Số phát hành Giấy chứng nhận', application())).toHaveValue('CS 99999');
  expect((await players.as('clerk').get<{ application: { returnManner: string } }>(`/api/intake/dossiers/${code}`)).application.returnManner).toBe('post');
  await visit.expectAccessible('application at the counter');
  // Whose words they are: the register's own statement was checked, and what was corrected says so.
  const sources = visit.page.getByRole('region', { name: 'Nguồn của dữ liệu trong đơn' });
  await sources.getByText('Xem nguồn dữ liệu').click();
  const certificate = sources.locator('[data-field="parcel.certificateNumber"]');
  await expectPage(certificate).toHaveText(new RegExp(`^“Số phát hành Giấy chứng nhận” điền sẵn từ sổ địa chính, thửa \\S+, tra ngày \\S+; người nộp đã sửa\\.Nguồn ghi: ${plan.certificateNumber}$`));
  await expectPage(sources.locator('[data-field="parcel.mapSheet"]')).toHaveText(/; giữ nguyên\.$/);
  await application().getByRole('button', { name: 'Tiếp nhận hồ sơ' }).click();
  await expectPage(application().getByText(/Đã tiếp nhận hồ sơ/)).toBeVisible();
  const land = new ApiClient(url, 'land-officer');
  await players.until('a step of the land office', async () => (await players.openSteps(code)).includes('verify') || undefined);
  await players.until('papers at the land office', () => land.get<object>(`/api/land-registry/dossiers/${code}`).catch(() => undefined));
  await land.post(`/api/land-registry/dossiers/${code}/verification`, { outcome: 'failed', remedy: 'supplement', reason: 'Số phát hành không đúng với Giấy chứng nhận đã cấp' });

  await visit.open({ viewport: PHONE, reducedMotion: 'reduce' });
  await visit.signInAs('citizen', `/dossiers/${code}`);
  await application().getByText('Xem nội dung đơn').click();
  const fixing = application().getByRole('region', { name: 'Bổ sung, sửa hồ sơ' });
  await expectPage(fixing).toContainText('Số phát hành không đúng với Giấy chứng nhận đã cấp');
  await field('Số phát hành Giấy chứng nhận', fixing).fill(plan.certificateNumber);
  await field('Vì sao sửa (nếu cần nói thêm)', fixing).fill('Gõ nhầm');
  await visit.expectAccessible('correction on a phone');
  await fixing.getByRole('button', { name: 'Gửi bổ sung' }).click();
  await expectPage(application().locator('[data-field="parcel.certificateNumber"]')).toHaveText(`Số phát hành Giấy chứng nhận: trước là “CS 99999”, nay là “${plan.certificateNumber}”`);
  await expectPage(application().getByText('Lý do: Gõ nhầm')).toBeVisible();
  // Procedure and land office go by what is right now.
  const papers = await players.until('corrected papers at the land office', async () => {
    const seen = JSON.stringify(await land.get<object>(`/api/land-registry/dossiers/${code}`));
    return seen.includes(plan.certificateNumber) && !seen.includes('CS 99999') ? seen : undefined;
  });
  expect(papers).toContain(plan.certificateNumber);
  await players.until('the step once more', async () => (await players.openSteps(code)).includes('verify') || undefined);
});

it('a clerk enters a birth at the counter by the same form, nothing twice, and accepts it there; other forms are as accessible', async () => {
  await players.untilPublished('3.000722');
  await visit.open({ reducedMotion: 'reduce' });
  await visit.signInAs('clerk', '/apply/3.000722');
  const { page } = visit;
  await field('Số định danh cá nhân hoặc mã số thuế').fill(CITIZEN.identifier);
  await field('Họ và tên').first().fill(CITIZEN.name);
  await field('Số bản chính: Giấy chứng sinh (ảnh chụp nếu chưa có bản điện tử)').fill('1');
  await expectPage(field(/Số bản chính: Tờ khai/)).toHaveCount(0);
  await field(/Ghi thông tin về cha/).check();
  await field(/Đề nghị cấp thẻ căn cước/).check();
  await page.getByRole('button', { name: 'Thêm', exact: true }).click();
  await visit.expectAccessible('form of a birth');
  await choose('Quan hệ của người đi khai với trẻ', 'Mẹ');
  const [child, mother, father, home, members] = [part('1. Trẻ được khai sinh'), part('2. Mẹ'), part('3. Cha'), part('4. Đăng ký thường trú'), part('Thành viên khác trong hộ (nếu có)')];
  for (const [within, name, text] of [
    [child, 'Họ, chữ đệm, tên', 'Trẻ mẫu Ba'], [child, 'Ngày sinh', '20/11/2026'], [child, 'Nơi sinh', 'Bệnh viện mẫu'], [child, 'Số giấy chứng sinh', 'CS-0003'], [mother, 'Họ và tên mẹ', 'Mẹ mẫu'],
    [father, 'Họ và tên cha', CITIZEN.name], [home, 'Số định danh cá nhân của chủ hộ', CITIZEN.identifier], [home, 'Địa chỉ thường trú đề nghị', 'Thôn mẫu, xã mẫu'],
    [members, 'Họ và tên', 'Bà mẫu'], [members, 'Quan hệ với chủ hộ', 'Mẹ'],
  ] as const) await field(name, within).fill(text);
  await field('Nữ', child).check();
  await field('Qua bưu điện').check();
  await send();
  await expectPage(page.getByRole('heading', { name: 'Đã nhận hồ sơ' })).toBeVisible();
  const code = (await page.locator('strong').filter({ hasText: /^H56/ }).textContent()) ?? '';
  await page.getByRole('button', { name: 'Tiếp nhận hồ sơ' }).click();
  await expectPage(page.getByText(`Đã tiếp nhận hồ sơ ${code}`)).toBeVisible();
  const birthDossier = await players.child(code, 'birth');
  expect(birthDossier.ended).toBeNull();

  await page.goto(`${started.platform.url}/apply/1.013236`);
  await expectPage(field('Tên công trình')).toBeVisible();
  await visit.expectAccessible('form of a construction permit');
});
