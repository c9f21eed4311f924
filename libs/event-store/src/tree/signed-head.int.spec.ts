import { randomBytes } from 'node:crypto';
import { emptyRoot } from '@lienthong/transparency-log';
import { SignedHead } from '../index.js';
import { specLog } from '../spec-log.js';
import type { SpecLog } from '../spec-log.js';

let log: SpecLog;
let signed: SignedHead;
beforeEach(async () => {
  log = await specLog();
  signed = new SignedHead(log.pool());
});
afterEach(() => log.close());

const EMPTY = { size: 0, root: emptyRoot };
const DENIED = { code: '42501' };

describe('the signed head', () => {
  it('begins with the empty tree, unsigned', async () => {
    expect(await signed.read()).toEqual({ ...EMPTY, signedAt: null, note: null, noteSize: 0, publishedAt: null, unwitnessedSince: null });
  });

  it('lets one of many replicas advance from one size, whatever they would sign', async () => {
    const heads = Array.from({ length: 8 }, (_, n) => ({ size: 10 + (n % 3), root: randomBytes(32) }));
    const replicas = heads.map(() => new SignedHead(log.pool()));
    for (let [round, from] = [0, EMPTY]; round < 20; round += 1) {
      const tos = heads.map(({ size }) => ({ size: from.size + size, root: randomBytes(32) }));
      const advanced = await Promise.all(replicas.map((replica, n) => replica.advance(from, tos[n]!)));
      expect(advanced.filter(Boolean)).toHaveLength(1);
      const to = tos[advanced.indexOf(true)]!;
      expect(await signed.read()).toMatchObject(to);
      from = to;
    }
  });

  it('does not advance from another root, to the same size or to a smaller one', async () => {
    const at = { size: 5, root: randomBytes(32) };
    expect(await signed.advance(EMPTY, at)).toBe(true);
    expect(await signed.advance({ size: 5, root: randomBytes(32) }, { size: 6, root: randomBytes(32) })).toBe(false);
    expect(await signed.advance(at, at)).toBe(false);
    expect(await signed.advance(at, { size: 4, root: randomBytes(32) })).toBe(false);
    expect(await signed.read()).toMatchObject(at);
  });

  it('keeps the newest checkpoint that met the policy, and says since when there is none for what was signed', async () => {
    const [first, second] = [{ size: 5, root: randomBytes(32) }, { size: 9, root: randomBytes(32) }];
    await signed.advance(EMPTY, first);
    const { unwitnessedSince, signedAt } = await signed.read();
    expect(unwitnessedSince).toBe(signedAt);
    await signed.publish(5, 'note of 5');
    expect(await signed.read()).toMatchObject({ ...first, note: 'note of 5', noteSize: 5, unwitnessedSince: null });
    await signed.advance(first, second);
    expect(await signed.read()).toMatchObject({ ...second, note: 'note of 5', noteSize: 5, unwitnessedSince: expect.any(String) as unknown });
    await signed.publish(9, 'note of 9');
    await signed.publish(9, 'note of 9 with more cosignatures');
    await signed.publish(5, 'note of 5, late');
    expect(await signed.read()).toMatchObject({ note: 'note of 9 with more cosignatures', noteSize: 9, unwitnessedSince: null });
    await expect(signed.publish(10, 'note of 10')).rejects.toThrow('Expected to publish a checkpoint of size 10, but only size 9 is stored as signed');
  });

  it('never goes back, but by the owner', async () => {
    await signed.advance(EMPTY, { size: 9, root: randomBytes(32) });
    await signed.publish(9, 'note of 9');
    const service = log.pool();
    for (const change of [`size = 8, note_size = 8`, `root = decode(repeat('ab', 32), 'hex')`, 'note_size = 0', `size = 0, note_size = 0`]) {
      await expect(service.query(`UPDATE log.signed_head SET ${change}`)).rejects.toMatchObject({ ...DENIED, message: expect.stringContaining('Expected the signed head only to grow') as unknown });
    }
    await expect(service.query('DELETE FROM log.signed_head')).rejects.toMatchObject(DENIED);
    await log.pool(log.urls.ownerUrl).query('UPDATE log.signed_head SET size = 8, note_size = 8');
    expect((await signed.read()).size).toBe(8);
  });
});

describe('a tile', () => {
  const tile = (hashes: number): Buffer => Buffer.alloc(hashes * 32, 7);

  it('only grows, whoever asks', async () => {
    const [service, owner] = [log.pool(), log.pool(log.urls.ownerUrl)];
    await service.query('INSERT INTO log.tiles VALUES (0, 0, $1)', [tile(2)]);
    await service.query('UPDATE log.tiles SET hashes = $1', [tile(3)]);
    for (const each of [service, owner]) {
      for (const other of [tile(2), Buffer.alloc(96, 8), Buffer.concat([Buffer.alloc(32, 8), tile(3)])]) {
        await expect(each.query('UPDATE log.tiles SET hashes = $1', [other])).rejects.toMatchObject({ ...DENIED, message: expect.stringContaining('Expected tile 0/0 only to grow') as unknown });
      }
    }
    for (const change of ['UPDATE log.tiles SET level = 1', 'DELETE FROM log.tiles', 'TRUNCATE log.tiles']) await expect(service.query(change)).rejects.toMatchObject(DENIED);
    await expect(owner.query('UPDATE log.tiles SET level = 1')).rejects.toMatchObject(DENIED);
  });

  it('has 1 to 256 whole hashes', async () => {
    for (const hashes of [Buffer.alloc(0), Buffer.alloc(33), tile(257)]) {
      await expect(log.query('INSERT INTO log.tiles VALUES (0, 1, $1)', [hashes])).rejects.toMatchObject({ code: '23514' });
    }
    await log.query('INSERT INTO log.tiles VALUES (0, 1, $1)', [tile(256)]);
  });
});
