import type { Locator } from '@playwright/test';
import { DESK, expectPage, PHONE } from './browser-visit.js';
import { eachVisit } from './web-visit.js';

// From a catalogue of hundreds to the code of a dossier, by the form that the procedure was published with, in real Chromium.

const visit = eachVisit();
const field = (name: string): Locator => visit().page.getByLabel(name, { exact: true });
const PDF = { name: 'ban-ve.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 mẫu %%EOF') };

async function asCitizen(path: string): Promise<void> {
  Object.assign(visit().server.issuer, { roles: ['citizen'], agency: 'citizen' });
  await visit().signIn(path);
}
const send = (): Promise<void> => visit().page.getByRole('button', { name: 'Nộp hồ sơ', exact: true }).click();

it('a citizen on a phone finds the procedure among hundreds, fills in its form, attaches a paper and gets the code', async () => {
  await visit().open({ viewport: PHONE });
  await asCitizen('/apply');
  const { page, server: { catalogue } } = visit();
  await field('Tìm thủ tục theo tên hoặc mã').fill('vỉa hè');
  await page.getByRole('link', { name: /Sử dụng tạm thời vỉa hè/ }).click();
  // How long it takes and what it costs is said before anything is filled in.
  for (const said of ['trong ngày; tiếp nhận sau 15:00 thì tính từ ngày làm việc kế tiếp', 'Thời hạn khi nộp trực tuyến', 'tính theo nội dung đơn khi tiếp nhận', '15.000 đồng']) await expectPage(page.getByText(said)).toBeVisible();
  // What the account says is not asked.
  await expectPage(field('Họ và tên')).toHaveValue('Tài khoản mẫu');
  expect(await field('Họ và tên').getAttribute('readonly')).not.toBeNull();
  await expectPage(page.getByLabel('Chiều rộng (m)')).toHaveCount(0);
  await page.getByLabel('Có quầy hàng').check();
  await send();
  await expectPage(page.getByText('Bắt buộc.')).toHaveCount(2);
  expect(catalogue.received).toEqual([]);
  await page.getByLabel('Tên đường').fill('Phố Huế');
  await page.getByLabel('Chiều rộng (m)').fill('2');
  await field('Tệp: Bản vẽ vị trí').setInputFiles(PDF);
  await expectPage(page.getByText('Đã tải lên: ban-ve.pdf')).toBeVisible();
  await send();
  await expectPage(page.getByText('H56.17-20261125-0001')).toBeVisible();
  expect(catalogue.received).toEqual([{
    procedureCode: '9.700001', applicant: { name: 'Tài khoản mẫu', identifier: expect.any(String), address: '', phone: '' }, content: { street: 'Phố Huế', hasStall: true, width: 2 }, prefilled: [],
    components: [{ code: 'TP1', originals: 0, copies: 0, files: [expect.stringMatching(/^[0-9a-f]{64}$/)] }],
  }]);
});

it('a clerk enters an application at the counter by keyboard alone, and what was hidden is not sent', async () => {
  await visit().signIn('/apply/9.700001');
  const { page, server: { catalogue } } = visit();
  await field('Họ và tên').focus();
  const type = async (...texts: readonly string[]): Promise<void> => {
    for (const text of texts) {
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
  };
  await type('Nguyễn Thị Mẫu', '038000000001', 'Địa chỉ mẫu', '0900000000');
  await expectPage(field('Người nộp được định danh bằng')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expectPage(field('Nhận kết quả')).toBeFocused();
  await page.keyboard.press('Tab');
  await type('1', '0', '');
  // Past the choice of a file.
  await page.keyboard.press('Tab');
  await expectPage(page.getByLabel('Tên đường')).toBeFocused();
  await page.keyboard.type('Phố Huế');
  // The checkbox, the sign of the viewer's maker, and then the button.
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('Tab');
  await expectPage(page.getByRole('button', { name: 'Nộp hồ sơ', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expectPage(page.getByText('H56.17-20261125-0001')).toBeVisible();
  expect(catalogue.received[0]).toMatchObject({ applicant: { identifier: '038000000001' }, identification: 'vneid', content: { street: 'Phố Huế', hasStall: false }, components: [{ code: 'TP1', originals: 1, copies: 0, files: [] }] });
  expect(catalogue.received[0]?.content).not.toHaveProperty('width');
});

it('what the service refuses is said with its field, and what was filled in stays', async () => {
  await visit().signIn('/apply/9.700001');
  const { page } = visit();
  await field('Họ và tên').fill('Nguyễn Thị Mẫu');
  await field('Số định danh cá nhân hoặc mã số thuế').fill('038000000001');
  await page.getByLabel('Tên đường').fill('Phố cấm');
  await send();
  await expectPage(page.getByRole('alert')).toContainText('“Tên đường” không được phép');
  await expectPage(page.getByLabel('Tên đường')).toHaveValue('Phố cấm');
  await visit().speakEnglish();
  await expectPage(page.getByLabel('Street')).toHaveValue('Phố cấm');
});

it('a procedure without a form, and a name that nobody has, say so', async () => {
  await asCitizen('/apply/9.700002');
  const { page } = visit();
  await expectPage(page.getByText('Thủ tục này chưa có biểu mẫu điện tử.')).toBeVisible();
  await page.goto(`${visit().url}/apply?q=khong-co`);
  await expectPage(page.getByRole('heading', { name: 'Không có thủ tục nào như vậy.' })).toBeVisible();
});

it.each([['desk', DESK], ['phone', PHONE]] as const)('both pages have no axe violation in either language and no sideways scroll, on a %s', async (name, viewport) => {
  await visit().open({ viewport, reducedMotion: 'reduce' });
  await asCitizen('/apply/9.700001');
  const { page } = visit();
  await page.getByLabel('Có quầy hàng').check();
  await visit().expectAccessible(`application on a ${name}`);
  await visit().speakEnglish();
  await visit().expectAccessible(`application in English on a ${name}`);
  await expectNoSidewaysScroll();
  // The viewer would rather cut a long label than break it.
  expect(await page.evaluate<number>('Math.max(...[...document.querySelectorAll(".fjs-form-field-label")].map((label) => label.scrollWidth - label.clientWidth))')).toBe(0);
  await page.goto(`${visit().url}/apply`);
  await expectPage(page.getByRole('listitem').first()).toBeVisible();
  await visit().expectAccessible(`catalogue on a ${name}`);
  await expectNoSidewaysScroll();
});

async function expectNoSidewaysScroll(): Promise<void> {
  expect(await visit().page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
}
