import type { Browser } from '@playwright/test';
import { BrowserVisit, expectPage } from './browser-visit.js';

/** Somebody at the page of a running platform. */
export class PlatformVisit extends BrowserVisit {
  constructor(browser: Browser, readonly url: string) {
    super(browser);
  }

  /** Through the issuer's own page, where one picks who one is. */
  async signInAs(account: string, path: string): Promise<void> {
    await this.page.goto(this.url + path);
    await this.signInButton.click();
    await expectPage(this.page.getByText('Chọn một tài khoản mẫu để đăng nhập')).toBeVisible();
    expect(new URL(this.page.url()).pathname).toMatch(/^\/login\//);
    await this.expectAccessible('sign-in page of the issuer');
    await this.page.locator(`button[name=account][value=${account}]`).click();
    await this.seeLive();
    expect(new URL(this.page.url()).pathname).toBe(path);
  }

  count(agency: string) {
    return this.column(agency).locator('[data-count]');
  }

  /** Gone after the page has been loaded anew. */
  async mark(): Promise<void> {
    await this.page.evaluate('window.loadedOnce = true');
  }

  async expectNotReloaded(): Promise<void> {
    expect(await this.page.evaluate('window.loadedOnce')).toBe(true);
  }
}
