import { checkpointText, consistencyPath, cosign, emptyRange, growTree, keyFromSeed, leafHash, rootOf, sha256, signNote, tilePath, tilesForConsistency, writeTlogProof } from '@lienthong/transparency-log';
import type { TileOf } from '@lienthong/transparency-log';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXIT } from '../command.js';
import { runCommand } from '../run-command.js';

/** When the vectors' witness cosigned: a clock far before it would rightly refuse. */
const COSIGNED_AT = 1_790_000_000;
const BIN = fileURLToPath(new URL('../../bin/lienthong.js', import.meta.url));
const { bundle, trusted } = JSON.parse(readFileSync(new URL('../../../transparency-log/test/vectors/proofs.json', import.meta.url), 'utf8')) as {
  bundle: Record<string, unknown>; trusted: { logs: string[]; witness: string; completeness: string };
};
const POLICY = [...trusted.logs.map((key) => `log ${key}`), `witness audit ${trusted.witness}`, 'quorum audit', `# completeness ${trusted.completeness}`, ''].join('\n');
/** A log of this spec's own; its witness cosigned long ago, so that no clock is in the way. */
const [LOG, WITNESS] = [keyFromSeed('lienthong.test/grown', 'note', sha256(Buffer.from('grown'))), keyFromSeed('w.example', 'cosignature', sha256(Buffer.from('w')))];
const OWN_POLICY = `log ${LOG.verifier.text}\nwitness w ${WITNESS.verifier.text}\nquorum w\n`;

/** Grows a log of `size` entries and gives its tiles and any checkpoint below. */
function grownLog(size: number): Readonly<{ tileOf: TileOf; tile: (level: number, index: number) => Buffer; checkpoint: (size: number) => string }> {
  const leaves = Array.from({ length: size }, (_, index) => leafHash(Buffer.from(`entry ${index}`)));
  const tiles = new Map<string, Buffer>();
  for (const { level, index, hashes } of growTree(emptyRange, leaves).growth) tiles.set(`${level}/${index}`, hashes);
  const tile = (level: number, index: number) => tiles.get(`${level}/${index}`) as Buffer;
  const checkpoint = (at: number) => {
    const text = checkpointText({ origin: LOG.verifier.name, size: at, root: rootOf(growTree(emptyRange, leaves.slice(0, at)).range) });
    return signNote(text, [LOG]) + cosign(WITNESS, text, 1_700_000_000);
  };
  return { tileOf: tile, tile, checkpoint };
}

describe('lienthong verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-verify-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name: string, text: string | Buffer): string => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const [policy, ownPolicy, good] = [put('policy', POLICY), put('own-policy', OWN_POLICY), put('good.json', JSON.stringify(bundle))];

  async function lienthong(args: readonly string[], env: Record<string, string> = {}): Promise<Readonly<{ code: number; out: string; err: string }>> {
    let [out, err] = ['', ''];
    const code = await runCommand(args, { out: (text) => { out += text; }, err: (text) => { err += text; }, env, now: () => COSIGNED_AT + 60 });
    return { code, out, err };
  }

  it('verifies a dossier, with the policy as argument or from the environment', async () => {
    expect(await lienthong(['verify', good, '--policy', policy])).toMatchObject({ code: EXIT.verified, out: expect.stringContaining('ĐÃ XÁC MINH.') as unknown, err: '' });
    expect(await lienthong(['verify', '--policy', policy, good], { LIENTHONG_POLICY: '/nowhere' })).toMatchObject({ code: EXIT.verified });
    expect(await lienthong(['verify', good], { LIENTHONG_POLICY: policy })).toMatchObject({ code: EXIT.verified });
  });

  it('answers in JSON', async () => {
    const { code, out } = await lienthong(['verify', good, '--policy', policy, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ kind: 'dossier', verdict: 'verified', dossier: { dossier: { code: 'H56.17-20260609-0001' } } });
  });

  it('gives every doubt its own exit code', async () => {
    const unattested = put('unattested.json', JSON.stringify({ ...bundle, completeness: null }));
    const forged = put('forged.json', JSON.stringify(bundle).replace('6125000', '6125001'));
    const { checkpoint } = grownLog(10);
    const [older, newer] = [put('older', checkpoint(4)), put('newer', checkpoint(10))];
    const none = put('none-policy', `log ${LOG.verifier.text}\nquorum none\n`);
    const codes = [
      ['verify', unattested, '--policy', policy], ['verify', forged, '--policy', policy], ['verify', newer, '--policy', none], ['verify', newer, '--policy', ownPolicy, '--older', older],
      ['verify', older, '--policy', ownPolicy, '--older', newer], ['verify', policy, '--policy', policy], ['verify', newer, '--policy', ownPolicy],
    ];
    const got: number[] = [];
    for (const args of codes) got.push((await lienthong(args)).code);
    expect(got).toEqual([EXIT.notAttested, EXIT.refused, EXIT.unwitnessed, EXIT.growthUnproven, EXIT.refused, EXIT.refused, EXIT.verified]);
  });

  it('proves growth from a copy of the log’s tiles', async () => {
    const { checkpoint, tile, tileOf } = grownLog(700);
    const [older, newer] = [put('older-700', checkpoint(300)), put('newer-700', checkpoint(700))];
    const args = ['verify', newer, '--older', older, '--policy', ownPolicy, '--tiles', join(folder, 'copy')];
    expect(await lienthong(args)).toMatchObject({ code: EXIT.usage, err: expect.stringContaining('tile/0/001') as unknown });
    for (const at of tilesForConsistency(300, 700)) put(join('copy', tilePath(at)), tile(at.level, at.index).subarray(0, at.width * 32));
    expect(await lienthong(args)).toMatchObject({ code: EXIT.verified, out: expect.stringContaining('From 300 to 700 entries') as unknown });
    put('copy/tile/0/001', Buffer.alloc(8_192));
    expect(await lienthong(args)).toMatchObject({ code: EXIT.refused, out: expect.stringContaining('FORK') as unknown });
    expect(consistencyPath(300, 700, tileOf).length).toBeGreaterThan(3);
    // With checkpoints that do not hold, they are what is refused.
    expect(await lienthong(['verify', newer, '--older', good, '--policy', ownPolicy, '--tiles', join(folder, 'copy')])).toMatchObject({ code: EXIT.refused, out: expect.stringContaining('NOTE_FORM') as unknown });
  });

  it('opens an event with its content', async () => {
    const event = (bundle['logs'] as { proofs: { tlogProof: string; sealed: string; salt: string }[] }[])[4]?.proofs[0] as { tlogProof: string; sealed: string; salt: string };
    const [proof, sealed] = [put('event.tlog-proof', event.tlogProof), put('sealed', event.sealed)];
    expect(await lienthong(['verify', proof, '--policy', policy, '--sealed', sealed, '--salt', event.salt])).toMatchObject({ code: EXIT.verified, out: expect.stringContaining('lePhiTruocBa') as unknown });
    expect(await lienthong(['verify', proof, '--policy', policy, '--sealed', sealed, '--salt', '00'])).toMatchObject({ code: EXIT.refused });
    const stranger = put('stranger.tlog-proof', writeTlogProof({ entry: Buffer.from('{}'), index: 0, path: [], checkpoint: grownLog(1).checkpoint(1) }));
    expect(await lienthong(['verify', stranger, '--policy', ownPolicy])).toMatchObject({ code: EXIT.refused, out: expect.stringContaining('INCLUSION') as unknown });
  });

  it.each<[string, readonly string[], string]>([
    ['no policy', ['verify', good], 'whose keys to believe'], ['no file', ['verify', '--policy', policy], 'one file'], ['two files', ['verify', good, good, '--policy', policy], 'one file'],
    ['a file that is not there', ['verify', join(folder, 'absent'), '--policy', policy], 'absent'], ['a folder', ['verify', folder, '--policy', policy], 'EISDIR'],
    ['a policy that is not there', ['verify', good, '--policy', join(folder, 'absent')], 'absent'], ['an unknown option', ['verify', good, '--polcy', policy], 'polcy'],
    ['content without salt', ['verify', good, '--policy', policy, '--sealed', good], 'together'], ['tiles without a checkpoint', ['verify', good, '--policy', policy, '--tiles', folder], '--older'],
    ['something without an end', ['verify', '/dev/zero', '--policy', policy], 'larger'], ['an unknown command', ['verfy'], 'lienthong <command>'], ['no command', [], 'lienthong <command>'],
  ])('says what is missing, and exits 2, with %s', async (_what, args, said) => {
    expect(await lienthong(args)).toMatchObject({ code: EXIT.usage, out: '', err: expect.stringContaining(said) as unknown });
  });

  it('exits 2 when the policy cannot be read, since no proof was judged', async () => {
    expect(await lienthong(['verify', good, '--policy', good])).toMatchObject({ code: EXIT.usage, out: expect.stringContaining('POLICY_FORM') as unknown });
  });

  it('explains itself', async () => {
    expect(await lienthong(['verify', '--help'])).toMatchObject({ code: 0, out: expect.stringContaining('exit codes') as unknown });
    expect(await lienthong(['help'])).toMatchObject({ code: 0, out: expect.stringContaining('verify     xác minh') as unknown });
  });

  it('is what npx finds', () => {
    const ran = (args: readonly string[]) => spawnSync(process.execPath, [BIN, ...args], { encoding: 'utf8', timeout: 20_000 });
    expect(ran(['verify', put('npx', grownLog(3).checkpoint(3)), '--policy', ownPolicy])).toMatchObject({ status: 0, stdout: expect.stringContaining('VERIFIED.') as unknown });
    expect(ran(['verify', put('forged-2.json', '{}'), '--policy', policy])).toMatchObject({ status: 1, stdout: expect.stringContaining('PROOF_FORM') as unknown });
  });

  it('answers by its exit code also to whoever closes the pipe', () => {
    const script = '"$1" "$2" verify "$3" --policy "$4" | true; exit "${PIPESTATUS[0]}"';
    const closed = spawnSync('bash', ['-c', script, '-', process.execPath, BIN, put('closed', grownLog(3).checkpoint(3)), ownPolicy], { encoding: 'utf8', timeout: 20_000 });
    expect([closed.status, closed.stderr]).toEqual([0, '']);
  });
});
