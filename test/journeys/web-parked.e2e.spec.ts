import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expectPage, PHONE } from './browser-visit.js';
import { eachVisit } from './web-visit.js';

// Messages that a service could not handle, as an administrator sees and settles them, in real Chromium.

const visit = eachVisit();

const held = (): Locator => visit().page.getByRole('region', { name: 'Thông điệp bị giữ lại' });
const reason = (): Locator => held().getByRole('textbox', { name: 'Lý do, ít nhất 10 ký tự' });

async function signInAsAdministrator(path: string): Promise<void> {
  visit().server.issuer.roles = ['administrator'];
  await visit().signIn(path);
}

describe('messages that are held up', () => {
  it('show on the board with where, since when and why, and are tried again', async () => {
    const code = visit().server.office.firstAt('tax');
    visit().server.park.hold(code);
    visit().server.park.unavailable.push('postal');
    await signInAsAdministrator('/board');
    await expectPage(held()).toContainText(`${code} Thuế giữ lại TransferSlipIssued của Đăng ký đất đai từ 3 giờ trước`);
    await expectPage(held()).toContainText('it names no parcel');
    await expectPage(held()).toContainText('Chưa hỏi được: Bưu chính');
    const retry = held().getByRole('button', { name: `Thử lại TransferSlipIssued của ${code}` });
    await retry.click();
    await expectPage(held().getByRole('status')).toHaveText('Vẫn còn giữ 3 thông điệp.');
    visit().server.park.isRepaired = true;
    await retry.click();
    await expectPage(held().getByRole('status')).toHaveText('Đã thông: 3 thông điệp được xử lý.');
    await expectPage(held().getByRole('listitem')).toHaveCount(0);
  });

  it('show on their own dossier and on no other, and are given up with a reason, by keyboard alone', async () => {
    const code = visit().server.office.firstAt('tax');
    visit().server.park.hold(code);
    visit().server.park.hold(visit().server.office.firstAt('land-registry'));
    await signInAsAdministrator(`/dossiers/${code}`);
    await expectPage(held().getByRole('listitem')).toHaveCount(1);
    const { keyboard } = visit().page;
    await held().getByRole('button', { name: /^Thử lại/ }).focus();
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await expectPage(reason()).toBeFocused();
    await keyboard.press('Escape');
    await expectPage(held().getByRole('button', { name: `Bỏ thông điệp TransferSlipIssued của ${code}` })).toBeFocused();
    await keyboard.press('Enter');
    await expectPage(reason()).toBeFocused();
    await keyboard.type('ngắn');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    // Back at the field, which says why not.
    await expectPage(reason()).toBeFocused();
    expect(visit().server.park.discarded).toEqual([]);
    await keyboard.type(' thì không đủ');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await expectPage(held().getByRole('status')).toHaveText('Đã thông: 2 thông điệp được xử lý.');
    await expectPage(held().getByRole('heading')).toBeFocused();
    expect(visit().server.park.discarded).toEqual([{ key: code, reason: 'ngắn thì không đủ' }]);
  });

  it('say why a service refuses, and stay', async () => {
    visit().server.park.hold(visit().server.office.firstAt('tax'));
    visit().server.refusals.set('/api/tax/parked/1/retry', { status: 409, code: 'WAITS_BEHIND', vi: { title: 'Thông điệp này chờ sau một thông điệp khác', whatToDo: 'Xử lý thông điệp đầu tiên.' }, en: { title: 'Behind', whatToDo: 'First.' } });
    await signInAsAdministrator('/board');
    await held().getByRole('button', { name: /^Thử lại/ }).click();
    await expectPage(held().getByRole('alert')).toContainText('Thông điệp này chờ sau một thông điệp khác');
    await expectPage(held().getByRole('listitem')).toHaveCount(1);
  });

  it('are not asked for by anybody else', async () => {
    visit().server.park.hold(visit().server.office.firstAt('tax'));
    const asked: string[] = [];
    visit().page.on('request', (request) => { if (request.url().includes('/api/parked')) asked.push(request.url()); });
    await visit().signIn('/board');
    await expectPage(visit().column('Thuế')).toBeVisible();
    await expectPage(held()).toHaveCount(0);
    expect(asked).toEqual([]);
  });

  it('have no axe violation in either language, and fit a phone', async () => {
    await visit().open({ viewport: PHONE, reducedMotion: 'reduce' });
    const code = visit().server.office.firstAt('tax');
    visit().server.park.hold(code);
    for (const [path, button] of [['/board', /^Bỏ/], [`/dossiers/${code}`, /^Give up/]] as const) {
      if (path === '/board') await signInAsAdministrator(path);
      else await visit().page.goto(visit().server.url + path);
      await visit().page.getByRole('button', { name: button }).click();
      await expectPage(visit().page.getByRole('textbox')).toBeFocused();
      const { violations } = await new AxeBuilder({ page: visit().page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(await visit().page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
      await visit().speakEnglish();
    }
  });
});
