import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expectPage, PHONE } from './browser-visit.js';
import { eachVisit } from './web-visit.js';

// A dossier that several bodies decide, as anybody who may see it sees it, in real Chromium.

const visit = eachVisit();

const panel = (): Locator => visit().page.getByRole('region', { name: 'Các hồ sơ con' });

function giveChildren(code: string): void {
  visit().server.children.set(code, [
    { dossierCode: 'H56.31-20261125-0000001', name: { vi: 'Đăng ký thường trú cho trẻ', en: 'Residence of the child' }, agency: 'police', dueAt: '2026-11-30T17:00:00+07:00', ended: null },
    { dossierCode: 'H56.41-20261125-0000001', name: { vi: 'Cấp thẻ bảo hiểm y tế', en: 'Health insurance card' }, agency: 'insurance', dueAt: '2026-11-30T17:00:00+07:00', ended: { outcome: 'refused', name: 'Từ chối cấp thẻ', at: '2026-11-26T09:00:00+07:00' } },
  ]);
}

describe('a dossier with children', () => {
  it('shows each body’s part with its code, date and end', async () => {
    const code = visit().dossierAfter(8);
    giveChildren(code);
    await visit().signIn(`/dossiers/${code}`);
    await expectPage(panel().getByRole('listitem')).toHaveCount(2);
    await expectPage(panel()).toContainText('Đăng ký thường trú cho trẻCông an H56.31-20261125-0000001Đang giải quyết, hạn');
    await expectPage(panel()).toContainText('Cấp thẻ bảo hiểm y tếBảo hiểm xã hội H56.41-20261125-0000001Từ chối cấp thẻ, ');
    // Followed live: what is told of the case is read again.
    visit().server.children.set(code, []);
    visit().server.office.tellOfIncident(code);
    await expectPage(panel()).toHaveCount(0);
  });

  it('is found by the body that holds it', async () => {
    await visit().signIn('/dossiers?agency=police');
    await expectPage(visit().page.getByLabel('Đang ở')).toHaveValue('police');
    await expectPage(visit().page.getByText('Không có hồ sơ nào khớp')).toBeVisible();
  });

  it('without children shows no panel', async () => {
    await visit().signIn(`/dossiers/${visit().dossierAfter(8)}`);
    await expectPage(visit().page.getByRole('region', { name: 'Hạn trả kết quả' })).toContainText('Nhận hồ sơ hợp lệ');
    await expectPage(panel()).toHaveCount(0);
  });

  it('has no axe violation, and fits a phone', async () => {
    await visit().open({ viewport: PHONE, reducedMotion: 'reduce' });
    const code = visit().dossierAfter(8);
    giveChildren(code);
    await visit().signIn(`/dossiers/${code}`);
    await expectPage(panel()).toBeVisible();
    const { violations } = await new AxeBuilder({ page: visit().page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await visit().page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
  });
});
