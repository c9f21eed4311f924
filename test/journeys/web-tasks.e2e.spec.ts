import type { Locator } from '@playwright/test';
import { DESK, expectPage, PHONE } from './browser-visit.js';
import { eachVisit } from './web-visit.js';

// An officer's list of tasks and one task with its form, in real Chromium.

const visit = eachVisit();
const FIRST = 'H56.17-20261120-000001~check~1';
const desk = () => visit().server.desk;
const button = (name: string): Locator => visit().page.getByRole('button', { name, exact: true });

async function signInAs(role: string, path = '/tasks'): Promise<void> {
  visit().server.issuer.roles = [role];
  desk().leads = role === 'leader';
  await visit().signIn(path);
}
async function openMine(): Promise<void> {
  const [task] = desk().tasks;
  if (task !== undefined) task.claimed = { name: 'Tài khoản mẫu', at: '2026-11-25T10:00:00+07:00', how: 'claimed' };
  await signInAs('officer', `/tasks/${FIRST}`);
}

describe('the list of tasks', () => {
  it('is worked through by keyboard alone: choose, claim, open, go back', async () => {
    await signInAs('officer', '/dossiers');
    const { page } = visit();
    await visit().pressInTurn('g', 't');
    await expectPage(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible();
    await expectPage(visit().rows).toHaveCount(4);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await expectPage(visit().focusedRow).toHaveAttribute('data-row', 'H56.17-20261120-000002~check~1');
    await page.keyboard.press('c');
    await expectPage(visit().rows.nth(1)).toContainText('Bạn');
    await page.keyboard.press('Enter');
    await expectPage(page.getByRole('heading', { level: 1, name: 'Kiểm tra 2' })).toBeVisible();
    await page.keyboard.press('u');
    await expectPage(visit().rows).toHaveCount(4);
    // What was done here is to be in what is read next.
    await expectPage.poll(() => desk().asked.at(-1)).toContain('min-position=1');
  });

  it('shows what is asked for, keeps it in the address, and says when there is nothing', async () => {
    await signInAs('officer');
    await visit().page.getByLabel('Đang xem').selectOption('mine');
    await expectPage(visit().page.getByRole('heading', { name: 'Không có việc nào.' })).toBeVisible();
    expect(new URL(visit().page.url()).search).toBe('?show=mine');
    await visit().page.getByLabel('Đang xem').selectOption('unclaimed');
    await expectPage(visit().rows).toHaveCount(4);
  });

  it('says in words what is near its date', async () => {
    await signInAs('officer');
    await expectPage(visit().rows.nth(1)).toContainText('Sắp đến hạn');
    await expectPage(visit().rows.nth(2)).not.toContainText('hạn');
    await visit().rows.nth(1).getByRole('link').click();
    await expectPage(visit().page.getByRole('heading', { level: 1, name: 'Kiểm tra 2' })).toBeVisible();
    await expectPage(visit().page.getByText('Sắp đến hạn')).toBeVisible();
  });

  it('tells who was quicker, in the language of the page', async () => {
    await signInAs('officer');
    const second = desk().tasks[1];
    if (second !== undefined) second.claimed = { name: 'Lan Mẫu', at: '2026-11-25T10:00:00+07:00', how: 'claimed' };
    await button('Nhận việc Kiểm tra 2, hồ sơ H56.17-20261120-000002').click();
    await expectPage(visit().page.getByRole('alert')).toContainText('Lan Mẫu nhận lúc');
    await expectPage(visit().rows.nth(1)).toContainText('Lan Mẫu');
  });

  it('completes several at once and says of each that was not why', async () => {
    for (const task of desk().tasks.slice(1)) task.claimed = { name: 'Tài khoản mẫu', at: '2026-11-25T10:00:00+07:00', how: 'claimed' };
    await signInAs('officer');
    await expectPage(visit().page.getByRole('checkbox')).toHaveCount(3);
    for (const box of await visit().page.getByRole('checkbox').all()) await box.check();
    const last = desk().tasks[3];
    if (last !== undefined) last.claimed = { name: 'Lan Mẫu', at: '2026-11-25T10:00:00+07:00', how: 'assigned' };
    await button('Hoàn thành 3 việc đã chọn').click();
    await expectPage(visit().page.getByText('Đã hoàn thành 2 việc.')).toBeVisible();
    await expectPage(visit().page.getByText('H56.17-20261120-000004~check~1: Việc này đã có người nhận')).toBeVisible();
    await expectPage(visit().rows).toHaveCount(2);
  });

  it('is offered to nobody who has none', async () => {
    await signInAs('auditor', '/dossiers');
    await expectPage(visit().page.getByRole('link', { name: 'Việc của tôi' })).toHaveCount(0);
  });
});

describe('one task', () => {
  it('is delegated, and given back, with who, whom and why in its history', async () => {
    await openMine();
    await button('Nhờ người khác').click();
    await visit().page.getByLabel('Người nhận').selectOption('Lan Mẫu');
    await visit().page.getByLabel('Lý do').fill('Nhờ xem bản vẽ');
    await button('Gửi').click();
    await expectPage(visit().page.getByRole('region', { name: 'Đã xảy ra' })).toContainText('Tài khoản mẫu nhờ Lan Mẫu');
    await expectPage(visit().page.getByRole('region', { name: 'Đã xảy ra' })).toContainText('Nhờ xem bản vẽ');
    await button('Lấy lại').click();
    await visit().page.getByLabel('Lý do').fill('Tự làm tiếp');
    await button('Gửi').click();
    await expectPage(button('Nhờ người khác')).toBeVisible();
    expect(desk().commands.map(({ path, body }) => [path.split('/').at(-1), body])).toEqual([['delegation', { to: 'lan', reason: 'Nhờ xem bản vẽ' }], ['return', { reason: 'Tự làm tiếp' }]]);
  });

  it('is commented on, planned, and given out by a leader', async () => {
    await signInAs('leader', `/tasks/${FIRST}`);
    await button('Ghi chú').click();
    await visit().page.getByLabel('Nội dung ghi chú').fill('Thiếu sơ đồ thửa đất');
    await button('Gửi').click();
    await expectPage(visit().page.getByRole('region', { name: 'Đã xảy ra' })).toContainText('Thiếu sơ đồ thửa đất');
    await button('Hẹn lại').click();
    await visit().page.getByLabel('Xem lại lúc (giờ Việt Nam)').fill('2026-11-30T09:00');
    await visit().page.getByLabel('Lý do').fill('Chờ bổ sung');
    await button('Gửi').click();
    await expectPage(visit().page.getByText('Xem lại 09:00 30/11/2026')).toBeVisible();
    await button('Giao việc').click();
    await visit().page.getByLabel('Người nhận').selectOption('Minh Mẫu');
    await visit().page.getByLabel('Lý do').fill('Đúng chuyên môn');
    await button('Gửi').click();
    await expectPage(visit().page.getByText('Minh Mẫu nhận từ')).toBeVisible();
    expect(desk().commands[1]?.body).toEqual({ reason: 'Chờ bổ sung', priority: 80, followUpDate: '2026-11-30T09:00:00+07:00' });
  });

  it('has its form filled in: what is wrong is said at the field, what is hidden is not asked, what is filled in stays through the other language', async () => {
    await openMine();
    const { page } = visit();
    await expectPage(page.getByLabel('Tờ bản đồ')).toHaveValue('Tờ 12');
    await expectPage(page.getByText('Số tờ: trước là “Tờ 11”, nay là “Tờ 12”')).toBeVisible();
    await expectPage(page.getByLabel('Vì sao không đạt')).toHaveCount(0);
    await button('Hoàn thành').click();
    await expectPage(page.getByText('Bắt buộc.')).toHaveCount(2);
    expect(desk().commands).toEqual([]);
    await page.getByLabel('Diện tích').fill('120.5');
    await page.getByLabel('Không đạt', { exact: true }).check();
    await page.getByLabel('Vì sao không đạt').fill('Lệch mốc');
    await visit().speakEnglish();
    await expectPage(page.getByLabel('Why not')).toHaveValue('Lệch mốc');
    await page.getByRole('button', { name: 'Complete', exact: true }).click();
    await expectPage(page.getByText('This task is completed.')).toBeVisible();
    expect(desk().commands.map(({ body }) => body)).toEqual([{ variables: { sheet: 'Tờ 12', area: 120.5, use: null, result: 'bad', why: 'Lệch mốc' } }]);
  });

  it('shows what the service found wrong, and keeps what was filled in', async () => {
    await openMine();
    desk().wrongFields = [{ path: 'area', message: '“Diện tích” lớn nhất là 100' }];
    await visit().page.getByLabel('Diện tích').fill('120');
    await visit().page.getByLabel('Đạt', { exact: true }).check();
    await button('Hoàn thành').click();
    await expectPage(visit().page.getByRole('alert')).toContainText('“Diện tích” lớn nhất là 100');
    await expectPage(visit().page.getByLabel('Diện tích')).toHaveValue('120');
  });

  it('may only be read before it is claimed', async () => {
    await signInAs('officer', `/tasks/${FIRST}`);
    await expectPage(visit().page.getByText('Nhận việc để điền biểu mẫu.')).toBeVisible();
    await expectPage(visit().page.getByLabel('Diện tích')).not.toBeEditable();
    await expectPage(button('Hoàn thành')).toHaveCount(0);
    await visit().page.keyboard.press('c');
    await expectPage(button('Hoàn thành')).toBeVisible();
    await expectPage(visit().page.getByLabel('Diện tích')).toBeEditable();
  });
});

describe('absence', () => {
  it('is recorded with a substitute and ended', async () => {
    await signInAs('leader');
    const { page } = visit();
    await page.getByText('Ghi vắng mặt', { exact: true }).click();
    await page.getByLabel('Ai vắng').selectOption('Lan Mẫu');
    await page.getByLabel('Người thay').selectOption('Minh Mẫu');
    await page.getByLabel('Từ (giờ Việt Nam)').fill('2026-12-01T07:30');
    await page.getByLabel('Đến (giờ Việt Nam)').fill('2026-12-05T17:00');
    await page.getByLabel('Lý do').fill('Nghỉ phép');
    await button('Ghi').click();
    await expectPage(page.getByText('Lan Mẫu vắng từ 07:30 01/12/2026 đến 17:00 05/12/2026; Minh Mẫu thay')).toBeVisible();
    await button('Kết thúc vắng mặt của Lan Mẫu').click();
    await expectPage(page.getByText('Không ai vắng mặt.')).toBeVisible();
    expect(desk().commands[0]?.body).toEqual({ person: 'lan', substitute: 'minh', from: '2026-12-01T07:30:00+07:00', to: '2026-12-05T17:00:00+07:00', reason: 'Nghỉ phép' });
  });
});

describe('for everyone', () => {
  it.each([['desk', DESK], ['phone', PHONE]] as const)('list and task have no axe violation in either language and no sideways scroll, on a %s', async (_name, viewport) => {
    await visit().open({ viewport, reducedMotion: 'reduce' });
    await openMine();
    const { page } = visit();
    for (const language of ['English', 'Tiếng Việt']) {
      await page.goto(`${visit().url}/tasks/${FIRST}`);
      await page.getByRole('button', { name: language }).click();
      await page.locator('.fjs-form').waitFor();
      await page.getByRole('button', { name: /^(Hoàn thành|Complete)$/ }).click();
      await page.getByRole('button', { name: /^(Ghi chú|Comment)$/ }).click();
      await visit().expectAccessible(`task, ${language}`);
      expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await page.goto(`${visit().url}/tasks`);
      await visit().rows.first().waitFor();
      await page.locator('summary').click();
      await visit().expectAccessible(`list, ${language}`);
      expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
  });
});
