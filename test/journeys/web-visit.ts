import type { Browser } from '@playwright/test';
import { BrowserVisit, launchChromium } from './browser-visit.js';
import { WebServer } from './web-server.js';

// One visit to the built web app per test, against a server of its own with sample answers.

export const DOSSIERS = 64;

export class Visit extends BrowserVisit {
  server!: WebServer;

  get url(): string { return this.server.url; }

  async close(): Promise<void> {
    try {
      await this.leave();
    } finally {
      await this.server.stop();
    }
  }

  async signIn(path = '/dossiers'): Promise<void> {
    await this.page.goto(this.url + path);
    await this.signInButton.click();
    await this.seeLive();
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
    browser = await launchChromium();
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
