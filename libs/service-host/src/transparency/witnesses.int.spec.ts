import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_QUORUM, readPolicy, sampleKey, type Policy } from '@lienthong/transparency-log';
import { eventually, startHosted, ADMINISTRATOR } from '../spec-service.js';
import type { UnderTest } from '../specs/spec-under-test.js';
import type { LogStatus } from './served-log.js';
import { asOwner, backUp, dropCopies, restore } from './spec-backup.js';
import { growBy, growTo, growUnsigned } from './spec-growth.js';
import { readCheckpoint, readNote } from './spec-log-reader.js';
import { startSpecWitness, type SpecWitness } from './spec-witness.js';

const ORIGIN = 'lienthong.local/audit';
const own = sampleKey(ORIGIN, 'note').verifier;

let folder: string;
let [near, far]: [SpecWitness, SpecWitness] = [undefined as never, undefined as never];
let cabinet: UnderTest;
let copies: string[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lienthong-policy-'));
  [near, far] = await Promise.all([startSpecWitness('lienthong.h57/witness', [own]), startSpecWitness('lienthong.h58/witness', [own])]);
  copies = [];
});
afterEach(async () => {
  // The copies hold on to the roles of the database.
  await dropCopies(copies);
  await cabinet.stop();
  await Promise.all([near.stop(), far.stop()]);
  rmSync(folder, { recursive: true });
});

function policyText(threshold: 'any' | 'all'): string {
  return [`log ${own.text}`, `witness near ${near.key.verifier.text} ${near.url}`, `witness far ${far.key.verifier.text} ${far.url}/`, `group both ${threshold} near far`, 'quorum both', ''].join('\n');
}

function policyOf(threshold: 'any' | 'all'): Policy {
  const read = readPolicy(policyText(threshold));
  if (read.kind === 'refused') throw new Error(read.because);
  return read.policy;
}

async function start(threshold: 'any' | 'all' = 'any'): Promise<UnderTest> {
  writeFileSync(join(folder, 'policy.txt'), policyText(threshold));
  cabinet = await startHosted({ environment: { POLICY_FILE: join(folder, 'policy.txt') } });
  return cabinet;
}

const opened = (threshold: 'any' | 'all' = 'any') => readCheckpoint(cabinet.service.url, policyOf(threshold)).catch(() => undefined);
const served = (size: number, threshold: 'any' | 'all' = 'any') => eventually(() => opened(threshold), (checkpoint) => checkpoint !== undefined && checkpoint.checkpoint.size >= size);
const status = async (): Promise<LogStatus> => (await cabinet.call('GET', '/log/status', { as: null })).body as LogStatus;
const refusal = async () => (await eventually(status, ({ refusing }) => refusing !== null)).refusing!;

describe('witnesses', () => {
  it('cosign what is served, all that are asked', async () => {
    await start();
    await growTo(cabinet, 300);
    const checkpoint = await served(300, 'all');
    expect(checkpoint?.cosigners.toSorted()).toEqual([near, far].map(({ key: { verifier } }) => `${verifier.name}+${verifier.id}`).toSorted());
    expect((await status()).served).toMatchObject({ size: 300, cosigners: expect.arrayContaining([expect.stringContaining('h57')]) });
    expect(await near.promised(ORIGIN)).toBe(300);
  });

  it('may be away: appends go on, the old checkpoint stays, and all is caught up with when one is back', async () => {
    await start();
    await growTo(cabinet, 20);
    await served(20, 'all');
    await Promise.all([near.away(), far.away()]);
    const size = await growBy(cabinet, 40);
    const waiting = await eventually(status, ({ unwitnessedSince, signed }) => unwitnessedSince !== null && signed.size > 20);
    expect([waiting.served?.size, waiting.refusing]).toEqual([20, null]);
    // What no witness has seen is shown to nobody, though the tree has it.
    const tiles = ['tile/0/000.p/20', 'tile/0/000.p/21', 'tile/entries/000.p/20', 'tile/entries/000.p/21'];
    expect(await Promise.all(tiles.map(async (path) => (await fetch(`${cabinet.service.url}/log/${path}`)).status))).toEqual([200, 404, 200, 404]);
    expect((await cabinet.call('GET', '/health', { as: null })).body).toEqual({ status: 'ready' });
    await near.back();
    await served(size, 'any');
    expect((await status()).unwitnessedSince).toBeNull();
    // The other one is added to the same checkpoint when it comes, though nothing has grown.
    await far.back();
    expect((await served(size, 'all'))?.checkpoint.size).toBe(size);
  });

  it('that are all needed hold the checkpoint back, but not the log', async () => {
    await start('all');
    await growTo(cabinet, 20);
    await served(20, 'all');
    await far.away();
    await growBy(cabinet, 10);
    await eventually(status, ({ unwitnessedSince }) => unwitnessedSince !== null);
    expect((await opened())?.checkpoint.size).toBe(20);
    // Four hours later somebody should look; requests are answered as ever.
    await cabinet.store.pool.query(`UPDATE log.signed_head SET unwitnessed_since = now() - interval '5 hours'`);
    const health = await eventually(() => cabinet.call('GET', '/health', { as: null }), ({ body }) => body.status === 'degraded');
    expect([health.status, health.body.because]).toEqual([200, expect.stringContaining('without new cosignatures since')]);
    expect((await cabinet.call('GET', '/metrics', { as: null })).text).toMatch(/^lienthong_unwitnessed_seconds 180\d\d/m);
  });

  it('are asked again from where they stand: after a restart, and when somebody else was there', async () => {
    await start();
    await growTo(cabinet, 20);
    await served(20, 'all');
    near.statuses.length = 0;
    await cabinet.restart();
    const size = await growBy(cabinet, 30);
    await served(size, 'all');
    expect(near.statuses.slice(0, 2)).toEqual([409, 200]);
    // A witness that never agrees is not asked for ever in one breath.
    near.lie.current = (path, truth) => (path === '/add-checkpoint' ? { status: 409, contentType: 'text/x.tlog.size', body: `${near.statuses.length % 7}\n` } : truth);
    near.statuses.length = 0;
    const more = await growBy(cabinet, 5);
    await served(more, 'any');
    expect(new Set(near.statuses)).toEqual(new Set([409]));
    expect(near.statuses.length).toBeLessThanOrEqual(12);
  });

  it('may say more than is asked: lines of other keys are ignored, what does not verify is no cosignature', async () => {
    await start('all');
    near.lie.current = (path, truth) => (path === '/add-checkpoint' && truth.status === 200 ? { ...truth, body: `— somebody.else AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nno line at all\n${truth.body}` } : truth);
    await growTo(cabinet, 20);
    await served(20, 'all');
    expect(await readNote(cabinet.service.url)).not.toContain('somebody');
    near.lie.current = (path, truth) => (path === '/add-checkpoint' && truth.status === 200 ? { ...truth, body: truth.body.replace(/.{12}\n$/, 'AAAAAAAAAAA=\n') } : truth);
    await growBy(cabinet, 10);
    await eventually(status, ({ unwitnessedSince }) => unwitnessedSince !== null);
    expect((await opened())?.checkpoint.size).toBe(20);
  });

  it('cannot stop a log by saying that they know more of it than it has signed', async () => {
    await start();
    await growTo(cabinet, 20);
    await served(20, 'all');
    near.lie.current = (path, truth) => (path === '/add-checkpoint' ? { status: 409, contentType: 'text/x.tlog.size', body: '9000\n' } : truth);
    const size = await growBy(cabinet, 10);
    await served(size, 'any');
    expect((await status()).refusing).toBeNull();
  });
});

describe('a log refuses to sign', () => {
  /** As after a disaster: yesterday's backup, and the service goes on with it. */
  async function restoreOlder(): Promise<Readonly<{ size: number; aside: string; note: string }>> {
    await start();
    await growTo(cabinet, 20);
    await served(20, 'all');
    const { database } = cabinet.urls;
    let [backup, aside] = ['', ''];
    await cabinet.whileStopped(async () => { backup = await backUp(database); });
    copies.push(backup);
    const size = await growBy(cabinet, 30);
    await served(size, 'all');
    await cabinet.whileStopped(async () => {
      aside = await restore(database, backup);
      await growUnsigned(cabinet, ORIGIN, 10);
    });
    copies.push(aside);
    return { size, aside, note: await readNote(cabinet.service.url) };
  }

  it('what would contradict a cosigned checkpoint, after an older database was restored, until a person has put the right one in its place', async () => {
    const { size, aside, note } = await restoreOlder();
    expect(await refusal()).toEqual({ code: 'SIGN_REFUSED', because: expect.stringMatching(new RegExp(`^Expected to sign size \\d+ of ${ORIGIN}, but size ${size} is signed already with another history: (near|far) shows that checkpoint with this log's signature$`)) });
    // People go on working, health says that somebody must look, and nothing new is signed, however far the log comes.
    const beyond = await growBy(cabinet, size + 40);
    const health = await eventually(() => cabinet.call('GET', '/health', { as: null }), ({ body }) => body.status === 'degraded');
    expect([health.status, health.body.because]).toEqual([200, expect.stringContaining('signs nothing')]);
    expect((await cabinet.call('GET', '/metrics', { as: null })).text).toMatch(/^lienthong_signing_refused 1$/m);
    await eventually(status, ({ size: tree }) => tree >= beyond);
    expect([(await status()).signed.size, await readNote(cabinet.service.url)]).toEqual([20, note]);
    // Asked again by an administrator, the witnesses still know better.
    expect((await cabinet.call('POST', '/log/refusal/review', { as: ADMINISTRATOR, body: {} })).body).toMatchObject({ reviewed: { code: 'SIGN_REFUSED' } });
    expect((await cabinet.store.load('administration/audit')).events.at(-1)).toMatchObject({ type: 'SigningReviewed', data: { code: 'SIGN_REFUSED' } });
    await refusal();
    await cabinet.restart();
    expect(await refusal()).toMatchObject({ code: 'SIGN_REFUSED' });
    // The decision: the database that had been lost is found.
    await cabinet.whileStopped(async () => { copies.push(await restore(cabinet.urls.database, aside)); });
    await growBy(cabinet, 5);
    await served(size + 5, 'all');
    expect(await status()).toMatchObject({ refusing: null, unwitnessedSince: null });
  });

  it('also where the witnesses show no checkpoint', async () => {
    near.lie.current = (path, truth) => (path.endsWith('/checkpoint') ? { status: 404, contentType: 'text/plain', body: '' } : truth);
    far.lie.current = near.lie.current;
    const { size } = await restoreOlder();
    expect((await refusal()).because).toContain(`but size ${size} is signed already with another history`);
  });

  it('also when it has signed on without being asked, and the witnesses come back', async () => {
    const { size } = await restoreOlder();
    await refusal();
    // Somebody has taken the policy away, and with it whoever could have known.
    await cabinet.store.pool.query('DELETE FROM public.log_refusal');
    await cabinet.restart({ POLICY_FILE: '' });
    const beyond = await growBy(cabinet, size);
    await eventually(() => readCheckpoint(cabinet.service.url, { ...policyOf('any'), quorum: NO_QUORUM }), ({ checkpoint }) => checkpoint.size >= beyond);
    await cabinet.restart({ POLICY_FILE: join(folder, 'policy.txt') });
    expect((await refusal()).because).toContain(`but size ${size} is signed already with another history`);
    expect(await near.promised(ORIGIN)).toBe(size);
  });

  it('but not when only its memory of what it signed is older than the log: the witnesses remember for it', async () => {
    await start();
    await growTo(cabinet, 20);
    await served(20, 'all');
    const { rows: [before] } = await cabinet.store.pool.query('SELECT size, root, note, note_size FROM log.signed_head');
    const size = await growBy(cabinet, 30);
    await served(size, 'all');
    await asOwner(cabinet, 'UPDATE log.signed_head SET size = $1, root = $2, note = $3, note_size = $4', [before.size, before.root, before.note, before.note_size]);
    const more = await growBy(cabinet, 5);
    await served(more, 'all');
    expect((await status()).refusing).toBeNull();
  });
});
