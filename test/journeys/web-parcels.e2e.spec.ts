import type { Locator } from '@playwright/test';
import { DESK, expectPage, PHONE } from './browser-visit.js';
import { eachVisit } from './web-visit.js';

// A parcel of the land register as of a day and a moment, in real Chromium.

const visit = eachVisit();

const PARCEL = '14845.12.214';
const rights = (): Locator => visit().page.getByRole('region', { name: 'Quyền sử dụng đất' }).getByRole('listitem');

async function signInAtLandOffice(path: string): Promise<void> {
  visit().server.issuer.agency = 'land-registry';
  await visit().signIn(path);
}

describe('a parcel', () => {
  it('is found from the navigation of the land office, with its rights, newest first', async () => {
    await signInAtLandOffice('/dossiers');
    await visit().page.getByRole('link', { name: 'Thửa đất' }).click();
    await visit().page.getByLabel('Mã thửa (xã.tờ.thửa)').fill(PARCEL);
    await visit().page.getByRole('button', { name: 'Xem', exact: true }).click();
    await expectPage(visit().page.getByRole('heading', { level: 1, name: `Thửa đất ${PARCEL}` })).toBeVisible();
    await expectPage(rights()).toHaveCount(2);
    await expectPage(rights().first()).toContainText('Có hiệu lực · Từ 20/11/2026');
    await expectPage(rights().first()).toContainText('Người Mua');
    await expectPage(rights().nth(1)).toContainText('Từ 20/05/2015 đến trước 20/11/2026 · chấm dứt theo hồ sơ H56.17-20261101-0001');
    await expectPage(rights().nth(1)).toContainText('biết chấm dứt từ 09:00 20/11/2026');
    expect(visit().server.parcels.asked).toEqual([{ id: PARCEL, validAt: null, knownAt: null }]);
  });

  it('is shown as it was true on a day and as it was known at a moment, under a banner', async () => {
    await signInAtLandOffice(`/parcels/${PARCEL}`);
    await visit().page.getByLabel('Đúng vào ngày').fill('2026-11-10');
    await visit().page.getByLabel('Như đã biết lúc (giờ Việt Nam)').fill('2026-11-15T08:30:00');
    await visit().page.getByRole('button', { name: 'Xem', exact: true }).click();
    const banner = visit().page.getByRole('region', { name: /^Đây không phải hiện tại/ });
    await expectPage(banner).toContainText('như đúng vào ngày 10/11/2026, như đã biết lúc 08:30 15/11/2026');
    await expectPage(rights()).toHaveCount(1);
    await expectPage(rights()).toContainText('Người Bán');
    await expectPage(rights()).toContainText('Có hiệu lực · Từ 20/05/2015');
    expect(visit().server.parcels.asked.at(-1)).toEqual({ id: PARCEL, validAt: '2026-11-10', knownAt: '2026-11-15T08:30:00+07:00' });
    await banner.getByRole('button', { name: 'Về hiện tại' }).click();
    await expectPage(rights()).toHaveCount(2);
    await expectPage(banner).toHaveCount(0);
  });

  it('that the register does not have is said to be unknown', async () => {
    await signInAtLandOffice('/parcels/1.1.1');
    await expectPage(visit().page.getByRole('alert')).toContainText('PARCEL_UNKNOWN');
  });

  it('is offered to nobody else in the navigation', async () => {
    await visit().signIn('/dossiers');
    await expectPage(visit().page.getByRole('link', { name: 'Thửa đất' })).toHaveCount(0);
  });

  it.each([['desk', DESK], ['phone', PHONE]] as const)('has no axe violation and no sideways scroll, on a %s', async (_name, viewport) => {
    await visit().open({ viewport, reducedMotion: 'reduce' });
    await signInAtLandOffice(`/parcels/${PARCEL}?valid-at=2026-11-10`);
    for (const language of ['English', 'Tiếng Việt']) {
      await visit().page.getByRole('button', { name: language }).click();
      await visit().page.locator('[data-in-force]').first().waitFor();
      await visit().expectAccessible(language);
      expect(await visit().page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    }
  });
});
