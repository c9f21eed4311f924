import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CasePlayers } from './case-players.js';
import { feeExamples, feeTable, KIOSK, kioskModel, type Law } from './law-change-files.js';
import { startTemporaryPlatform, type TemporaryPlatform } from './temporary-platform.js';

const LIENTHONG = fileURLToPath(new URL('../../../libs/cli/dist/main.js', import.meta.url));
const run = promisify(execFile);

type Receipt = Readonly<{ processingTime: Readonly<{ vi: string }> }>;
type Version = Readonly<{ version: number; effectiveFrom: string; running: number }>;

/** An analyst with nothing but the command line and the API, on an installation that is never stopped meanwhile. */
describe('a procedure when the law changes', () => {
  let stage: TemporaryPlatform;
  let players: CasePlayers;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lienthong-analyst-'));
    await chmod(folder, 0o755);
    stage = await startTemporaryPlatform('feed');
    players = new CasePlayers(stage.platform.url);
  });
  afterAll(async () => {
    await stage.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** As it is typed, with a token of the analyst's; answers what the command prints. */
  async function lienthong(...words: readonly string[]): Promise<string> {
    const token = await players.as('analyst').token();
    const { stdout } = await run(process.execPath, ['--no-warnings', LIENTHONG, ...words], { env: { ...process.env, LIENTHONG_SERVER: `${stage.platform.url}/api/processing`, LIENTHONG_TOKEN: token } });
    return stdout;
  }

  async function publish(law: Law): Promise<string> {
    const file = join(folder, `kiosk-${law.effectiveFrom}.bpmn`);
    await writeFile(file, kioskModel(law));
    await lienthong('procedure', 'lint', file);
    return lienthong('procedure', 'publish', file, '--lang', 'en');
  }

  async function publishFee(effectiveFrom: string, mainStreet: number, elsewhere: number): Promise<string> {
    const file = join(folder, `fee-${effectiveFrom}.dmn`);
    await writeFile(file, feeTable(mainStreet, elsewhere));
    await writeFile(file.replace('.dmn', '.examples.jsonl'), feeExamples(mainStreet, elsewhere));
    await lienthong('decision', 'lint', file);
    return lienthong('decision', 'publish', file, '--effective-from', effectiveFrom, '--lang', 'en');
  }

  const accept = (street: string): Promise<string> => players.accept({ procedureCode: KIOSK, applicant: APPLICANT, content: { street }, components: [{ code: 'TP1', originals: 1 }] });
  /** Printed once the read model has heard of the acceptance. */
  const receipt = (code: string): Promise<Receipt> => players.until(`the receipt of ${code}`, async () => {
    const { status, body } = await players.as('clerk').send<Receipt>('GET', `/api/intake/dossiers/${code}/receipt`);
    return status === 200 ? body : undefined;
  });
  const versions = async (): Promise<readonly Version[]> => (await players.as('analyst').get<{ items: readonly Version[] }>(`/api/processing/procedures/${KIOSK}/versions`)).items;
  const versionAtCounter = (version: number): Promise<true> => players.until(`version ${version} at the counter`, async () =>
    (await players.as('clerk').get<{ items: readonly { code: string; version: number }[] }>('/api/intake/procedures?limit=200')).items.some((each) => each.code === KIOSK && each.version === version) || undefined);

  it('is published and takes its first dossier without a restart, with form, limit, fee and letter', async () => {
    assert.match(await publishFee(OLD.effectiveFrom, 500_000, 100_000), /kiosk-rules: published as version 1/);
    assert.match(await publish(OLD), /published as version 1/);
    await players.untilPublished(KIOSK);
    const code = await accept('Phố Mẫu');
    assert.deepEqual(await termsOf(code), ['5 ngày làm việc', 100_000]);
    await assert.rejects(players.completes('construction-officer', code, 'appraise', { isGranted: true, width: 4 }), /FORM_INVALID/);
    await players.completes('construction-officer', code, 'appraise', { isGranted: true, width: 2.5 });
    await players.until('the signature', async () => (await players.openSteps(code)).includes('sign') || undefined);
    await players.as('construction-leader').post(`/api/processing/dossiers/${code}/letters/permit/issue`, {});
    const letter = await players.as('citizen').get<{ text: { vi: string } }>(`/api/processing/dossiers/${code}/letters/permit`);
    assert.equal(letter.text.vi, 'Cho phép đặt quầy tại Phố Mẫu, rộng 2,5 m.');
    await players.completes('construction-leader', code, 'sign', {});
    await players.untilEnded(code);
  });

  it('changes limit, fee, a step and the letter from a day on; who was received before keeps the old rules', async () => {
    const before = await accept('Phố Cũ');
    assert.match(await publishFee(NEW.effectiveFrom, 400_000, 80_000), /kiosk-rules: published as version 2/);
    assert.match(await publish(NEW), /published as version 2/);
    await versionAtCounter(2);
    const after = await accept('Phố Mới');
    await players.until('one dossier by each version', async () => (JSON.stringify((await versions()).map(({ version, running }) => [version, running])) === '[[2,1],[1,1]]') || undefined);
    assert.deepEqual([await termsOf(before), await termsOf(after)], [['5 ngày làm việc', 100_000], ['3 ngày làm việc', 80_000]]);
    for (const code of [before, after]) await players.completes('construction-officer', code, 'appraise', { isGranted: true, width: 2 });
    await players.until('both a step on', async () => ((await players.openSteps(before)).includes('sign') && (await players.openSteps(after)).includes('hear-commune')) || undefined);
    await players.completes('commune-officer', after, 'hear-commune', {});
    for (const code of [before, after]) await players.completes('construction-leader', code, 'sign', {});
    const words = async (code: string) => (await players.as('construction-leader').get<{ text: { vi: string } }>(`/api/processing/dossiers/${code}/letters/permit`)).text.vi;
    assert.deepEqual([await words(before), await words(after)], ['Cho phép đặt quầy tại Phố Cũ, rộng 2 m.', 'Chấp thuận vị trí quầy tại Phố Mới, rộng 2 m.']);
  });

  it('says what changed, and a version of tomorrow decides nothing today', async () => {
    assert.match(await publishFee(dayFromNow(1), 300_000, 60_000), /kiosk-rules: published as version 3/);
    const told = await publish({ ...NEW, effectiveFrom: dayFromNow(1), limit: 'P4D' });
    assert.match(told, /published as version 3/);
    assert.match(told, /P3D.*P4D/s);
    await players.until('the third version', async () => (await versions()).some(({ version }) => version === 3) || undefined);
    assert.deepEqual(await termsOf(await accept('Phố Hôm Nay')), ['3 ngày làm việc', 80_000]);
  });

  /** The limit on the receipt, and the fee with its account. */
  async function termsOf(code: string): Promise<readonly [string, number]> {
    const { processingTime } = await receipt(code);
    const { value, lines } = await players.as('clerk').get<{ value: number; lines: readonly { source: { vi: string } }[] }>(`/api/intake/dossiers/${code}/fees/explain`);
    assert.equal(lines[0]?.source.vi, 'Nghị quyết mẫu');
    return [processingTime.vi, value];
  }
});

const APPLICANT = { name: 'Nguyễn Văn Dân (mẫu)', identifier: '001190000001', address: 'Xã mẫu', phone: '0900000000', email: '' };

/** By the calendar of Việt Nam. */
function dayFromNow(days: number): string {
  return new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
}
const OLD: Law = { effectiveFrom: dayFromNow(-1), limit: 'P5D', hearsCommune: false, wording: 'Cho phép đặt quầy tại' };
const NEW: Law = { effectiveFrom: dayFromNow(0), limit: 'P3D', hearsCommune: true, wording: 'Chấp thuận vị trí quầy tại' };
