import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { expectPage, PHONE } from './browser-visit.js';
import { SAMPLE_PROOF } from './web-proofs.js';
import { eachVisit } from './web-visit.js';

// What makes a dossier's history checkable, in real Chromium: its proof, who read it, and how it was known before.

const visit = eachVisit();

const record = (): Locator => visit().page.getByRole('region', { name: 'Chứng thực và lịch sử' });

async function open(code: string): Promise<void> {
  await visit().signIn(`/dossiers/${code}`);
  await expectPage(record()).toBeVisible();
}

/** The page's clock stands still from now on, and goes on only when it is told to. */
async function stopClock(): Promise<(seconds: number) => Promise<void>> {
  const { clock } = visit().page;
  await clock.install();
  await clock.pauseAt(new Date(Date.now() + 10_000));
  return (seconds) => clock.runFor(seconds * 1_000);
}

describe('the proof of a dossier', () => {
  it('is downloaded as it came', async () => {
    await open(visit().dossierAfter(8));
    const coming = visit().page.waitForEvent('download');
    await record().getByRole('button', { name: 'Tải tệp chứng thực' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe('H56.17-20260609-0001.lienthong-proof.json');
    expect(await readFile(await download.path(), 'utf8')).toBe(SAMPLE_PROOF);
    await expectPage(record().getByText('Đã tải về: H56.17-20260609-0001.lienthong-proof.json')).toBeVisible();
    await record().getByRole('link', { name: 'Kiểm chứng một tệp' }).click();
    await expectPage(visit().page.getByRole('heading', { level: 1, name: 'Kiểm chứng' })).toBeVisible();
  });

  it('that is too new is waited for, visibly, for as long as audit says', async () => {
    visit().server.logs.refusesProof = 2;
    await open(visit().dossierAfter(8));
    const pass = await stopClock();
    await record().getByRole('button', { name: 'Tải tệp chứng thực' }).click();
    const waits = async (seconds: number, asked: number): Promise<void> => {
      await expectPage(record().getByRole('status')).toHaveText(`Sự việc mới nhất còn chờ bên làm chứng ký. Thử lại sau ${seconds} giây.`);
      expect(visit().server.logs.proofsAsked).toBe(asked);
    };
    await waits(2, 1);
    await pass(1);
    await waits(1, 1);
    await pass(1);
    await waits(2, 2);
    await pass(1);
    await waits(1, 2);
    const coming = visit().page.waitForEvent('download');
    await pass(1);
    await coming;
    expect(visit().server.logs.proofsAsked).toBe(3);
  });

  it('is no longer asked for by who stops waiting', async () => {
    visit().server.logs.refusesProof = 99;
    await open(visit().dossierAfter(8));
    const pass = await stopClock();
    await record().getByRole('button', { name: 'Tải tệp chứng thực' }).click();
    await record().getByRole('button', { name: 'Thôi chờ' }).click();
    await expectPage(record().getByRole('status')).toBeEmpty();
    await pass(5);
    // What had been asked by then would have come before this answer.
    await visit().page.evaluate('fetch("/sample-accounts").then((answer) => answer.text())');
    expect(visit().server.logs.proofsAsked).toBe(1);
  });

  it('that is refused says why', async () => {
    const code = visit().dossierAfter(8);
    visit().server.refusals.set(`/api/audit/dossiers/${code}/proof`, { status: 403, code: 'FORBIDDEN', vi: { title: 'Chỉ người có hồ sơ tải được', whatToDo: 'Đăng nhập bằng tài khoản của người nộp.' }, en: { title: 'For the holder only', whatToDo: 'Sign in as the applicant.' } });
    await open(code);
    await record().getByRole('button', { name: 'Tải tệp chứng thực' }).click();
    await expectPage(record().getByRole('alert')).toContainText('Chỉ người có hồ sơ tải được');
  });
});

describe('who read a dossier', () => {
  const at = '2026-11-25T03:00:00.000Z';

  it('is shown to the end, with purpose, and with what is withheld', async () => {
    const { logs } = visit().server;
    logs.reads.push(
      { service: 'intake', at, type: 'DossierRead', reader: { role: 'officer', organisation: 'H56.17', name: 'Cán bộ Mẫu', agency: 'one-stop' }, purpose: 'Xử lý hồ sơ', purposeStated: false, what: 'GET /dossiers/:code' },
      { service: 'tax', at, type: 'FileRead', reader: { role: 'officer', organisation: 'H56.T7', name: null, agency: 'tax' }, purpose: 'Đối chiếu hợp đồng', purposeStated: true, what: 'GET /files/:hash' },
      { service: 'audit', at, type: 'DossierRead', reader: { role: 'officer', organisation: 'H56', name: null, agency: 'audit' }, purpose: 'Kiểm tra định kỳ', purposeStated: true, what: 'GET /dossiers/:code' },
    );
    logs.withheld = 1;
    await open(visit().dossierAfter(8));
    await record().getByText('Ai đã xem hồ sơ').click();
    const rows = record().getByRole('listitem');
    await expectPage(rows).toHaveCount(2);
    await expectPage(rows.first()).toContainText('10:00 25/11/2026');
    await expectPage(rows.first()).toContainText('Cán bộ Mẫu · Một cửa · H56.17');
    await expectPage(rows.first()).toContainText('mục đích thường lệ của vai trò');
    await expectPage(rows.nth(1)).toContainText('Đối chiếu hợp đồng');
    await record().getByRole('button', { name: 'Xem thêm' }).click();
    await expectPage(rows).toHaveCount(3);
    await expectPage(record()).toContainText('1 lần xem đang được giữ kín theo luật.');
    await expectPage(record()).not.toContainText('Chưa đủ');
  });

  it('is not asked for before somebody wants to know, and says when it is not complete', async () => {
    visit().server.logs.silent = 'tax';
    const asked: string[] = [];
    visit().page.on('request', (request) => { if (request.url().endsWith('/reads')) asked.push(request.url()); });
    await open(visit().dossierAfter(8));
    expect(asked).toEqual([]);
    await record().getByText('Ai đã xem hồ sơ').click();
    await expectPage(record()).toContainText('Chưa ghi nhận ai xem.');
    await expectPage(record()).toContainText('Chưa đủ: nhật ký ghi nhiều lần xem hơn');
  });
});

describe('a dossier as it was known before', () => {
  const banner = (): Locator => visit().page.getByRole('region', { name: /^Đây là quá khứ/ });

  it('shows its past under a banner, and no fact of today reaches it', async () => {
    const code = visit().dossierAfter(8);
    const timeline = visit().server.office.timelines.get(code) ?? [];
    await open(code);
    await record().getByText('Xem như đã biết lúc trước').click();
    // Half-way between the third step and the fourth; the field speaks the time of Việt Nam.
    const moment = (Date.parse(timeline[2]?.at ?? '') + Date.parse(timeline[3]?.at ?? '')) / 2;
    await record().getByLabel('Xem như đã biết lúc (giờ Việt Nam)').fill(new Date(moment + 7 * 3_600_000).toISOString().slice(0, 19));
    await record().getByRole('button', { name: 'Xem', exact: true }).click();
    await expectPage(banner()).toContainText('trang không cập nhật trực tiếp');
    await expectPage(visit().stops).toHaveCount(3);
    await expectPage(visit().page.getByRole('region', { name: 'Lúc đó ở đâu' })).toContainText('Đăng ký đất đai');
    await expectPage(visit().page.getByRole('region', { name: 'Hạn trả kết quả, như biết lúc đó' })).toBeVisible();
    await expectPage(record()).toHaveCount(0);
    const reread: string[] = [];
    visit().page.on('request', (request) => { if (request.url().includes(`/dossiers/${code}`)) reread.push(request.url()); });
    visit().server.office.advance(code);
    await visit().page.waitForTimeout(1_500);
    await expectPage(visit().stops).toHaveCount(3);
    expect(reread).toEqual([]);
    await visit().page.reload();
    await expectPage(visit().stops).toHaveCount(3);
    await banner().getByRole('button', { name: 'Về hiện tại' }).click();
    await expectPage(visit().stops).toHaveCount(9);
    await expectPage(banner()).toHaveCount(0);
  });

  it('says that it was not known yet', async () => {
    await visit().signIn(`/dossiers/${visit().dossierAfter(8)}?known-at=2020-01-01T08%3A00%3A00%2B07%3A00`);
    await expectPage(banner()).toContainText('08:00 01/01/2020');
    await expectPage(visit().page.getByText('Lúc đó kiểm toán chưa biết hồ sơ này')).toBeVisible();
    await visit().speakEnglish();
    await expectPage(visit().page.getByText('Audit did not know this dossier then')).toBeVisible();
  });

  it('has no axe violation, with the readers open, and fits a phone', async () => {
    await visit().open({ viewport: PHONE, reducedMotion: 'reduce' });
    const code = visit().dossierAfter(8);
    visit().server.logs.reads.push({ service: 'tax', at: '2026-11-25T03:00:00.000Z', type: 'DossierRead', reader: { role: 'officer', organisation: 'H56', name: null, agency: 'audit' }, purpose: 'Kiểm tra', purposeStated: true, what: 'GET /dossiers/:code', withheldUntil: '2027-01-01T00:00:00.000Z', ground: 'Điều tra' });
    await open(code);
    await record().getByText('Ai đã xem hồ sơ').click();
    await record().getByText('Xem như đã biết lúc trước').click();
    await expectPage(record().getByRole('listitem')).toHaveCount(1);
    for (const path of ['', `?known-at=${encodeURIComponent(new Date().toISOString())}`]) {
      if (path !== '') await visit().page.goto(`${visit().server.url}/dossiers/${code}${path}`);
      await expectPage(visit().stops.first()).toBeVisible();
      await visit().expectAccessible(`dossier ${path}`);
      expect(await visit().page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    }
  });
});
