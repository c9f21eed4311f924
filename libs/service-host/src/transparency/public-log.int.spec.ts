import { gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { keyFromSeed, sampleKey, signBytes, signingKeyText, verifyConsistency, type Policy, type SigningKey } from '@lienthong/transparency-log';
import { LogTree } from '@lienthong/event-store';
import type { UnderTest } from '../specs/spec-under-test.js';
import { ADMINISTRATOR, eventually, startHosted } from '../spec-service.js';
import { createService } from '../create-service.js';
import { ServiceConfig } from '../service-config.js';
import { cabinet as definition } from '../spec-cabinet.js';
import type { NoteSigner } from './note-signer.js';
import { growTo } from './spec-growth.js';
import { readCheckpoint, readLog, readNote } from './spec-log-reader.js';

const ORIGIN = 'lienthong.local/audit';
const policyOf = (...keys: readonly SigningKey[]): Policy => ({ logs: keys.map(({ verifier }) => ({ key: verifier, url: null })), witnesses: [], groups: [], quorum: 'none', completeness: [] });
const trusted = policyOf(sampleKey(ORIGIN, 'note'));

const servedSize = async (cabinet: UnderTest): Promise<number> => (await readCheckpoint(cabinet.service.url, trusted)).checkpoint.size;

describe('a log that strangers read', () => {
  let cabinet: UnderTest;
  beforeAll(async () => {
    cabinet = await startHosted();
    await growTo(cabinet, 300);
    await eventually(() => servedSize(cabinet), (size) => size === 300);
  });
  afterAll(async () => { await cabinet.stop(); });

  const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${cabinet.service.url}/log/${path}`, { headers });

  it('is signed and served whole within a second or so, and every byte leads to the root', async () => {
    const { checkpoint, rows, findings } = await readLog(cabinet.service.url, trusted);
    expect([checkpoint.checkpoint.origin, checkpoint.checkpoint.size, rows.length, findings]).toEqual([ORIGIN, 300, 300, []]);
    expect(rows.filter((row) => row?.type === 'FolderOpened').length).toBeGreaterThan(250);
  });

  it('is answered with the headers that the format says', async () => {
    const seen = async (path: string) => {
      const { status, headers } = await ask(path);
      return [status, headers.get('content-type'), headers.get('cache-control'), headers.get('access-control-allow-origin')];
    };
    expect(await seen('checkpoint')).toEqual([200, 'text/plain; charset=utf-8', 'no-cache', '*']);
    expect(await seen('tile/0/000')).toEqual([200, 'application/octet-stream', 'public, max-age=31536000, immutable', '*']);
    expect(await seen('tile/1/000.p/1')).toEqual([200, 'application/octet-stream', 'public, max-age=31536000, immutable', '*']);
    expect(await seen('tile/entries/001.p/44')).toEqual([200, 'application/octet-stream', 'public, max-age=31536000, immutable', '*']);
  });

  it('answers HEAD as GET without the body', async () => {
    for (const path of ['checkpoint', 'tile/0/000', 'tile/entries/000']) {
      const [get, head] = [await ask(path, { 'accept-encoding': 'identity' }), await fetch(`${cabinet.service.url}/log/${path}`, { method: 'HEAD', headers: { 'accept-encoding': 'identity' } })];
      const length = (await get.arrayBuffer()).byteLength;
      expect([head.status, head.headers.get('content-type'), head.headers.get('cache-control'), head.headers.get('content-length'), (await head.arrayBuffer()).byteLength]).toEqual([200, get.headers.get('content-type'), get.headers.get('cache-control'), String(length), 0]);
    }
    expect((await fetch(`${cabinet.service.url}/log/tile/0/009`, { method: 'HEAD' })).status).toBe(404);
  });

  it('gives narrower tiles and bundles as the beginning of wider ones', async () => {
    const bytes = async (path: string) => Buffer.from(await (await ask(path)).arrayBuffer());
    for (const [full, partial] of [['tile/0/000', 'tile/0/000.p/7'], ['tile/0/001.p/44', 'tile/0/001.p/1'], ['tile/entries/000', 'tile/entries/000.p/3']] as const) {
      const [wide, narrow] = [await bytes(full), await bytes(partial)];
      expect(narrow.length).toBeGreaterThan(0);
      expect(wide.subarray(0, narrow.length)).toEqual(narrow);
    }
  });

  it.each(['tile/0/001', 'tile/0/001.p/45', 'tile/0/002.p/1', 'tile/1/000', 'tile/1/000.p/2', 'tile/2/000.p/1', 'tile/63/000.p/1', 'tile/entries/001.p/45', 'tile/entries/009', 'tile/0/x000/000', 'tile/00/000', 'tile/0/000.p/0', 'tile/0/000.p/256',
    'tile/0/%30%30%30', 'tile/0/000/', 'tile/0', 'tile', 'tile/', 'tile/entries/x999/999/999', 'tile/64/000', 'tile/0/../0/000', '', 'other', 'checkpoint/x', 'refusal/x'])('has nothing at %s', async (path) => {
    const [status, headers, body] = await raw(`${cabinet.service.url}/log/${path}`);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([404, 'application/problem+json; charset=utf-8', 'no-store']);
    expect(JSON.parse(body)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('compresses entries for whoever takes gzip, and hashes for nobody', async () => {
    const encoding = async (path: string, accepts: string) => (await raw(`${cabinet.service.url}/log/${path}`, { 'accept-encoding': accepts }))[1]['content-encoding'];
    expect(await Promise.all(['gzip', 'br, gzip;q=0.5', '*'].map((accepts) => encoding('tile/entries/000', accepts)))).toEqual(['gzip', 'gzip', 'gzip']);
    expect(await Promise.all(['', 'br', 'gzip;q=0', 'xgzip'].map((accepts) => encoding('tile/entries/000', accepts)))).toEqual([undefined, undefined, undefined, undefined]);
    expect(await encoding('tile/0/000', 'gzip')).toBeUndefined();
    const [, headers, , packed] = await raw(`${cabinet.service.url}/log/tile/entries/000`, { 'accept-encoding': 'gzip' });
    expect([headers['vary'], gunzipSync(packed).equals(Buffer.from(await (await ask('tile/entries/000', { 'accept-encoding': 'identity' })).arrayBuffer()))]).toEqual(['Accept-Encoding', true]);
  });

  it('says nothing of dossiers, people or payloads', async () => {
    const text = Buffer.from(await (await ask('tile/entries/000')).arrayBuffer()).toString();
    expect(text).not.toMatch(/mẫu|folder\/0-0/);
  });

  it('tells how far it is, and Prometheus too', async () => {
    const { body } = await cabinet.call('GET', '/log/status', { as: null });
    expect(body).toMatchObject({ origin: ORIGIN, size: 300, treeBehind: 0, quorum: 'none', signed: { size: 300 }, served: { size: 300, cosignedAt: null, cosigners: [] }, unwitnessedSince: null, refusing: null, announces: expect.any(Array) });
    const { text } = await cabinet.call('GET', '/metrics', { as: null });
    for (const line of [/^lienthong_tree_size 300$/m, /^lienthong_tree_behind_events 0$/m, /^lienthong_checkpoint_size 300$/m, /^lienthong_unwitnessed_seconds 0$/m, /^lienthong_signing_refused 0$/m]) expect(text).toMatch(line);
  });
});

describe('checkpoints', () => {
  let cabinet: UnderTest;
  afterEach(async () => { await cabinet.stop(); });

  it('are there before the first event of a service, and extend each other across restarts', async () => {
    cabinet = await startHosted();
    await eventually(() => readNote(cabinet.service.url).catch(() => ''), (note) => note !== '');
    let before = (await readCheckpoint(cabinet.service.url, trusted)).checkpoint;
    for (const size of [10, 17, 300]) {
      await growTo(cabinet, size);
      await eventually(() => servedSize(cabinet), (served) => served >= size);
      const after = (await readCheckpoint(cabinet.service.url, trusted)).checkpoint;
      const path = await cabinet.service.app.get(LogTree).consistency(before.size, after.size);
      expect(verifyConsistency({ oldSize: before.size, newSize: after.size, path, oldRoot: before.root, newRoot: after.root })).toBe(true);
      before = after;
      await cabinet.restart();
      expect((await readCheckpoint(cabinet.service.url, trusted)).checkpoint).toEqual(after);
    }
  });

  it('are signed with the new key and the old one while a key is replaced', async () => {
    const [older, newer] = [1, 2].map((fill) => keyFromSeed(ORIGIN, 'note', Buffer.alloc(32, fill))) as [SigningKey, SigningKey];
    cabinet = await startHosted({ environment: { LOG_KEY: signingKeyText(older) } });
    await growTo(cabinet, 20);
    await eventually(() => readCheckpoint(cabinet.service.url, policyOf(older)).catch(() => undefined), (opened) => opened?.checkpoint.size === 20);
    const oldNote = await readNote(cabinet.service.url);
    for (const [keys, opens, refuses] of [[[newer, older], [older, newer], []], [[newer], [newer], [older]]] as const) {
      await cabinet.restart({ LOG_KEY: keys.map(signingKeyText).join('\n') });
      await growTo(cabinet, (await cabinet.store.head()).position + 5);
      await eventually(async () => (await readNote(cabinet.service.url)).split('— ').length - 1, (lines) => lines === keys.length);
      for (const key of opens) expect((await readCheckpoint(cabinet.service.url, policyOf(key))).checkpoint.size).toBeGreaterThanOrEqual(20);
      for (const key of refuses) await expect(readCheckpoint(cabinet.service.url, policyOf(key))).rejects.toThrow('NOTE_UNVERIFIED');
    }
    // History: what the old key signed is a beginning of what the new one signs.
    expect(oldNote).toContain('\n20\n');
    expect((await readLog(cabinet.service.url, policyOf(newer))).findings).toEqual([]);
  });

  it('may be signed by a device that takes its time and fails at first', async () => {
    const key = keyFromSeed(ORIGIN, 'note', Buffer.alloc(32, 3));
    let asked = 0;
    const device: NoteSigner = {
      verifier: key.verifier,
      sign: async (bytes) => {
        asked += 1;
        await new Promise((resolve) => { setTimeout(resolve, 100); });
        if (asked === 1) throw new Error('the device is busy');
        return signBytes(key, bytes);
      },
    };
    cabinet = await startHosted({ overrides: { signers: [device] } });
    await growTo(cabinet, 12);
    const opened = await eventually(() => readCheckpoint(cabinet.service.url, policyOf(key)).catch(() => undefined), (checkpoint) => checkpoint?.checkpoint.size === 12);
    expect([opened?.signers, asked > 1]).toEqual([[`${ORIGIN}+${key.verifier.id}`], true]);
  });

  it('come at most once a second while the log grows', async () => {
    cabinet = await startHosted();
    await eventually(() => readNote(cabinet.service.url).catch(() => ''), (note) => note !== '');
    const signedAt = new Set<string>();
    for (const until = Date.now() + 60_000; signedAt.size < 3 && Date.now() < until;) {
      await growTo(cabinet, (await cabinet.store.head()).position + 3);
      const { rows } = await cabinet.store.pool.query<{ signed_at: Date | null }>('SELECT signed_at FROM log.signed_head');
      if (rows[0]?.signed_at) signedAt.add(rows[0].signed_at.toISOString());
    }
    const times = [...signedAt].map((time) => Date.parse(time)).toSorted((a, b) => a - b);
    expect(times).toHaveLength(3);
    expect(Math.min(...times.slice(1).map((time, at) => time - times[at]!))).toBeGreaterThanOrEqual(950);
  });

  it('come from one replica at a time, are served by all, and go on when that one is gone', async () => {
    cabinet = await startHosted();
    const other = await createService(definition, cabinet.service.app.get(ServiceConfig));
    await growTo(cabinet, 30);
    for (const url of [cabinet.service.url, other.url]) await eventually(() => readCheckpoint(url, trusted).catch(() => undefined), (opened) => opened?.checkpoint.size === 30);
    await cabinet.service.close();
    await other.store.append({ streams: [{ stream: 'folder/last', expected: 0, events: [{ type: 'FolderOpened', data: { code: 'x', title: 'mẫu' } }] }], meta: { actor: { role: 'clock' }, at: '2026-11-25T09:00:00.000+07:00', dossier: null } });
    await eventually(() => readCheckpoint(other.url, trusted), (opened) => opened.checkpoint.size >= 31);
    expect((await readLog(other.url, trusted)).findings).toEqual([]);
    await other.close();
  });

  it('do not need a decision where there is none to take', async () => {
    cabinet = await startHosted();
    expect((await cabinet.call('POST', '/log/refusal/review', { as: ADMINISTRATOR, body: {} })).body).toEqual({ reviewed: null });
    expect((await cabinet.call('POST', '/log/refusal/review', { body: {} })).status).toBe(403);
  });
});

/** As written, with the bytes as they came: fetch would resolve dots and unpack. */
function raw(url: string, headers: Record<string, string> = {}): Promise<[number, NodeJS.Dict<string | string[]>, string, Buffer]> {
  const { origin } = new URL(url);
  return new Promise((resolve, reject) => {
    request(origin, { path: url.slice(origin.length), headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve([answer.statusCode ?? 0, answer.headers, Buffer.concat(chunks).toString(), Buffer.concat(chunks)]));
    }).on('error', reject).end();
  });
}
