import type { Browser } from '@playwright/test';
import { ApiClient } from './api-client.js';
import { expectPage, launchChromium } from './browser-visit.js';
import { PlatformVisit } from './platform-visit.js';
import { startTemporaryPlatform } from './temporary-platform.js';
import type { TemporaryPlatform } from './temporary-platform.js';
import { parcelForm, submissionForm } from './transfer-forms.js';
import { planTransfer } from './transfer-plan.js';
import { TransferPlayers } from './transfer-players.js';

// The page of a running platform: the real door, issuer, audit and engine behind it. What the page does by itself is in web*.e2e.spec.

/** Five that all end with the result returned: by post, over the counter, after a supplement. */
const TRANSFERS = 5;

describe('the page of a running platform', () => {
  let started: TemporaryPlatform;
  let browser: Browser;
  let visit: PlatformVisit;
  let url: string;
  /** A dossier that was carried to its end. */
  let returned: string;

  beforeAll(async () => {
    started = await startTemporaryPlatform('feed');
    ({ url } = started.platform);
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await started?.stop();
  });

  beforeEach(async () => {
    visit = new PlatformVisit(browser, url);
    await visit.open();
  });

  afterEach(() => visit.leave());

  it('shows an auditor the board moving while transfers are carried through', async () => {
    await visit.signInAs('auditor', '/board');
    await expectPage(visit.count('Một cửa')).toHaveText('0');
    await visit.mark();

    const [waiting, clerk] = [planTransfer(900, 'PAGE'), new ApiClient(url, 'clerk')];
    const playing = new TransferPlayers({ gateway: url, transfers: TRANSFERS });
    await new ApiClient(url, 'registrar').post('/api/land-registry/parcels', parcelForm(waiting));
    await playing.untilReady();
    const { code } = await clerk.post<{ code: string }>('/api/intake/dossiers', submissionForm(waiting));
    await expectPage(visit.column('Một cửa').getByRole('link', { name: code })).toBeVisible();
    await expectPage(visit.count('Một cửa')).toHaveText('1');
    await clerk.post(`/api/intake/dossiers/${code}/acceptance`, {});
    await expectPage(visit.column('Đăng ký đất đai').getByRole('link', { name: code })).toBeVisible();
    await expectPage(visit.column('Một cửa').getByRole('link', { name: code })).toHaveCount(0);

    const { plans, complete } = await playing.play();
    expect(complete).toBe(true);
    returned = [...plans].find(([, plan]) => plan.ending === 'posted')![0];
    await expectPage(visit.page.getByRole('region', { name: 'Theo trạng thái' }).locator('a[href$="state=10"]')).toContainText(String(TRANSFERS));
    await expectPage(visit.count('Đăng ký đất đai')).toHaveText('1');
    await visit.expectNotReloaded();
    await visit.expectAccessible('board');
  });

  it('lists what there is for a clerk, and tells the journey and the due date of a dossier that was returned', async () => {
    await visit.signInAs('clerk', '/dossiers');
    await expectPage(visit.total).toHaveText(`${TRANSFERS + 1} hồ sơ`);
    await expectPage(visit.rows).toHaveCount(TRANSFERS + 1);
    await expectPage(visit.rowOf(returned)).toContainText('Đã trả kết quả');
    await expectPage(visit.rowOf(returned)).toContainText('chuyển nhượng quyền sử dụng đất');
    await visit.expectAccessible('list');

    await visit.rowOf(returned).getByRole('link').click();
    const auditor = new ApiClient(url, 'auditor');
    const { timeline } = await auditor.get<{ timeline: readonly { type: string }[] }>(`/api/audit/dossiers/${returned}`);
    await expectPage(visit.stops).toHaveCount(timeline.length);
    for (const agency of ['Một cửa', 'Đăng ký đất đai', 'Thuế', 'Bưu chính']) await expectPage(visit.stops.filter({ hasText: agency }).first()).toBeVisible();
    await expectPage(visit.page.getByRole('region', { name: 'Đang ở đâu' })).toContainText('Không còn ở cơ quan nào');
    const { derivation } = await auditor.get<{ derivation: readonly { text: { vi: string }; arithmetic: string; source: { vi: string } }[] }>(`/api/processing/dossiers/${returned}/due-date`);
    expect(derivation.length).toBeGreaterThan(2);
    await expectPage(visit.page.getByRole('region', { name: 'Hạn trả kết quả' }).getByRole('listitem')).toHaveText(derivation.map(({ text, arithmetic, source }) => `${text.vi}Căn cứ${arithmetic}${source.vi}`));
    await visit.expectAccessible('dossier');
  });

  it('gives the proof of a dossier, verifies it against the keys of the installation, and says who read it', async () => {
    await visit.signInAs('auditor', `/dossiers/${returned}`);
    const record = visit.page.getByRole('region', { name: 'Chứng thực và lịch sử' });
    const coming = visit.page.waitForEvent('download', { timeout: 60_000 });
    await record.getByRole('button', { name: 'Tải tệp chứng thực' }).click();
    const proof = await (await coming).path();
    await record.getByText('Ai đã xem hồ sơ').click();
    await expectPage(record.getByRole('listitem').filter({ hasText: '· Kiểm toán ·' }).first()).toBeVisible();

    await record.getByRole('link', { name: 'Kiểm chứng một tệp' }).click();
    await expectPage(visit.page.getByText('Bộ khóa có khóa mẫu')).toBeVisible();
    await visit.page.getByLabel('Chọn tệp', { exact: true }).setInputFiles(proof);
    await expectPage(visit.page.getByRole('heading', { name: `Chứng thực đúng: hồ sơ ${returned}` })).toBeVisible();
    await expectPage(visit.page.getByText(/^Đầy đủ theo kiểm toán/)).toBeVisible();
    for (const service of ['intake', 'processing', 'land-registry', 'tax', 'postal']) await expectPage(visit.page.locator(`[data-origin$="/${service}"] li`).first()).toBeVisible();
    await visit.expectAccessible('verified');
  });

  it('shows the past of a dossier, and every log witnessed and read without a finding', async () => {
    const { timeline } = await new ApiClient(url, 'auditor').get<{ timeline: readonly { heardAt: string }[] }>(`/api/audit/dossiers/${returned}`);
    const knownAt = timeline[Math.floor(timeline.length / 2)]!.heardAt;
    const known = timeline.filter(({ heardAt }) => Date.parse(heardAt) <= Date.parse(knownAt)).length;
    await visit.signInAs('auditor', '/logs');
    await expectPage(visit.page.locator('[data-log]')).toHaveCount(6);
    for (const log of await visit.page.locator('[data-log]').all()) {
      await expectPage(log).toContainText(/ký lúc \d\d:\d\d/);
      await expectPage(log).toContainText('Không thấy gì sai');
    }
    await visit.page.goto(`${url}/dossiers/${returned}?${new URLSearchParams({ 'known-at': knownAt }).toString()}`);
    await expectPage(visit.page.getByRole('region', { name: /^Đây là quá khứ/ })).toBeVisible();
    await expectPage(visit.stops).toHaveCount(known);
  });

  it('shows the land office whose a parcel was before it was sold', async () => {
    const { items } = await new ApiClient(url, 'land-officer').get<{ items: readonly { parcel: string; reservedFor: string | null }[] }>('/api/land-registry/parcels');
    const sold = items.find(({ reservedFor }) => reservedFor === null)!.parcel;
    await visit.signInAs('land-officer', `/parcels/${sold}`);
    const rights = visit.page.getByRole('region', { name: 'Quyền sử dụng đất' }).getByRole('listitem');
    await expectPage(rights).toHaveCount(2);
    const [buyer, seller] = await Promise.all([rights.first().innerText(), rights.nth(1).innerText()]);
    expect(buyer).toContain('Có hiệu lực');
    expect(seller).toContain('chấm dứt theo hồ sơ');
    await visit.page.getByLabel('Đúng vào ngày').fill('2020-01-02');
    await visit.page.getByRole('button', { name: 'Xem', exact: true }).click();
    await expectPage(visit.page.getByRole('region', { name: /^Đây không phải hiện tại/ })).toBeVisible();
    await expectPage(rights.filter({ hasText: 'Có hiệu lực' })).toHaveText(new RegExp(seller.split(/\s\d/)[0]!));
  });

  it('lets one person propose the destruction of a dossier past its retention, and another see it through to the certificate', async () => {
    await visit.signInAs('records-officer', '/destruction-lists');
    const box = visit.page.getByRole('checkbox', { name: `Chọn hồ sơ ${returned}` });
    // A trial keeps a dossier for a minute after its end.
    await expectPage(async () => {
      await visit.page.reload();
      await expectPage(box).toBeEnabled({ timeout: 3_000 });
    }).toPass({ timeout: 90_000 });
    await box.check();
    await visit.page.getByRole('textbox', { name: 'Căn cứ pháp lý' }).fill('Quyết định mẫu về thời hạn bảo quản, để thử');
    await visit.page.getByRole('button', { name: 'Đề nghị tiêu hủy 1 hồ sơ' }).click();
    const list = visit.page.locator('[data-list]');
    await expectPage(list).toContainText('Chờ phê duyệt');

    await visit.open();
    await visit.signInAs('centre-leader', '/destruction-lists');
    const asSecond = visit.page.locator('[data-list]');
    await asSecond.getByRole('button', { name: /^Phê duyệt tiêu hủy/ }).click();
    await asSecond.getByRole('button', { name: 'Tiêu hủy, không lấy lại được' }).click();
    await expectPage(asSecond).toHaveAttribute('data-status', 'certified', { timeout: 90_000 });
    await asSecond.getByText('Xem giấy chứng nhận').click();
    await expectPage(asSecond.getByRole('region', { name: /^Giấy chứng nhận tiêu hủy/ }).getByRole('row')).toHaveCount(7);
    await asSecond.getByText('Chi tiết').click();
    await expectPage(asSecond).toContainText('đã xóa ở mọi cơ quan');
    await expectPage(asSecond).not.toContainText(returned);
  });
});
