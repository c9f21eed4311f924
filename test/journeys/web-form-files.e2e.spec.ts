import type { Locator } from '@playwright/test';
import { DESK, expectPage, PHONE } from './browser-visit.js';
import { TASK } from './web-papers.js';
import { eachVisit } from './web-visit.js';

// Files in forms, and the papers of a dossier, in real Chromium.

const visit = eachVisit();
const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.7 ${name} %%EOF`) });
const PNG = { name: 'ảnh.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgo=', 'base64') };
const HASH = expect.stringMatching(/^[0-9a-f]{64}$/) as unknown;
const field = (name: string): Locator => visit().page.getByLabel(name);
const send = (name: string): Promise<void> => visit().page.getByRole('button', { name, exact: true }).click();

async function apply(): Promise<void> {
  Object.assign(visit().server.issuer, { roles: ['citizen'], agency: 'citizen' });
  await visit().signIn('/apply/9.700900');
}

describe('an application with files', () => {
  it('asks for a paper once, sends each file as it is chosen, and hands in what the service made of them', async () => {
    await visit().open({ viewport: PHONE });
    await apply();
    const { page, server: { papers } } = visit();
    await page.getByLabel('Tên công trình').fill('Nhà mẫu');
    // The drawings are a paper of the procedure too: only the form asks for them, and as that asks for its papers.
    await expectPage(page.getByLabel('Tệp: Đơn đề nghị')).toBeVisible();
    await expectPage(page.getByLabel('Tệp: Bản vẽ thiết kế')).toHaveCount(0);
    await expectPage(field('Bản vẽ')).toHaveAccessibleDescription('Chưa chọn tệp nào Mỗi tầng một tệp. .pdf, mỗi tệp tối đa 20 MB');
    await send('Nộp hồ sơ');
    await expectPage(page.getByText('Bắt buộc.')).toBeVisible();
    await expectPage(field('Bản vẽ')).toBeFocused();
    await field('Bản vẽ').setInputFiles([pdf('tang-1.pdf'), pdf('tang-2.pdf')]);
    await expectPage(page.getByText('Đã chọn 2 tệp')).toBeVisible();
    await expectPage(page.getByText('Bắt buộc.')).toHaveCount(0);
    // What the content is counts, not what it is called.
    await field('Bản vẽ').setInputFiles(PNG);
    await expectPage(page.getByText('“Bản vẽ” chỉ nhận tệp .pdf, nhưng “ảnh.png” là image/png')).toBeVisible();
    await page.getByRole('button', { name: 'Bỏ tệp tang-1.pdf' }).click();
    await expectPage(field('Bản vẽ')).toBeFocused();
    await send('Nộp hồ sơ');
    await expectPage(page.getByText('H56.17-20261120-000900')).toBeVisible();
    expect(papers.applications).toMatchObject([{ content: { works: 'Nhà mẫu', plans: [{ name: 'tang-2.pdf', sha256: HASH, mediaType: 'application/pdf' }] }, components: [] }]);
  });

  it('keeps each row’s file with its row, whatever comes and goes around it', async () => {
    await apply();
    const { page, server: { papers } } = visit();
    await page.getByLabel('Tên công trình').fill('Nhà mẫu');
    await field('Bản vẽ').setInputFiles(pdf('chung.pdf'));
    for (const [row, floor] of ['1', '2', '3'].entries()) {
      await page.getByRole('button', { name: 'Thêm' }).click();
      // Without a floor there is no plan to ask for.
      await expectPage(page.getByLabel('Mặt bằng')).toHaveCount(row);
      await page.getByLabel('Tầng', { exact: true }).nth(row).fill(floor);
      await page.getByLabel('Mặt bằng').nth(row).setInputFiles(pdf(`tang-${floor}.pdf`));
      await expectPage(page.getByText(`tang-${floor}.pdf (`)).toBeVisible();
    }
    await page.getByRole('button', { name: 'Bỏ dòng 1' }).click();
    await expectPage(page.getByRole('button', { name: 'Bỏ dòng 2' })).toBeVisible();
    await expectPage(page.getByRole('button', { name: 'Bỏ dòng 3' })).toHaveCount(0);
    await page.getByLabel('Tầng', { exact: true }).first().fill('');
    await send('Nộp hồ sơ');
    await expectPage(page.getByText('H56.17-20261120-000900')).toBeVisible();
    expect(papers.applications[0]?.content['floors']).toMatchObject([{ floor: '' }, { floor: '3', plan: [{ name: 'tang-3.pdf' }] }]);
  });

  it('loses no file that is on its way while the language changes', async () => {
    await apply();
    const { page, server } = visit();
    const letThrough = server.hold('/api/intake/files');
    await field('Bản vẽ').setInputFiles(pdf('cham.pdf'));
    await expectPage(page.getByText('Đang tải lên cham.pdf')).toBeVisible();
    await visit().speakEnglish();
    await expectPage(page.getByRole('button', { name: 'Hand in', exact: true })).toBeVisible();
    letThrough();
    await expectPage(page.getByText('1 files selected')).toBeVisible();
    await expectPage(page.getByText('cham.pdf (')).toBeVisible();
  });

  it('says at the field why a file was not taken, in the language of the page', async () => {
    await apply();
    visit().server.refusals.set('/api/intake/files', { status: 413, code: 'FILE_TOO_LARGE', vi: { title: 'Tệp quá lớn', whatToDo: 'Chọn tệp tối đa 20 MB.' }, en: { title: 'The file is too large', whatToDo: 'Choose one of at most 20 MB.' } });
    await field('Bản vẽ').setInputFiles(pdf('lon.pdf'));
    await expectPage(field('Bản vẽ')).toHaveAccessibleDescription(/Tệp quá lớn Chọn tệp tối đa 20 MB\./);
    await visit().speakEnglish();
    await field('Drawings').setInputFiles(pdf('lon.pdf'));
    await expectPage(field('Drawings')).toHaveAccessibleDescription(/No files selected .*The file is too large Choose one of at most 20 MB\./);
  });

  it.each([['desk', DESK], ['phone', PHONE]] as const)('has no axe violation and no sideways scroll, on a %s', async (name, viewport) => {
    await visit().open({ viewport, reducedMotion: 'reduce' });
    await apply();
    await field('Bản vẽ').setInputFiles([pdf('mot-ten-rat-dai-khong-co-dau-cach-nao-trong-do-ca-mot-ten-rat-dai.pdf')]);
    await expectPage(visit().page.getByText('Đã chọn 1 tệp')).toBeVisible();
    await visit().expectAccessible(`form with files on a ${name}`);
    expect(await visit().page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
  });
});

it('an officer reads the drawings and attaches a report by keyboard, before the task is completed', async () => {
  await visit().signIn(`/tasks/${encodeURIComponent(TASK)}`);
  const { page, server: { papers } } = visit();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Mở bản vẽ.pdf' }).press('Enter');
  expect((await saved).suggestedFilename()).toBe('bản vẽ.pdf');
  // A picture is shown in its place.
  await page.keyboard.press('Tab');
  await expectPage(page.getByRole('button', { name: 'Mở ảnh.png' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expectPage(page.getByRole('img', { name: 'ảnh.png' })).toHaveCount(1);
  expect(papers.opened).toEqual(['a'.repeat(64), 'b'.repeat(64)]);
  await page.keyboard.press('Tab');
  await visit().chooseByKey(field('Biên bản'), pdf('bien-ban.pdf'));
  await expectPage(page.getByText('Đã chọn 1 tệp')).toBeVisible();
  const report = { name: 'bien-ban.pdf', sha256: HASH, mediaType: 'application/pdf' };
  expect(papers.attached).toMatchObject([{ path: '/api/intake/dossiers/H56.17-20261120-000900/files', body: { taskId: TASK, file: report } }]);
  await send('Hoàn thành');
  await expectPage(page.getByText('Đã hoàn thành việc này.')).toBeVisible();
  expect(papers.completions).toMatchObject([{ variables: { report: [report] } }]);
});

it('the papers of a dossier are listed when somebody asks, and opened one by one', async () => {
  await visit().signIn(`/dossiers/${visit().dossierAfter(8)}`);
  const { page, server: { papers } } = visit();
  const panel = page.getByRole('region', { name: 'Giấy tờ và tệp' });
  await panel.getByText('Xem danh sách').click();
  await expectPage(panel).toContainText('Đơn đề nghị');
  await expectPage(panel).toContainText('1 bản chính, 2 bản sao');
  await expectPage(panel.getByRole('button', { name: 'Mở Ảnh: ảnh.png' })).toBeVisible();
  expect(papers.opened).toEqual([]);
  const saved = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Mở biên bản.pdf' }).click();
  expect((await saved).suggestedFilename()).toBe('biên bản.pdf');
  expect(papers.opened).toEqual(['c'.repeat(64)]);
  await visit().expectAccessible('papers of a dossier');
});
