import type { Locator } from '@playwright/test';
import { expectPage, PHONE } from './browser-visit.js';
import { KNOWN_PERSON, KNOWN_PROCEDURE } from './web-known.js';
import { eachVisit } from './web-visit.js';

// What others know already is filled in with its source and not asked twice, in real Chromium.

const visit = eachVisit();
const field = (name: string): Locator => visit().page.getByLabel(name, { exact: true });
const PATH = `/apply/${KNOWN_PROCEDURE.code}`;
const FROM_DOSSIER = 'Lấy từ hồ sơ H56.17-20260302-0007 nộp ngày 02/03/2026.';
const send = (): Promise<void> => visit().page.getByRole('button', { name: 'Nộp hồ sơ', exact: true }).click();

async function asCitizen(): Promise<void> {
  Object.assign(visit().server.issuer, { roles: ['citizen'], agency: 'citizen', subject: KNOWN_PERSON });
  await visit().signIn(PATH);
}

it('a citizen corrects what an earlier dossier said, and keeps what the land register says of the parcel chosen', async () => {
  await visit().open({ viewport: PHONE });
  await asCitizen();
  const { page, server: { catalogue } } = visit();
  await expectPage(field('Tên đường')).toHaveValue('Phố "Mẫu"');
  await expectPage(field('Tên đường')).toHaveAccessibleDescription(FROM_DOSSIER);
  await expectPage(field('Ghi chú')).toHaveValue('');
  await page.getByLabel('Thửa đất của bạn theo sổ địa chính').selectOption('14758.12.346');
  await expectPage(field('Thửa đất số')).toHaveValue('14758.12.346');
  await expectPage(field('Thửa đất số')).toHaveAttribute('readonly', '');
  await expectPage(field('Thửa đất số')).toHaveAccessibleDescription('Lấy từ sổ địa chính, thửa 14758.12.346, tra ngày 25/11/2026, không sửa ở đây.');
  await expectPage(field('Diện tích (m²)')).toHaveValue('80');
  await page.getByLabel('Dùng lại “Bản vẽ vị trí” trong hồ sơ H56.17-20260302-0007 nộp ngày 02/03/2026').check();
  await expectPage(page.getByLabel('Tệp: Bản vẽ vị trí')).toHaveCount(0);
  await field('Tên đường').fill('Phố Mới');
  await expectPage(field('Tên đường')).toHaveAccessibleDescription('Đã sửa, khác với hồ sơ H56.17-20260302-0007 nộp ngày 02/03/2026.');
  await expectPage(field('Tên đường')).toBeFocused();
  await visit().expectAccessible('an application that was filled in, on a phone');
  await visit().speakEnglish();
  await expectPage(field('Street')).toHaveAccessibleDescription('Corrected: differs from dossier H56.17-20260302-0007 handed in on 02/03/2026.');
  await page.getByRole('button', { name: 'Hand in', exact: true }).click();
  await expectPage(page.getByText('H56.17-20261125-0001')).toBeVisible();
  const plot = '14758.12.346';
  const land = { reference: plot, asOf: '2026-11-25T08:00:00+07:00', statement: `signed ${plot}` };
  expect(catalogue.received[0]).toMatchObject({
    content: { street: 'Phố Mới', land: { plot, area: 80 }, note: '' }, components: [{ code: 'TP1', files: ['a'.repeat(64)], reusedFrom: 'H56.17-20260302-0007' }],
    prefilled: expect.arrayContaining([
      { field: 'applicant.address', source: 'earlier:applicant.address', reference: 'H56.17-20260302-0007', asOf: '2026-03-02T09:00:00+07:00', filled: '12 Phố Mẫu' },
      { field: 'content.street', source: 'earlier:street', reference: 'H56.17-20260302-0007', asOf: '2026-03-02T09:00:00+07:00', filled: 'Phố "Mẫu"' },
      { field: 'content.land.plot', source: 'register:land.parcel', filled: plot, ...land },
      { field: 'content.land.area', source: 'register:land.area[land.plot]', filled: 80, ...land },
    ]),
  });
});

it('a clerk types the number of whoever came and the parcel on the title, and nothing that is known; what was known of another person goes', async () => {
  await visit().signIn(PATH);
  const { page, server: { catalogue } } = visit();
  await field('Điện thoại').fill('0999');
  await field('Số định danh cá nhân hoặc mã số thuế').fill(KNOWN_PERSON);
  await expectPage(field('Họ và tên')).toHaveValue('Lê Văn Mẫu');
  await expectPage(field('Địa chỉ')).toHaveAccessibleDescription(FROM_DOSSIER);
  // What was typed before stays.
  await expectPage(field('Điện thoại')).toHaveValue('0999');
  await field('Địa chỉ').fill('14 Phố Mẫu');
  await expectPage(field('Địa chỉ')).toHaveAccessibleDescription('Đã sửa, khác với hồ sơ H56.17-20260302-0007 nộp ngày 02/03/2026.');
  await page.getByLabel('Số hiệu thửa đất ghi trên giấy chứng nhận').fill('14758.12.345');
  await expectPage(field('Diện tích (m²)')).toHaveValue('120.5');
  await field('Số định danh cá nhân hoặc mã số thuế').fill('038000000001');
  await expectPage(field('Họ và tên')).toHaveValue('');
  await expectPage(field('Tên đường')).toHaveValue('');
  await expectPage(field('Diện tích (m²)')).toHaveValue('');
  await expectPage(page.getByText('Sổ địa chính không có thửa đất nào như vậy của người nộp. Hãy tự điền: Thửa đất số, Diện tích (m²).')).toBeVisible();
  expect(catalogue.received).toEqual([]);
});

it('a register that is down leaves its fields to be filled in, and says so', async () => {
  visit().server.catalogue.knowledge.isLandDown = true;
  await visit().open({ viewport: PHONE });
  await asCitizen();
  const { page, server: { catalogue } } = visit();
  await expectPage(page.getByText('Chưa tra được sổ địa chính. Hãy tự điền: Thửa đất số, Diện tích (m²).')).toBeVisible();
  await field('Thửa đất số').fill('14758.12.999');
  await send();
  await expectPage(page.getByText('H56.17-20261125-0001')).toBeVisible();
  expect(catalogue.received[0]).toMatchObject({ content: { land: { plot: '14758.12.999' } }, prefilled: expect.not.arrayContaining([expect.objectContaining({ field: 'content.land.plot' })]) });
});

it('an officer sees at the field of a task where it came from, and on the dossier’s page whose words the application’s are', async () => {
  const { server } = visit();
  server.papers.feesOf = () => ({ prefilled: [
    { field: 'content.street', source: 'earlier:street', filled: 'Phố Mẫu', verified: true, corrected: true, account: { text: { vi: '“Tên đường” điền sẵn từ hồ sơ H1; người nộp đã sửa', en: '"Street" was filled in from dossier H1; corrected by the applicant' } } },
    { field: 'content.area', source: 'register:land.area', filled: 80, verified: false, corrected: false, account: { text: { vi: '“Diện tích” điền sẵn từ sổ địa chính; giữ nguyên', en: '"Area" was filled in from the land register; kept as it was' } } },
  ] });
  await visit().signIn('/tasks/H56.17-20261120-000001~check~1');
  const { page } = visit();
  await expectPage(field('Tờ bản đồ')).toHaveAccessibleDescription('Lấy từ hồ sơ liên thông H56.17-20261120-000001 (25/11/2026), không sửa ở đây.');
  await page.goto(`${visit().url}/dossiers/${visit().dossierAfter(3)}`);
  const panel = page.getByRole('region', { name: 'Nguồn của dữ liệu trong đơn' });
  await panel.getByText('Xem nguồn dữ liệu').click();
  await expectPage(panel.getByRole('listitem')).toHaveText([/^“Tên đường” điền sẵn từ hồ sơ H1; người nộp đã sửa\.Nguồn ghi: Phố Mẫu$/, /^“Diện tích” điền sẵn từ sổ địa chính; giữ nguyên\.$/]);
  await visit().expectAccessible('sources of an application');
  await visit().speakEnglish();
  await expectPage(page.getByRole('region', { name: 'Where the application’s data come from' }).getByRole('listitem').first()).toHaveText(/The source says: Phố Mẫu$/);
});
