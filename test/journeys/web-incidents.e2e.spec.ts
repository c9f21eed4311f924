import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expectPage, PHONE } from './browser-visit.js';
import { eachVisit } from './web-visit.js';

// Steps that a procedure could not do by itself, as a leader sees and retries them, in real Chromium.

const visit = eachVisit();

const open = (): Locator => visit().page.getByRole('region', { name: 'Sự cố chờ xử lý' });

async function signInAs(role: string, path: string): Promise<void> {
  visit().server.issuer.roles = [role];
  await visit().signIn(path);
}

describe('incidents', () => {
  it('show on the board with owner, reason and age, and one press tries again and says what it did', async () => {
    const code = visit().server.office.firstAt('tax');
    visit().server.incidents.raise(code);
    await signInAs('leader', '/board');
    await expectPage(open()).toContainText(`${code} Thuế phải xử lý từ 2 giờ trước`);
    await expectPage(open()).toContainText('Không tính được dữ liệu vào “giá”: chia cho số không');
    const retry = open().getByRole('button', { name: `Thử lại bước assess của ${code}` });
    await retry.focus();
    await visit().page.keyboard.press('Enter');
    await expectPage(open().getByRole('status')).toHaveText('Đã thử lại bước “Xác định nghĩa vụ” nhưng lại gặp sự cố: chia cho số không');
    await expectPage(open().getByRole('heading')).toBeFocused();
    await expectPage(visit().page.locator(`[data-incident="${code}~incident~2"]`)).toBeVisible();
    visit().server.incidents.isRepaired = true;
    await retry.click();
    await expectPage(open().getByRole('status')).toHaveText('Đã thử lại bước “Xác định nghĩa vụ”; việc mới đang chờ cơ quan tax.');
    await expectPage(open().getByRole('listitem')).toHaveCount(0);
    expect(visit().server.incidents.retried).toEqual([`${code}~incident~1`, `${code}~incident~2`]);
  });

  it('show on their own dossier and on no other, and say why a retry is refused', async () => {
    const code = visit().server.office.firstAt('tax');
    visit().server.incidents.raise(code);
    visit().server.incidents.raise(visit().server.office.firstAt('land-registry'));
    visit().server.refusals.set(`/api/processing/incidents/${code}~incident~1/retry`, { status: 403, code: 'NOT_A_CANDIDATE', vi: { title: 'Việc này của cơ quan khác', whatToDo: 'Hỏi lãnh đạo cơ quan đó.' }, en: { title: 'Of another agency', whatToDo: 'Ask them.' } });
    await signInAs('administrator', `/dossiers/${code}`);
    await expectPage(open().getByRole('listitem')).toHaveCount(1);
    await open().getByRole('button').click();
    await expectPage(open().getByRole('alert')).toContainText('Việc này của cơ quan khác');
    await expectPage(open().getByRole('listitem')).toHaveCount(1);
  });

  it('appear by themselves when one is told', async () => {
    const code = visit().server.office.firstAt('tax');
    await signInAs('leader', '/board');
    await expectPage(visit().column('Thuế')).toBeVisible();
    await expectPage(open()).toHaveCount(0);
    visit().server.incidents.raise(code);
    visit().server.office.tellOfIncident(code);
    // Before the page would look by itself, which it does every thirty seconds.
    await expectPage(open().getByRole('listitem')).toHaveCount(1, { timeout: 15_000 });
  });

  it('are not asked for by those who cannot retry them', async () => {
    visit().server.incidents.raise(visit().server.office.firstAt('tax'));
    const asked: string[] = [];
    visit().page.on('request', (request) => { if (request.url().includes('/incidents')) asked.push(request.url()); });
    await visit().signIn('/board');
    await expectPage(visit().column('Thuế')).toBeVisible();
    await expectPage(open()).toHaveCount(0);
    expect(asked).toEqual([]);
  });

  it('have no axe violation in either language, and fit a phone', async () => {
    await visit().open({ viewport: PHONE, reducedMotion: 'reduce' });
    const code = visit().server.office.firstAt('tax');
    visit().server.incidents.raise(code);
    for (const path of ['/board', `/dossiers/${code}`]) {
      if (path === '/board') await signInAs('leader', path);
      else await visit().page.goto(visit().server.url + path);
      await expectPage(visit().page.locator('[data-incident]')).toBeVisible();
      const { violations } = await new AxeBuilder({ page: visit().page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(await visit().page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
      await visit().speakEnglish();
    }
  });
});
