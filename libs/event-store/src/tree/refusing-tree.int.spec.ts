import { startPostgres } from '@lienthong/testing';
import type { EventStore, LogTree } from '../index.js';
import { appendTo, happened, specLog } from '../spec-log.js';
import type { SpecLog } from '../spec-log.js';
import { caughtUp, treeOver, until } from './spec-tree.js';

let log: SpecLog;
let store: EventStore;
let tree: LogTree;
beforeEach(async () => {
  log = await specLog();
  store = log.open();
  tree = treeOver(store);
  tree.start();
  await store.append(appendTo('obligation/1', 'none', Array.from({ length: 5 }, () => happened())));
  await caughtUp(tree);
});
afterEach(async () => {
  await tree.stop();
  await log.close();
});

/** As the superuser, who can switch off every guard. */
async function tamper(...statements: readonly string[]): Promise<void> {
  const pool = log.pool(Object.assign(new URL(await startPostgres()), { pathname: `/${log.urls.database}` }).toString());
  for (const table of ['log.events', 'log.tiles']) await pool.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
  for (const statement of statements) await pool.query(statement);
}

async function expectRefusal(by: LogTree, code: string, because: string): Promise<void> {
  await until(async () => (await by.status()).refusing !== null);
  expect((await by.status()).refusing).toEqual({ kind: 'refused', code, because });
}

/** The tree stands where it stood, however much the log goes on. */
async function expectStandstill(): Promise<void> {
  await log.open().append(appendTo('obligation/2', 'any', Array.from({ length: 20 }, () => happened())));
  await until(async () => (await tree.status()).behind > 10);
  await new Promise((resolve) => { setTimeout(resolve, 1_500); });
  expect(await tree.size()).toBe(5);
}

describe('a tree over a log that was tampered with', () => {
  it('stands still where the end was cut off, and every replica says so', async () => {
    await tamper('DELETE FROM log.events WHERE log_index >= 3', 'UPDATE log.head SET position = 2');
    for (const each of [tree, treeOver(log.open())]) await expectRefusal(each, 'SIGN_REFUSED', 'Expected to grow the tree of lienthong.test/tax from size 5, but the log has no entry 4 any more');
    await expectStandstill();
    await expectRefusal(tree, 'SIGN_REFUSED', expect.stringMatching(/but entry \d is another one by now$/) as unknown as string);
  });

  it('stands still where the last entry was changed', async () => {
    await tamper(`UPDATE log.events SET actor = 'clock' WHERE log_index = 4`);
    await expectRefusal(tree, 'SIGN_REFUSED', 'Expected to grow the tree of lienthong.test/tax from size 5, but entry 4 is another one by now');
    await tree.stop();
    tree = treeOver(store);
    tree.start();
    await expectStandstill();
  });

  it('stands still where a tile was changed that it was about to widen', async () => {
    await tamper(`UPDATE log.tiles SET hashes = overlay(hashes PLACING '\\x00000000' FROM 1 FOR 4)`);
    await expectStandstill();
    await expectRefusal(tree, 'SIGN_REFUSED', 'Expected to grow tile 0/0 of lienthong.test/tax from 5 hashes, but others are stored there');
  });

  it('takes up no row that is no entry, nor goes over one that is missing', async () => {
    await tamper(`INSERT INTO log.events (log_index, occurred_at, stream_id, stream_version, schema, commitment, stream_category, type, actor)
      SELECT 5, occurred_at, gen_random_uuid(), 1, 1, commitment, stream_category, type, 'Nguyễn Văn A' FROM log.events WHERE log_index = 0`, 'UPDATE log.head SET position = 5');
    await expectRefusal(tree, 'ENTRY_FORM', 'Expected to read entry lienthong.test/tax#5, but its actor is malformed');
    await tree.stop();
    await tamper('DELETE FROM log.events WHERE log_index = 5', 'UPDATE log.head SET position = 7');
    tree = treeOver(store);
    tree.start();
    await expectRefusal(tree, 'ENTRY_FORM', 'Expected to read entry lienthong.test/tax#5, but the log has none and ends at 8');
  });

  it('grows again once the owner has deleted its tiles, to the same root', async () => {
    const root = await tree.root(5);
    await tamper(`UPDATE log.tiles SET hashes = overlay(hashes PLACING '\\x00000000' FROM 1 FOR 4)`);
    await expectStandstill();
    await tree.stop();
    await log.pool(log.urls.ownerUrl).query('DELETE FROM log.tiles');
    tree = treeOver(store);
    tree.start();
    expect(await caughtUp(tree)).toBe(25);
    expect(await tree.root(5)).toEqual(root);
    expect((await tree.status()).refusing).toBeNull();
  });
});
