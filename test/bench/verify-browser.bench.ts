import { writePolicy, verifyDossierProof } from '@lienthong/transparency-log';
import { launchChromium } from '../journeys/browser-visit.js';
import { WebServer } from '../journeys/web-server.js';
import { DOSSIER_EVENTS, sampleDossierProof } from './sample-dossier-proof.js';

/** In real Chromium, by the built page, from the file's bytes and the text of the keys to the report. `firstMs`: before anything has been compiled. `floorMs`: the same file in Node. */
export type BrowserFigure = Readonly<{ events: number; firstMs: number; p50Ms: number; worstMs: number; floorMs: number; ofFloor: number }>;

/** One file after another, each chosen as a person does it. */
export async function verifyBrowserBench(rounds = 30): Promise<BrowserFigure> {
  const { file, policy, now } = sampleDossierProof();
  const server = await new WebServer(1).start();
  const browser = await launchChromium();
  try {
    server.logs.policy = writePolicy(policy);
    const page = await browser.newPage();
    await page.goto(`${server.url}/verify`);
    await page.getByRole('row').filter({ hasText: 'lienthong.bench/tax' }).waitFor();
    const took: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await page.getByLabel('Chọn tệp', { exact: true }).setInputFiles({ name: `${round}.json`, mimeType: 'application/json', buffer: Buffer.from(file) });
      await page.getByText(`Đã đọc: ${round}.json`).waitFor();
      const ms = await page.locator('[data-took-ms]').getAttribute('data-took-ms');
      if (ms === null) throw new Error(`Expected round ${round} to be accepted, but the page says otherwise`);
      took.push(Number(ms));
    }
    const [p50Ms, floorMs] = [medianOf(took.slice(1)), medianOf(took.map(() => millisecondsInNode(file, () => verifyDossierProof(file, policy, { now }).kind)))];
    return { events: DOSSIER_EVENTS, firstMs: rounded(took[0] ?? 0), p50Ms: rounded(p50Ms), worstMs: rounded(Math.max(...took)), floorMs: rounded(floorMs), ofFloor: rounded(p50Ms / floorMs) };
  } finally {
    await browser.close();
    await server.stop();
  }
}

function millisecondsInNode(file: string, verify: () => string): number {
  const begun = performance.now();
  if (verify() !== 'dossier') throw new Error(`Expected to accept ${file.length} letters of proof, but they were refused`);
  return performance.now() - begun;
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
