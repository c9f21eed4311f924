import { chromium, expect as expectPage, type Browser, type BrowserContext, type BrowserContextOptions, type Locator, type Page } from '@playwright/test';
import { WebServer } from './web-server.js';

// One visit to the built web app in real Chromium per test, against a server of its own.

export const DESK = { width: 1280, height: 860 };
export const PHONE = { width: 360, height: 740 };
export const DOSSIERS = 64;

export class Visit {
  server!: WebServer;
  page!: Page;
  private context: BrowserContext | undefined;
  /** Scripts that fail, policy that is broken, addresses of others: wrong on whatever page. */
  private complaints: string[] = [];

  constructor(private readonly browser: Browser) {}

  async open(options: BrowserContextOptions = {}): Promise<void> {
    await this.context?.close();
    // A browser from elsewhere: neither its language nor its time zone may show.
    this.context = await this.browser.newContext({ viewport: DESK, locale: 'de-DE', timezoneId: 'America/Lima', ...options });
    this.context.setDefaultTimeout(8_000);
    this.page = await this.context.newPage();
    this.page.on('pageerror', (error) => this.complaints.push(error.message));
    this.page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) this.complaints.push(message.text());
    });
    this.page.on('request', (request) => {
      if (!request.url().startsWith(this.server.url)) this.complaints.push(`asked ${request.url()}`);
    });
  }

  async close(): Promise<void> {
    await this.context?.close();
    await this.server.stop();
    expect(this.complaints).toEqual([]);
  }

  async signIn(path = '/dossiers'): Promise<void> {
    await this.page.goto(this.server.url + path);
    await this.signInButton.click();
    await this.seeLive();
  }

  async seeLive(): Promise<void> {
    await expectPage(this.page.getByRole('status').filter({ hasText: 'Trực tiếp' })).toBeVisible({ timeout: 15_000 });
  }

  get signInButton(): Locator {
    return this.page.getByRole('button', { name: 'Đăng nhập', exact: true });
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

  /** Code of the row that has the keyboard, if one has. */
  async focusedRow(): Promise<string | null> {
    const focused = this.page.locator('[data-row]:focus');
    return (await focused.count()) === 0 ? null : focused.getAttribute('data-row');
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

  waitingAt(agency: string): number {
    return this.server.office.board().agencies.find((load) => load.agency === agency)?.waiting ?? 0;
  }

  /** A sample dossier that has come this far. */
  dossierAfter(steps: number): string {
    for (const [code, timeline] of this.server.office.timelines) if (timeline.length === steps) return code;
    throw new Error(`Expected to find a dossier after ${steps} steps, but none has gone so far`);
  }
}

/** The visit of the running test; call once in a file, before its tests. */
export function eachVisit(): () => Visit {
  let browser: Browser;
  let visit: Visit;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
  });
  beforeEach(async () => {
    visit = new Visit(browser);
    visit.server = await new WebServer(DOSSIERS).start();
    await visit.open();
  });
  afterEach(async () => {
    await visit.close();
  });
  return () => visit;
}
