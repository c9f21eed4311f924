import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleKey } from '@lienthong/transparency-log';
import type { Locator } from '@playwright/test';
import { DESK, expectPage, PHONE } from './browser-visit.js';
import { LONELY_POLICY, SAMPLE_POLICY, SAMPLE_PROOF, SAMPLE_REFUSALS, SINGLE_PROOF, SINGLE_REFUSALS, UNATTESTED_PROOF, changed } from './web-proofs.js';
import { eachVisit } from './web-visit.js';

// A proof file verified in real Chromium, by somebody who is not signed in.

const visit = eachVisit();

const accepted = (): Locator => visit().page.getByRole('heading', { name: /^Chứng thực đúng/ });
const refused = (): Locator => visit().page.getByRole('alert').filter({ hasText: 'Không chấp nhận tệp này' });
const log = (name: string): Locator => visit().page.getByRole('region', { name: new RegExp(`^${name} `) });

async function open(): Promise<void> {
  await visit().page.goto(`${visit().server.url}/verify`);
  await expectPage(visit().page.getByRole('row').filter({ hasText: /lienthong[.](test|local).tax/ })).toBeVisible();
}

async function give(text: string, name = 'H56.17-20260609-0001.lienthong-proof.json'): Promise<void> {
  await visit().page.getByLabel('Chọn tệp', { exact: true }).setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
}

describe('a proof file', () => {
  it('is verified without a single request, even with no network at all', async () => {
    await open();
    const asked: string[] = [];
    visit().page.on('request', (request) => asked.push(request.url()));
    await visit().page.context().setOffline(true);
    await give(SAMPLE_PROOF);
    await expectPage(accepted()).toHaveText('Chứng thực đúng: hồ sơ H56.17-20260609-0001');
    await give(changed([{ op: 'replace', path: '/dossier/code', value: 'H56.17-20260609-0009' }]));
    await expectPage(refused()).toContainText('DOSSIER_REF');
    expect(asked).toEqual([]);
  });

  it('shows what each agency recorded, what is open, and who witnessed it', async () => {
    await open();
    await give(SAMPLE_PROOF);
    await expectPage(visit().page.getByText('Đầy đủ theo kiểm toán, tính đến 21:13 21/09/2026')).toBeVisible();
    for (const [name, events] of [['Một cửa', 3], ['Đăng ký đất đai', 4], ['Bưu chính', 2], ['Điều phối', 4], ['Thuế', 3]] as const) {
      await expectPage(log(name).locator('ol > li')).toHaveCount(events);
      await expectPage(log(name)).toContainText('lienthong.test/audit/witness+bd29accd');
    }
    const first = log('Một cửa').locator('ol > li').first();
    await expectPage(first).toContainText('Không mở: đã tiêu hủy hoặc không dành cho người giữ tệp');
    const assessed = log('Thuế').locator('ol > li').first();
    await assessed.getByText('Đã mở nội dung').click();
    await expectPage(assessed.getByLabel('Nội dung')).toContainText('thue-044');
    await visit().speakEnglish();
    await expectPage(visit().page.getByText('Complete according to the auditor, as of 21:13 21/09/2026')).toBeVisible();
  });

  it('says what is proved, and what is not', async () => {
    await open();
    await give(SAMPLE_PROOF);
    const proved = visit().page.getByRole('region', { name: 'Điều được chứng minh' });
    const not = visit().page.getByRole('region', { name: 'Điều không được chứng minh' });
    await expectPage(proved).toContainText('không thiếu sự việc nào');
    await expectPage(proved).toContainText('Kiểm toán chịu trách nhiệm');
    await expectPage(not).toContainText('cơ quan và kiểm toán không cùng nhau gian dối');
    await expectPage(not).toContainText('bộ khóa là thật');
    await give(UNATTESTED_PROOF);
    await expectPage(visit().page.getByText('Không có xác nhận là đầy đủ')).toBeVisible();
    await expectPage(proved).not.toContainText('Kiểm toán chịu trách nhiệm');
    await expectPage(not).toContainText('không có gì xảy ra sau sự việc cuối');
  });

  it('of one event is verified too', async () => {
    await open();
    await give(SINGLE_PROOF, 'su-viec.tlog-proof');
    await expectPage(accepted()).toHaveText('Chứng thực đúng: một sự việc');
    await expectPage(log('Một cửa').locator('ol > li')).toHaveCount(1);
  });

  it('that was dropped is read like one that was chosen', async () => {
    await open();
    // As text: specs are compiled without the browser's own types.
    const data = await visit().page.evaluateHandle(`(() => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([${JSON.stringify(SAMPLE_PROOF)}], 'tha-vao.lienthong-proof.json'));
      return dropped;
    })()`);
    await visit().page.getByRole('region', { name: 'Tệp chứng thực' }).dispatchEvent('drop', { dataTransfer: data });
    await expectPage(accepted()).toBeVisible();
    await expectPage(visit().page.getByText('Đã đọc: tha-vao.lienthong-proof.json')).toBeVisible();
  });

  it('is accepted with how long that took', async () => {
    await open();
    await give(SAMPLE_PROOF);
    const took = visit().page.locator('[data-took-ms]');
    await expectPage(took).toHaveText(/^Kiểm chứng trong [\d.]+ mili giây/);
    expect(Number(await took.getAttribute('data-took-ms'))).toBeGreaterThan(0);
  });
});

describe('a file that was tampered with', () => {
  it('is refused with the code of the format, whatever was changed', async () => {
    await open();
    expect(SAMPLE_REFUSALS.length).toBeGreaterThan(15);
    const found: [string, string | null][] = [];
    for (const { why, patch } of SAMPLE_REFUSALS) {
      await give(SAMPLE_PROOF);
      await expectPage(accepted()).toBeVisible();
      await give(changed(patch));
      await expectPage(refused()).toBeVisible();
      found.push([why, await refused().locator('code').first().textContent()]);
    }
    expect(found).toEqual(SAMPLE_REFUSALS.map(({ why, code }) => [why, code]));
    for (const { proof } of SINGLE_REFUSALS) {
      await give(SAMPLE_PROOF);
      await expectPage(accepted()).toBeVisible();
      await give(proof, 'sai.tlog-proof');
      await expectPage(refused()).toBeVisible();
    }
  });

  it('is refused with what that means and what to do, in both languages', async () => {
    await open();
    await give(SAMPLE_PROOF.replace('"henTra', '"henTRa').replace('\\"henTra', '\\"henTRa'));
    await expectPage(refused()).toContainText('Nội dung kèm theo không phải là nội dung đã ghi: đã bị sửa.');
    await expectPage(refused()).toContainText('Đừng dựa vào tệp này');
    await expectPage(refused()).toContainText('SEALED');
    await expectPage(accepted()).toHaveCount(0);
    await visit().speakEnglish();
    await expectPage(visit().page.getByRole('alert')).toContainText('Do not rely on this file');
  });

  it('is refused when it is no proof, or too large to be one', async () => {
    await open();
    await give('xin chào');
    await expectPage(refused()).toContainText('PROOF_FORM');
    // From the disk: so much goes through the browser's remote control too slowly for a busy machine.
    const folder = await mkdtemp(join(tmpdir(), 'lienthong-large-'));
    try {
      const path = join(folder, 'qua-lon.json');
      await writeFile(path, '');
      await truncate(path, 16 * 1024 * 1024 + 1);
      await visit().page.getByLabel('Chọn tệp', { exact: true }).setInputFiles(path);
      await expectPage(visit().page.getByRole('alert')).toHaveText('Tệp lớn hơn 16 MiB');
      await expectPage(refused()).toHaveCount(0);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('the keys', () => {
  it('of the installation are shown with their ids and with the warning that they are no root of trust', async () => {
    await open();
    const keys = visit().page.getByRole('region', { name: 'Bộ khóa để đối chiếu' });
    await expectPage(keys.getByRole('row').filter({ hasText: 'lienthong.test/tax' })).toContainText('dd58307e');
    await expectPage(keys.getByRole('row').filter({ hasText: 'witness' })).toContainText('bd29accd');
    await expectPage(keys.getByRole('row').filter({ hasText: 'completeness' })).toContainText('7dd6ac86');
    await expectPage(keys).toContainText('Đó không phải là gốc để tin');
  });

  it('of a trial are said to be worth nothing', async () => {
    visit().server.logs.policy = `log ${sampleKey('lienthong.local/tax', 'note').verifier.text}\nquorum none\n`;
    await open();
    await expectPage(visit().page.getByText('Bộ khóa có khóa mẫu')).toBeVisible();
    visit().server.logs.policy = SAMPLE_POLICY;
    await open();
    await expectPage(visit().page.getByText('Bộ khóa có khóa mẫu')).toHaveCount(0);
  });

  it('of somebody else are used instead, and the file is read anew', async () => {
    await open();
    await give(SAMPLE_PROOF);
    await expectPage(accepted()).toBeVisible();
    const { page } = visit();
    await page.getByText('Dùng bộ khóa khác').click();
    await page.getByLabel('Nội dung bộ khóa (tlog-policy)').fill(SAMPLE_POLICY.replace(/^log .*\/tax\+.*\n/m, ''));
    await page.getByRole('button', { name: 'Dùng bộ khóa này' }).click();
    await expectPage(refused()).toContainText('NOTE_UNVERIFIED');
    await page.getByLabel('Nội dung bộ khóa (tlog-policy)').fill(LONELY_POLICY);
    await page.getByRole('button', { name: 'Dùng bộ khóa này' }).click();
    await expectPage(page.getByText('Bộ khóa này không đòi chữ ký làm chứng')).toBeVisible();
    await expectPage(page.getByText('Đó không phải là gốc để tin')).toHaveCount(0);
    await page.getByLabel('Nội dung bộ khóa (tlog-policy)').fill('khóa gì đó');
    await page.getByRole('button', { name: 'Dùng bộ khóa này' }).click();
    await expectPage(page.getByRole('alert').filter({ hasText: 'Bộ khóa không đọc được' })).toContainText('POLICY_FORM');
    await page.getByRole('button', { name: 'Quay lại bộ khóa của trang này' }).click();
    await expectPage(accepted()).toBeVisible();
  });

  it('are asked for where the installation has none', async () => {
    visit().server.logs.policy = null;
    await visit().page.goto(`${visit().server.url}/verify`);
    await expectPage(visit().page.getByText('Trang này không đưa ra bộ khóa nào')).toBeVisible();
    await give(SAMPLE_PROOF);
    await visit().page.getByLabel('Nội dung bộ khóa (tlog-policy)').fill(SAMPLE_POLICY);
    await visit().page.getByRole('button', { name: 'Dùng bộ khóa này' }).click();
    await expectPage(accepted()).toBeVisible();
  });
});

describe('for everyone', () => {
  it('it works by keyboard alone, and leads to the answer', async () => {
    await open();
    const { page } = visit();
    const field = page.getByLabel('Chọn tệp', { exact: true });
    await visit().tabTo(field);
    await visit().chooseByKey(field, { name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(SAMPLE_PROOF) });
    await expectPage(accepted()).toBeVisible();
    await expectPage(page.locator(':focus').locator('[data-took-ms]')).toHaveCount(1);
  });

  it.each([['desk', DESK], ['phone', PHONE]] as const)('it has no axe violation in either language and no sideways scroll, on a %s', async (_name, viewport) => {
    await visit().open({ viewport, reducedMotion: 'reduce' });
    await open();
    await visit().page.getByText('Dùng bộ khóa khác').click();
    for (const language of ['Tiếng Việt', 'English']) {
      await visit().page.getByRole('button', { name: language }).click();
      for (const [what, file] of [['accepted', SAMPLE_PROOF], ['refused', 'không phải tệp']] as const) {
        await visit().page.locator('input[type=file]').first().setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(file) });
        await visit().page.locator(what === 'accepted' ? '[data-took-ms]' : '[role=alert] h2').waitFor();
        await visit().expectAccessible(`${what} ${language}`);
        expect(await visit().page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
      }
    }
  });

  it('is reached from the sign-in page', async () => {
    await visit().page.goto(visit().server.url);
    await visit().page.getByRole('link', { name: 'Kiểm chứng một tệp chứng thực' }).click();
    await expectPage(visit().page.getByRole('heading', { level: 1, name: 'Kiểm chứng' })).toBeVisible();
  });
});
