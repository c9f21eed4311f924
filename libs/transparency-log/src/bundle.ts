import type { Refusal } from './refusal.js';
import { refusals } from './refusal.js';
import { bundlePath, tilePath } from './tile-path.js';
import type { TileAt } from './tiles.js';
import { HASH_BYTES } from './tree.js';

const LENGTH_BYTES = 2;

/** Entries of one tile, at most 256 of at most 4,096 bytes, each behind its length. */
export function writeBundle(entries: readonly Uint8Array[]): Buffer {
  const bundle = Buffer.allocUnsafe(entries.reduce((bytes, entry) => bytes + LENGTH_BYTES + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    at = bundle.writeUInt16BE(entry.length, at);
    bundle.set(entry, at);
    at += entry.length;
  }
  return bundle;
}

export type ReadBundle = Readonly<{ kind: 'entries'; entries: readonly Buffer[] }> | Refusal;

/** Exactly `width` entries and nothing after them. They are views of the bundle's bytes; `index` is for the refusal's text. */
export function readBundle(bundle: Uint8Array, width: number, index = 0): ReadBundle {
  const bytes = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.length);
  const entries: Buffer[] = [];
  let at = 0;
  while (entries.length < width) {
    if (at === bytes.length) return malformed(`it has ${entries.length} entries of ${width}`);
    if (at + LENGTH_BYTES > bytes.length) return malformed('it ends inside a length');
    const end = at + LENGTH_BYTES + bytes.readUInt16BE(at);
    if (end > bytes.length) return malformed('it ends inside an entry');
    entries.push(bytes.subarray(at + LENGTH_BYTES, end));
    at = end;
  }
  return at === bytes.length ? { kind: 'entries', entries } : malformed(`${bytes.length - at} bytes follow its last entry`);

  function malformed(because: string): Refusal {
    return refusals.tileForm(bundlePath({ index, width }), because);
  }
}

export type ReadTile = Readonly<{ kind: 'tile'; hashes: Buffer }> | Refusal;

/** Exactly `width` hashes, as a view of the bytes. */
export function readTile(tile: Uint8Array, at: TileAt): ReadTile {
  const expected = at.width * HASH_BYTES;
  if (tile.length !== expected) return refusals.tileForm(tilePath(at), `it has ${tile.length} bytes of ${expected}`);
  return { kind: 'tile', hashes: Buffer.from(tile.buffer, tile.byteOffset, tile.length) };
}
