import type { Locator } from '@playwright/test';
import { DESK, expectPage, PHONE } from './browser-visit.js';
import { eachVisit } from './web-visit.js';

// The state of the logs and the alarms about them, in real Chromium.

const visit = eachVisit();

const row = (origin: string): Locator => visit().page.locator(`[data-log="${origin}"]`);
const alarms = (): Locator => visit().page.getByRole('region', { name: 'Báo động' });
const onBoard = (): Locator => visit().page.getByRole('region', { name: /báo động về nhật ký$/ });

async function signInAs(role: string, path: string): Promise<void> {
  visit().server.issuer.roles = [role];
  await visit().signIn(path);
}

describe('the logs', () => {
  it('are shown in full to an auditor: published, read, witnessed, read again, findings', async () => {
    visit().server.logs.raise();
    visit().server.logs.unwitnessedSince = '2026-11-25T01:00:00.000Z';
    await signInAs('auditor', '/logs');
    const tax = row('lienthong.test/tax');
    await expectPage(tax).toContainText('240 mục');
    await expectPage(tax).toContainText('236 mục');
    await expectPage(tax).toContainText('còn 4 mục chưa đọc');
    await expectPage(tax).toContainText('120 trong 240 mục');
    await expectPage(tax).toContainText('đã đọc trọn 3 lần');
    await expectPage(tax).toContainText('Không có bên làm chứng từ 08:00 25/11/2026');
    await expectPage(tax).toContainText('1 điều không khớp');
    await expectPage(row('lienthong.test/postal')).toContainText('Không thấy gì sai');
    await expectPage(visit().page.locator('tbody tr')).toHaveCount(6);
    visit().server.logs.reread = 200;
    await expectPage(tax).toContainText('200 trong 240 mục');
  });

  it('that cannot be read say so', async () => {
    visit().server.logs.silent = 'tax';
    await signInAs('administrator', '/logs');
    await expectPage(row('lienthong.test/tax')).toContainText('Không đọc được nhật ký này');
    await expectPage(row('lienthong.test/tax')).toContainText('chưa có');
  });

  it('are shown to anybody else by their own word, without asking audit', async () => {
    visit().server.logs.silent = 'postal';
    const asked: string[] = [];
    visit().page.on('request', (request) => { if (/\/api\/audit\/(logs|alarms)/.test(request.url())) asked.push(request.url()); });
    await signInAs('clerk', '/logs');
    await expectPage(row('lienthong.test/tax')).toContainText('240 mục');
    await expectPage(row('lienthong.test/tax')).toContainText(/ký lúc \d\d:\d\d/);
    await expectPage(row('postal')).toContainText('Không trả lời');
    expect(asked).toEqual([]);
  });

  it('are reached by g l, and lead to verification', async () => {
    await visit().signIn();
    await visit().pressInTurn('g', 'l');
    await expectPage(visit().page.getByRole('heading', { level: 1, name: 'Nhật ký' })).toBeVisible();
    await visit().page.getByRole('link', { name: 'Kiểm chứng một tệp' }).click();
    await expectPage(visit().page.getByRole('heading', { level: 1, name: 'Kiểm chứng' })).toBeVisible();
  });
});

describe('an alarm', () => {
  it('comes to the board at once, with the log, the index and what is wrong, in both languages', async () => {
    await signInAs('leader', '/board');
    await expectPage(visit().column('Thuế')).toBeVisible();
    await expectPage(onBoard()).toHaveCount(0);
    visit().server.raise();
    // Before the page would look by itself, which it does every thirty seconds.
    await expectPage(onBoard()).toContainText('Nội dung bị sửa · Thuế, mục số 41', { timeout: 15_000 });
    await expectPage(onBoard()).toContainText('lienthong.test/tax#41');
    await expectPage(onBoard()).toContainText('không còn khớp với cam kết');
    await visit().speakEnglish();
    const english = visit().page.getByRole('region', { name: '1 alarm about the logs' });
    await expectPage(english).toContainText('Content was altered · Tax, entry 41');
    await expectPage(english).toContainText('no longer fits its commitment');
    await english.getByRole('link', { name: 'See the logs' }).click();
    await expectPage(visit().page.getByRole('heading', { level: 1, name: 'Logs' })).toBeVisible();
  });

  it('is told to others as a number only', async () => {
    visit().server.logs.raise();
    await signInAs('clerk', '/board');
    await expectPage(onBoard()).toContainText('1 báo động về nhật ký');
    await expectPage(onBoard().getByRole('listitem')).toHaveCount(0);
  });

  it('of a whole log has no index, and a mended one is shown on request', async () => {
    visit().server.logs.raise({ kind: 'fork', index: null, explanation: { vi: 'Hai bản ký cùng cỡ, khác gốc.', en: 'Two notes of one size with different roots.' } });
    visit().server.logs.raise({ kind: 'checkpoint-missing', index: null, mendedAt: '2026-11-25T02:00:00.000Z' });
    await signInAs('auditor', '/logs');
    await expectPage(alarms().getByRole('listitem')).toHaveCount(1);
    await expectPage(alarms().getByRole('listitem')).toContainText('Hai nhật ký khác nhau cùng được ký · Thuế');
    await alarms().getByRole('button', { name: 'Xem cả báo động đã khắc phục' }).click();
    await expectPage(alarms().getByRole('listitem')).toHaveCount(2);
    await expectPage(alarms()).toContainText('khắc phục lúc 09:00 25/11/2026');
  });
});

describe('for everyone', () => {
  it.each([['desk', DESK], ['phone', PHONE]] as const)('logs and alarms have no axe violation in either language and no sideways scroll, on a %s', async (_name, viewport) => {
    await visit().open({ viewport, reducedMotion: 'reduce' });
    visit().server.logs.raise();
    visit().server.logs.unwitnessedSince = '2026-11-25T01:00:00.000Z';
    await signInAs('auditor', '/logs');
    for (const language of ['English', 'Tiếng Việt']) {
      await visit().page.getByRole('button', { name: language }).click();
      for (const path of ['/logs', '/board']) {
        await visit().page.goto(visit().server.url + path);
        await expectPage(visit().page.getByText('lienthong.test/tax#41')).toBeVisible();
        await visit().expectAccessible(`${path} ${language}`);
        expect(await visit().page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
      }
    }
  });
});
