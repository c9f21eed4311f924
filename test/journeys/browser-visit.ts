import AxeBuilder from '@axe-core/playwright';
import { chromium, expect as playwrightExpect, type Browser, type BrowserContext, type BrowserContextOptions, type Locator, type Page } from '@playwright/test';

export const DESK = { width: 1280, height: 860 };
export const PHONE = { width: 360, height: 740 };

/** Whatever has not come by then on a busy machine never comes. Shorter only where a test tells what comes at once from what comes by and by. */
const PATIENCE_MS = 30_000;

export const expectPage = playwrightExpect.configure({ timeout: PATIENCE_MS });

/** More than any page has: Tab comes round to its beginning. */
const MOST_STOPS = 60;

export type SentFile = Readonly<{ name: string; mimeType: string; buffer: Buffer }>;

/** `npm test` finds or installs one and names it. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['LIENTHONG_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
}

/** Somebody who looks at the built web app in real Chromium, whoever serves it. */
export abstract class BrowserVisit {
  page!: Page;
  abstract readonly url: string;
  private context: BrowserContext | undefined;
  /** Scripts that fail, policy that is broken, addresses of others: wrong on whatever page. */
  private complaints: string[] = [];

  constructor(private readonly browser: Browser) {}

  async open(options: BrowserContextOptions = {}): Promise<void> {
    await this.context?.close();
    // A browser from elsewhere: neither its language nor its time zone may show.
    this.context = await this.browser.newContext({ viewport: DESK, locale: 'de-DE', timezoneId: 'America/Lima', ...options });
    this.context.setDefaultTimeout(PATIENCE_MS);
    this.page = await this.context.newPage();
    this.page.on('pageerror', (error) => this.complaints.push(error.message));
    this.page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) this.complaints.push(message.text());
    });
    this.page.on('request', (request) => {
      // What the page itself has made of bytes has its own address.
      if (!request.url().replace(/^blob:/, '').startsWith(this.url)) this.complaints.push(`asked ${request.url()}`);
    });
  }

  async leave(): Promise<void> {
    await this.context?.close();
    expect(this.complaints).toEqual([]);
  }

  async seeLive(): Promise<void> {
    await expectPage(this.page.getByRole('status').filter({ hasText: 'Trực tiếp' })).toBeVisible();
  }

  get signInButton(): Locator {
    return this.page.getByRole('button', { name: 'Đăng nhập', exact: true });
  }

  /**
   * Gives a file to the field that has the keyboard, as a person does: Space opens the browser's own choice of files.
   * The order to intercept that choice is only sent, and a key overtakes it, as input goes first in the browser: then the real choice opens, and nobody ever answers it.
   * What the page answers after the order shows that the order is there.
   */
  async chooseByKey(field: Locator, file: SentFile): Promise<void> {
    const press = async (): Promise<void> => {
      await expectPage(field).toBeFocused();
      await this.page.keyboard.press('Space');
    };
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), press()]);
    await chooser.setFiles(file);
  }

  /** Two keys of one shortcut, as quick as a hand: the page waits a second for the other, and a busy browser may answer the first later. */
  async pressInTurn(first: string, second: string): Promise<void> {
    await Promise.all([this.page.keyboard.press(first), this.page.keyboard.press(second)]);
  }

  /** Goes on by Tab until this has the keyboard, from wherever the keyboard is. */
  async tabTo(target: Locator): Promise<void> {
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      await this.page.keyboard.press('Tab');
      if (await target.and(this.page.locator(':focus')).count() === 1) return;
    }
    throw new Error(`Expected to reach ${String(target)} by Tab, but ${MOST_STOPS} stops led elsewhere`);
  }

  async speakEnglish(): Promise<void> {
    await this.page.getByRole('button', { name: 'English' }).click();
  }

  get rows(): Locator {
    return this.page.locator('tbody tr');
  }

  rowOf(code: string): Locator {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('link', { name: `Mở hồ sơ ${code}` }) });
  }

  /** The row that has the keyboard, if one has. */
  get focusedRow(): Locator {
    return this.page.locator('[data-row]:focus');
  }

  get total(): Locator {
    return this.page.locator('h1 + [role=status]');
  }

  get stops(): Locator {
    return this.page.getByRole('region', { name: 'Hành trình qua các cơ quan' }).locator('ol > li');
  }

  /** A column of the board. */
  column(name: string): Locator {
    return this.page.getByRole('region', { name: new RegExp(`^${name}:`) });
  }

  async expectAccessible(what: string): Promise<void> {
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    expect({ what, violations: violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`) })) }).toEqual({ what, violations: [] });
  }
}
