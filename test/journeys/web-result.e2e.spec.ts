import type { Locator } from '@playwright/test';
import { expectPage } from './browser-visit.js';
import { eachVisit } from './web-visit.js';

// The result of a dossier at the counter: to whom, with which files, under which number it was shared; and the application on paper. In real Chromium.

const visit = eachVisit();
const result = (): Locator => visit().page.getByRole('region', { name: 'Kết quả', exact: true });
const PARTIES = { receivingUnit: 'H56.17', procedureCode: '1.013831', transferor: { name: 'Bên bán mẫu', identifier: '038000000001' }, transferee: { name: 'Bên mua mẫu', identifier: '038000000002' }, recipient: { name: 'Bên mua mẫu', identifier: '038000000002' } };

/** Of the dossier as intake tells it; after the hand-over, as that left it. */
async function finished(): Promise<Readonly<{ code: string; sent: object[] }>> {
  const code = visit().dossierAfter(12);
  const sent: object[] = [];
  Object.assign(visit().server.issuer, { roles: ['clerk'], agency: 'one-stop' });
  visit().server.papers.feesOf = () => ({
    code, state: { code: 9 }, receipt: null, application: PARTIES, work: sent.length === 0 ? [{ type: 'intake.hand-over-result' }] : [], ...(sent[0] ?? { sharedAs: null, resultFiles: [] }),
    ending: sent.length === 0 ? null : { kind: 'returned', at: '2026-11-26T09:00:00+07:00', text: 'Bên mua mẫu' },
  });
  await visit().page.route(`**/dossiers/${code}/hand-over`, async (route) => {
    sent.push(route.request().postDataJSON() as object);
    await route.fulfill({ json: { code } });
  });
  return { code, sent };
}

it('is handed over by keyboard, with the number under which it was shared', async () => {
  const { code, sent } = await finished();
  await visit().signIn(`/dossiers/${code}`);
  await result().getByText('Xem kết quả').focus();
  await visit().page.keyboard.press('Enter');
  await expectPage(result().getByLabel('Trả cho').locator('option')).toHaveText(['Bên mua mẫu', 'Bên bán mẫu', 'Người khác, có giấy ủy quyền']);
  await visit().expectAccessible('dossier with a result to hand over');
  await result().getByLabel('Mã kết quả đã đưa lên kho dữ liệu').fill('KQ.G07.000122');
  await visit().page.keyboard.press('Enter');
  await expectPage(result()).toContainText('Đã trả cho Bên mua mẫu, 09:00 26/11/2026');
  await expectPage(result()).toContainText('Mã kết quả trong kho dữ liệu: KQ.G07.000122');
  expect(sent).toEqual([{ receiver: { name: 'Bên mua mẫu', identifier: '038000000002' }, sharedAs: 'KQ.G07.000122' }]);
});

it('goes to somebody else only with an authorisation, and shows others no way to hand it over', async () => {
  const { code, sent } = await finished();
  await visit().signIn(`/dossiers/${code}`);
  await result().getByText('Xem kết quả').click();
  await result().getByLabel('Trả cho').selectOption({ label: 'Người khác, có giấy ủy quyền' });
  await result().getByLabel('Họ và tên người nhận').fill('Người được ủy quyền mẫu');
  await result().getByLabel('Số định danh cá nhân').fill('038000000009');
  await result().getByLabel('Số giấy ủy quyền').fill('12/2026/UQ');
  await result().getByRole('button', { name: 'Ghi nhận đã trả kết quả' }).click();
  await expectPage(result()).toContainText('Chưa ghi mã kết quả trong kho dữ liệu');
  expect(sent).toEqual([{ receiver: { name: 'Người được ủy quyền mẫu', identifier: '038000000009' }, authorisation: '12/2026/UQ' }]);
  await expectPage(result().getByRole('button')).toHaveCount(0);
});

it('and the application is opened to print it', async () => {
  const { code } = await finished();
  await visit().page.route(`**/dossiers/${code}/application?format=html`, (route) => route.fulfill({ contentType: 'text/html', body: `<h1>${code}</h1>` }));
  await visit().signIn(`/dossiers/${code}`);
  await visit().page.getByText('Xem nội dung đơn').click();
  const [printed] = await Promise.all([visit().page.waitForEvent('download'), visit().page.getByRole('button', { name: 'Mở đơn đã nộp để in' }).click()]);
  expect(printed.suggestedFilename()).toBe(`${code}-don.html`);
});
