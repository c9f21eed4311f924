import { gzipSync } from 'node:zlib';
import { DESK, expectPage, PHONE } from './browser-visit.js';
import { eachVisit } from './web-visit.js';

// The built web app alone, in real Chromium, against sample answers: signing in, and that it is there for everyone.

const visit = eachVisit();

/** JavaScript and CSS, compressed, until somebody who is not signed in sees the page. */
const FIRST_PAGE_BYTES = 110_000;

describe('signing in', () => {
  it('leads through the issuer with PKCE back to the address that was asked for', async () => {
    await visit().signIn('/dossiers?agency=tax');
    expect(new URL(visit().page.url()).search).toBe('?agency=tax');
    await expectPage(visit().page.getByText('Tài khoản mẫu')).toBeVisible();
  });

  it('offers the sample accounts of a trial and passes the chosen one on', async () => {
    await visit().page.goto(visit().server.url);
    await visit().page.getByRole('button', { name: /Cán bộ mẫu/ }).click();
    await expectPage(visit().page.getByRole('heading', { name: 'Hồ sơ', exact: true })).toBeVisible();
    expect(visit().server.issuer.loginHints).toEqual(['mau-canbo']);
  });

  it('offers none where the gateway has none', async () => {
    visit().server.offersSamples = false;
    const answered = visit().page.waitForResponse(`${visit().server.url}/sample-accounts`);
    await visit().page.goto(visit().server.url);
    await answered;
    await expectPage(visit().page.getByRole('heading', { name: 'Tài khoản mẫu' })).toHaveCount(0);
  });

  it('refuses an answer that it did not ask for', async () => {
    await visit().page.goto(`${visit().server.url}/callback?code=stolen&state=foreign`);
    await expectPage(visit().page.getByRole('alert')).toContainText('Lần đăng nhập này không bắt đầu từ trang đang mở');
    await visit().page.getByRole('button', { name: 'Đăng nhập lại' }).click();
    await expectPage(visit().signInButton).toBeVisible();
  });

  it('refuses an answer with a foreign state', async () => {
    await visit().page.goto(visit().server.url);
    await visit().page.route('**/oidc/auth*', (route) => route.fulfill({ status: 303, headers: { location: `${visit().server.url}/callback?code=any&state=foreign&iss=${visit().server.url}/oidc` } }));
    await visit().signInButton.click();
    await expectPage(visit().page.getByRole('alert')).toContainText('Cổng định danh từ chối đăng nhập');
  });

  it('renews a token that is no longer taken without the person noticing', async () => {
    await visit().signIn();
    visit().server.issuer.revokeTokens({ keepRefreshTokens: true });
    await visit().page.getByRole('link', { name: 'Toàn cảnh' }).click();
    await expectPage(visit().column('Thuế')).toBeVisible();
  });

  it('says that the session has ended and goes on at the same place after signing in again', async () => {
    const code = visit().server.office.firstAt('tax');
    await visit().signIn(`/dossiers/${code}`);
    // Once the board is asked for: whatever else the dossier's page still asks for would end the session where it is.
    const answer = visit().server.hold('/api/audit/board');
    await visit().page.getByRole('link', { name: 'Toàn cảnh' }).click();
    await expectPage(visit().page).toHaveURL(/[/]board$/);
    visit().server.issuer.revokeTokens();
    answer();
    await expectPage(visit().page.getByText('Phiên làm việc đã hết hạn')).toBeVisible();
    await visit().signInButton.click();
    await expectPage(visit().column('Thuế')).toBeVisible();
    expect(new URL(visit().page.url()).pathname).toBe('/board');
  });

  it('signs out here and at the issuer', async () => {
    await visit().signIn();
    const left = visit().page.waitForRequest('**/oidc/session/end?*');
    await visit().page.getByRole('button', { name: 'Đăng xuất' }).click();
    expect(new URL((await left).url()).searchParams.get('id_token_hint')).not.toBeNull();
    await expectPage(visit().signInButton).toBeVisible();
    await visit().page.goto(`${visit().server.url}/board`);
    await expectPage(visit().signInButton).toBeVisible();
  });

  it('is small until then', async () => {
    const sizes: Promise<number>[] = [];
    visit().page.on('response', (response) => {
      if (/\.(js|css)$/.test(response.url())) sizes.push(response.body().then((body) => gzipSync(body).length));
    });
    await visit().page.goto(visit().server.url, { waitUntil: 'networkidle' });
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(FIRST_PAGE_BYTES);
  });
});

describe('for everyone', () => {
  const PAGES: readonly (readonly [string, () => string, string])[] = [
    ['list', () => '/dossiers?q=-000', 'tbody tr'],
    ['late list', () => '/dossiers?late=true', 'tbody tr'],
    ['empty list', () => '/dossiers?q=khong-co', 'h2'],
    ['dossier', () => `/dossiers/${visit().dossierAfter(8)}`, 'ol > li details'],
    ['missing dossier', () => '/dossiers/H56.17-20261125-9999', '[role=alert]'],
    ['board', () => '/board', '[data-card]'],
    ['unknown page', () => '/khong-co', 'h1'],
  ];

  async function expectNoSidewaysScroll(what: string): Promise<void> {
    const excess = await visit().page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect({ what, excess }).toEqual({ what, excess: 0 });
  }

  it.each([['desk', DESK], ['phone', PHONE]] as const)('has no axe violation on any page in either language, on a %s', async (_name, viewport) => {
    await visit().open({ viewport, reducedMotion: 'reduce' });
    visit().server.gaps.push({ source: 'tax', from: 41, to: 43 });
    visit().server.office.failStep(visit().dossierAfter(8));
    await visit().page.goto(visit().server.url);
    await expectPage(visit().page.getByRole('heading', { name: 'Tài khoản mẫu' })).toBeVisible();
    await visit().expectAccessible('sign-in vi');
    await visit().speakEnglish();
    await visit().expectAccessible('sign-in en');
    await visit().page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expectPage(visit().rows.first()).toBeVisible();
    for (const language of ['English', 'Tiếng Việt']) {
      await visit().page.getByRole('button', { name: language }).click();
      for (const [what, path, ready] of PAGES) {
        await visit().page.goto(visit().server.url + path());
        await visit().page.locator(ready).first().waitFor();
        await expectPage(visit().page.locator('html')).toHaveAttribute('lang', language === 'English' ? 'en' : 'vi');
        await visit().expectAccessible(`${what} ${language}`);
        await expectNoSidewaysScroll(`${what} ${language}`);
      }
      await visit().page.keyboard.press('?');
      await expectPage(visit().page.getByRole('dialog')).toBeVisible();
      await visit().expectAccessible(`shortcuts ${language}`);
      await visit().page.keyboard.press('Escape');
    }
    await visit().page.goto(`${visit().server.url}/callback?code=x&state=y`);
    await expectPage(visit().page.getByRole('alert')).toBeVisible();
    await visit().expectAccessible('failed sign-in');
  });

  it('lays a dossier out as a card on a phone, with both pages under the thumb', async () => {
    await visit().open({ viewport: PHONE, hasTouch: true, isMobile: true });
    await visit().signIn();
    const card = await visit().rows.first().boundingBox();
    expect(card?.width).toBeGreaterThan(300);
    await expectPage(visit().page.getByRole('table', { name: 'Danh sách hồ sơ, cập nhật trực tiếp' })).toBeVisible();
    await expectPage(visit().rows.first().getByRole('cell')).toHaveCount(5);
    const board = visit().page.getByRole('link', { name: 'Toàn cảnh' });
    const place = await board.boundingBox();
    expect(place?.y).toBeGreaterThan(PHONE.height - 80);
    expect(place?.height).toBeGreaterThanOrEqual(44);
    await board.tap();
    await expectPage(visit().column('Thuế')).toBeVisible();
  });

  it('speaks Vietnamese unless told otherwise, and remembers', async () => {
    await visit().page.goto(visit().server.url);
    await expectPage(visit().page.locator('html')).toHaveAttribute('lang', 'vi');
    await visit().speakEnglish();
    await visit().page.reload();
    await expectPage(visit().page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  });
});
