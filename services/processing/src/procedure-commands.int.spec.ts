import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sampleModel } from './domain/spec-procedure.js';
import { administrator, leader, startProcessing, type Row, type ServiceUnderTest } from './spec-service.js';

const BIN = fileURLToPath(new URL('../../../libs/cli/bin/lienthong.js', import.meta.url));
const CODE = '9.300001';

let service: ServiceUnderTest;
const folder = mkdtempSync(join(tmpdir(), 'lienthong-versions-'));
beforeAll(async () => {
  service = await startProcessing();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await service.stop();
});

const put = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** The command as people have it, against the service at its door. */
async function lienthong(args: readonly string[], as = administrator, server = service.url()): Promise<Readonly<{ code: number; out: string; err: string; lines: readonly Row[] }>> {
  const token = put('token', await service.token(as));
  const child = spawn(process.execPath, [BIN, 'procedure', ...args, '--server', server, '--token-file', token], { env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text: Buffer) => { out += text.toString(); });
  child.stderr.on('data', (text: Buffer) => { err += text.toString(); });
  const code = await new Promise<number>((resolve) => { child.on('close', (status) => resolve(status ?? -1)); });
  return { code, out, err, lines: args.includes('--json') ? out.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line) as Row) : [] };
}

describe('lienthong procedure', () => {
  const [first, second] = [sampleModel({ code: CODE }), sampleModel({ code: CODE, limit: 'P9D' }).replaceAll('"verify"', '"check"')];

  it('publish makes a version, says what is different, and the same file is no new one', async () => {
    const file = put('one.bpmn', first);
    expect(await lienthong(['publish', file])).toMatchObject({ code: 0, out: `✓ ${CODE}: đã công bố phiên bản 1\n` });
    expect((await lienthong(['publish', file, '--json'])).lines).toMatchObject([{ code: CODE, version: 1, isNew: false, changes: [] }]);
    const published = await lienthong(['publish', put('two.bpmn', second), '--lang', 'en']);
    expect(published).toMatchObject({ code: 0, out: expect.stringContaining('published as version 2') });
    expect(published.out).toContain('legal limit changed from “P10D” to “P9D”');
    expect(published.out).toContain('only the id is new, it was verify');
  });

  it('publish says what a person should look at', async () => {
    const file = put('doubtful.bpmn', first.replace(CODE, '9.000777').replace('limit="P10D"', 'limit="P10D" limitOnline="P1D"'));
    expect((await lienthong(['publish', file])).out).toMatch(/Cảnh báo, sample-process: Các bước cộng lại \d+ giờ làm việc, quá thời hạn 8 giờ khi nộp trực tuyến/);
    expect((await lienthong(['publish', file, '--json'])).lines).toMatchObject([{ isNew: false, warnings: [{ rule: 'limit-of-channel-exceeded' }] }]);
  });

  it('publish says everything that is wrong with a file, and who may not', async () => {
    const broken = put('broken.bpmn', first.replace('attachedToRef="await-payment"', 'attachedToRef="received"'));
    expect(await lienthong(['publish', broken])).toMatchObject({ code: 1, err: expect.stringContaining('unpaid') });
    expect((await lienthong(['publish', broken, '--json'])).lines).toMatchObject([{ refused: { code: 'MODEL_REFUSED' } }]);
    expect(await lienthong(['publish', put('three.bpmn', sampleModel({ code: CODE, limit: 'P8D' }))], leader)).toMatchObject({ code: 1, err: expect.stringContaining('FORBIDDEN') });
  });

  it('migrate tries on the real dossiers, then moves them and reports', async () => {
    const [code, paying] = [service.accept({ procedureCode: CODE }), service.accept({ procedureCode: CODE })];
    for (const each of [code, paying]) await service.openStep(each, 'verify');
    service.verify(paying);
    await service.openStep(paying, 'await-payment');
    const wanted = ['migrate', CODE, '--from', '1', '--to', '2', '--reason', 'Luật mới có hiệu lực'];
    const bare = await lienthong([...wanted, '--json']);
    expect(bare).toMatchObject({ code: 11, lines: [{ dossierCode: code, outcome: 'blocked', because: [{ element: 'verify', text: '“verify” không còn trong phiên bản mới' }] }, { dossierCode: paying, outcome: 'moves' }, { outcome: 'tried', moves: 1, blocked: 1 }] });
    expect((await lienthong(wanted)).out).toMatch(new RegExp(`${code}\\s+verify\\s+“verify” không còn trong phiên bản mới[\\s\\S]*1 hồ sơ chuyển được, 1 vướng`));

    const plan = put('plan.json', JSON.stringify({ elements: { verify: 'check' } }));
    const tried = await lienthong([...wanted, '--plan', plan, '--json']);
    expect(tried).toMatchObject({ code: 0, lines: [{ outcome: 'moves', changes: ['“verify” thành “check”'] }, { outcome: 'moves', changes: [] }, { outcome: 'tried', moves: 2, blocked: 0 }] });
    const id = String(tried.lines.at(-1)?.['id']);
    expect(await lienthong(['migrate', CODE, '--id', id, '--run', '--json'])).toMatchObject({ code: 0, lines: [{ outcome: 'ended', moved: 2, blocked: 0, waiting: 0 }] });
    expect((await lienthong(['migrate', CODE, '--id', id, '--report'])).out).toBe('đã xong: 2 đã chuyển, 0 vướng, 0 chưa xét\n');
    expect((await service.call('GET', `/instances/${code}`, administrator)).body['procedureVersion']).toBe(2);
    expect(await lienthong(['migrate', CODE, '--id', id, '--pause'])).toMatchObject({ code: 1, err: expect.stringContaining('MIGRATION_NOT_RUNNING') });
  });

  it('has an exit code of its own for what nobody answers, and says what is missing', async () => {
    const file = put('one.bpmn', first);
    expect((await lienthong(['publish', file], administrator, 'http://127.0.0.1:9')).code).toBe(10);
    expect(await lienthong(['publish', file], administrator, 'nowhere')).toMatchObject({ code: 2, err: expect.stringContaining('Thiếu --server') });
    for (const args of [['migrate'], ['migrate', CODE, '--from', '1', '--to', '2'], ['migrate', CODE, '--from', 'one', '--to', '2', '--reason', 'x'], ['migrate', CODE, '--pause'], ['publish']]) {
      expect([args, (await lienthong(args)).code]).toEqual([args, 2]);
    }
    expect((await lienthong(['migrate', CODE, '--from', '1', '--to', '2', '--reason', 'Luật mới có hiệu lực', '--plan', put('bad.json', '{"element": {}}')])).err).toContain('“element” ngoài');
  });
});
