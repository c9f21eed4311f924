import { setTimeout as pause } from 'node:timers/promises';
import { commitment, emptyRange, entry, growTree, HASH_BYTES, leafHash, rootOf, TILE_WIDTH } from '@lienthong/transparency-log';
import type { CompactRange, TileGrowth } from '@lienthong/transparency-log';
import type { EventStore } from '../event-store.js';
import { readHead } from '../log-statements.js';
import { SignedHead } from '../tree/signed-head.js';
import type { SignedState } from '../tree/signed-head.js';
import { readTiles, readTreeSize } from '../tree/tile-rows.js';
import { readAuditedRows, readErased, readErasedAlong, readMisnamed } from './audited-rows.js';
import type { AuditedRow } from './audited-rows.js';
import type { CheckRun } from './finding.js';

/** A day of a small office is looked through at once; a longer log leaves four fifths of a core to those who work. */
const UNHURRIED_FROM = 5_000;
const REST = 4;

/**
 * Every event of a log against its leaf in the tree, its commitment and its neighbours, from the first to the last; then
 * the root of all of them against the one that was signed. At 256 rows a page: one tile, and at most 64 MiB of payload.
 * Answers whether the log is a long one, which is not hurried through.
 */
export async function checkRows(store: EventStore, run: CheckRun): Promise<boolean> {
  const { pool, options: { origin } } = store;
  const [size, signed, head] = [await readTreeSize(pool), await new SignedHead(pool).read(), await readHead(pool)];
  const end = Math.max(head.position + 1, size);
  const walk = new RowWalk(store, run, size, signed);
  for (let from = 0; from < end && !run.stopped.aborted; from += TILE_WIDTH) {
    const begun = performance.now();
    await walk.page(from, await readAuditedRows(pool, origin, from, Math.min(from + TILE_WIDTH, end)), Math.min(from + TILE_WIDTH, end));
    await run.checked(Math.min(from + TILE_WIDTH, end), end);
    if (end > UNHURRIED_FROM) await pause((performance.now() - begun) * REST, undefined, { signal: run.stopped }).catch(() => undefined);
  }
  if (!run.stopped.aborted) {
    walk.finish();
    await checkBeyondHead(store, run);
  }
  return end > UNHURRIED_FROM;
}

class RowWalk {
  #range: CompactRange = emptyRange;
  #lastFact = 0;
  /** Once an event is missing no root can be made any more; each later leaf can still be compared. */
  #whole = true;
  /** Events that do not fit their leaf. Which of the two was changed is known when the root has been made. */
  readonly #unfitting: AuditedRow[] = [];
  #rowsAreAsSigned = false;

  constructor(readonly store: EventStore, readonly run: CheckRun, readonly size: number, readonly signed: SignedState) {}

  /** The rows from `from` to `end`, within one tile of leaves. */
  async page(from: number, rows: readonly AuditedRow[], end: number): Promise<void> {
    const [tile] = await readTiles(this.store.pool, [{ level: 0, index: from / TILE_WIDTH }]);
    const leaves: Buffer[] = [];
    let expected = from;
    for (const row of rows) {
      const { index } = row.entry;
      if (index > expected) this.#missing(expected, index);
      expected = index + 1;
      const leaf = leafHash(entry(row.entry));
      const at = (index % TILE_WIDTH) * HASH_BYTES;
      if (index < this.size && tile?.hashes.subarray(at, at + HASH_BYTES).equals(leaf) !== true) this.#unfitting.push(row);
      this.#countFact(row);
      if (row.salt !== null && row.sealed !== null && !commitment(row.salt, row.sealed).equals(row.commitment)) this.#payloadAltered(row);
      leaves.push(leaf);
    }
    if (expected < end) this.#missing(expected, end);
    await this.#checkErased(rows.filter(({ salt, sealed }) => salt === null || sealed === null));
    await this.#checkNames(rows.filter(({ entry: { dossierVersion } }) => dossierVersion === 1));
    if (this.#whole) await this.#grow(leaves);
  }

  finish(): void {
    for (const row of this.#unfitting) {
      if (this.#rowsAreAsSigned && row.entry.index < this.signed.size) this.#leafAltered(row.entry.index);
      else this.#altered(row);
    }
  }

  async #grow(leaves: readonly Buffer[]): Promise<void> {
    const rest = this.signed.size - this.#range.size;
    if (rest > 0 && rest <= leaves.length) {
      this.#rowsAreAsSigned = rootOf(growTree(this.#range, leaves.slice(0, rest)).range).equals(this.signed.root);
      if (!this.#rowsAreAsSigned) this.#signedOtherwise();
    }
    // Leaves beyond the tree have no tile yet.
    const known = leaves.slice(0, Math.max(0, this.size - this.#range.size));
    const { range, growth } = growTree(this.#range, known);
    this.#range = range;
    await this.#checkAbove(growth.filter(({ level }) => level > 0));
  }

  async #checkAbove(growth: readonly TileGrowth[]): Promise<void> {
    const tiles = new Map((await readTiles(this.store.pool, growth)).map((tile) => [`${tile.level}/${tile.index}`, tile.hashes]));
    for (const { level, index, from, hashes } of growth) {
      const stored = tiles.get(`${level}/${index}`)?.subarray(from * HASH_BYTES, from * HASH_BYTES + hashes.length);
      if (stored?.equals(hashes) === true) continue;
      this.run.report({ kind: 'tiles-altered', index: null, subject: `tile/${level}/${index}`, explanation: {
        vi: `Ô băm ${level}/${index} của cây không khớp với các ô bên dưới nó`, en: `Tile ${level}/${index} of the tree does not fit the tiles below it` } });
    }
  }

  #missing(from: number, to: number): void {
    this.#whole = false;
    this.run.report({ kind: 'event-missing', index: from, subject: `events ${from} to ${to - 1}`, explanation: {
      vi: `Thiếu ${to - from} sự kiện, từ số ${from} đến ${to - 1}: chúng đã được ghi vào nhật ký nhưng không còn ở đó`,
      en: `${to - from} events are missing, ${from} to ${to - 1}: they were in the log and are there no more` } });
  }

  #altered({ entry: { index, type } }: AuditedRow): void {
    this.run.report({ kind: 'entry-altered', index, subject: `event ${index}`, explanation: {
      vi: `Sự kiện số ${index} (nay ghi là ${type}) không còn như lúc được đưa vào cây: loại, thời điểm, người thực hiện, thứ tự hoặc nguyên nhân đã bị sửa`,
      en: `Event ${index} (now given as ${type}) is not what entered the tree: its type, time, actor, order or cause was changed` } });
  }

  #leafAltered(index: number): void {
    this.run.report({ kind: 'tiles-altered', index, subject: `leaf ${index}`, explanation: {
      vi: `Lá số ${index} của cây không khớp với sự kiện của nó, mà sự kiện vẫn dẫn đến gốc đã ký: ô băm đã bị sửa`,
      en: `Leaf ${index} of the tree does not fit its event, though the events lead to the signed root: the tile was changed` } });
  }

  #payloadAltered({ entry: { index, type } }: AuditedRow): void {
    this.run.report({ kind: 'payload-altered', index, subject: `event ${index}`, explanation: {
      vi: `Nội dung của sự kiện số ${index} (${type}) không mở được cam kết đã ghi: nội dung hoặc muối đã bị sửa`,
      en: `The payload of event ${index} (${type}) does not open the commitment in the log: payload or salt was changed` } });
  }

  #countFact({ entry: { index }, factNumber }: AuditedRow): void {
    if (factNumber === null) return;
    if (factNumber !== this.#lastFact + 1 && this.#whole) {
      this.run.report({ kind: 'fact-number-wrong', index, subject: `event ${index}`, explanation: {
        vi: `Sự kiện số ${index} mang số công bố ${factNumber}, nhưng số tiếp theo phải là ${this.#lastFact + 1}`,
        en: `Event ${index} has fact number ${factNumber}, but the next one is ${this.#lastFact + 1}` } });
    }
    this.#lastFact = factNumber;
  }

  #signedOtherwise(): void {
    this.run.report({ kind: 'signed-root-differs', index: null, subject: `size ${this.signed.size}`, explanation: {
      vi: `Các sự kiện trước số ${this.signed.size} không dẫn đến gốc cây đã ký: lịch sử hoặc gốc đã ký bị viết lại`,
      en: `The events before ${this.signed.size} do not lead to the root that was signed: the history or the signed root was rewritten` } });
  }

  /** By the first event of each dossier: its code and salt must lead to the reference that all its entries bear. */
  async #checkNames(rows: readonly AuditedRow[]): Promise<void> {
    if (rows.length === 0) return;
    const misnamed = await readMisnamed(this.store.pool, rows.flatMap(({ entry: { dossier } }) => dossier ?? []));
    for (const { entry: { index, dossier } } of rows) {
      if (dossier === null || !misnamed.has(dossier)) continue;
      this.run.report({ kind: 'payload-altered', index, subject: `dossier ${dossier}`, explanation: {
        vi: `Mã hồ sơ của các sự kiện bắt đầu từ số ${index} không mở được mã tham chiếu đã ghi: mã hồ sơ hoặc muối của nó đã bị sửa`,
        en: `The code of the dossier that begins with event ${index} does not lead to the reference in the log: code or its salt was changed` } });
    }
  }

  /** Nothing is missing from a dossier that was destroyed on order. */
  async #checkErased(rows: readonly AuditedRow[]): Promise<void> {
    if (rows.length === 0) return;
    const erased = await readErased(this.store.pool, [...new Set(rows.flatMap(({ entry: { dossier } }) => dossier ?? []))]);
    const along = await readErasedAlong(this.store.pool, rows.map(({ entry: { index } }) => index));
    for (const { entry: { index, type, dossier } } of rows) {
      if ((dossier !== null && erased.has(dossier)) || along.has(index)) continue;
      this.run.report({ kind: 'payload-missing', index, subject: `event ${index}`, explanation: {
        vi: `Nội dung của sự kiện số ${index} (${type}) không còn, mà không có quyết định tiêu hủy nào cho hồ sơ của nó`,
        en: `The payload of event ${index} (${type}) is gone, though no destruction of its dossier was ordered` } });
    }
  }
}

/** Head and events change together, so an event beyond the head was put there by somebody else. */
async function checkBeyondHead({ pool }: EventStore, run: CheckRun): Promise<void> {
  const { rows } = await pool.query<{ log_index: string }>('SELECT log_index FROM log.events WHERE log_index > (SELECT position FROM log.head) ORDER BY log_index LIMIT 1');
  const [row] = rows;
  if (row === undefined) return;
  run.report({ kind: 'event-added', index: Number(row.log_index), subject: `event ${row.log_index}`, explanation: {
    vi: `Có sự kiện số ${row.log_index} nằm sau sự kiện cuối cùng của nhật ký: nó không do dịch vụ ghi`,
    en: `There is an event ${row.log_index} after the last one of the log: the service did not write it` } });
}
