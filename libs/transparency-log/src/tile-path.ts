import type { Refusal } from './refusal.js';
import { refusals } from './refusal.js';
import type { TileAt } from './tiles.js';
import { TILE_WIDTH } from './tree.js';

/** A bundle of entries has the index and width of the tile of its leaves, so level 0. */
export type ReadPath = Readonly<{ kind: 'tile' | 'bundle'; at: TileAt }> | Refusal;

/** Path below the log's address, without a slash at its beginning. */
export function tilePath({ level, index, width }: TileAt): string {
  return `tile/${level}/${grouped(index)}${partial(width)}`;
}

export function bundlePath({ index, width }: Readonly<{ index: number; width: number }>): string {
  return `tile/entries/${grouped(index)}${partial(width)}`;
}

/** 1234067 is x001/x234/067: no folder of a static copy has more than a thousand names. */
function grouped(index: number): string {
  const digits = String(index);
  const whole = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  return whole.replace(/\d{3}(?=\d)/g, 'x$&/');
}

function partial(width: number): string {
  return width === TILE_WIDTH ? '' : `.p/${width}`;
}

/** No tile of a tree of 2^53 leaves has a longer one. */
const MAX_CHARACTERS = 48;
const PATH = /^tile\/(0|[1-9]\d?|entries)\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;
const MAX_LEVEL = 63;

/** There is one path for each tile: whatever would be written in another way is refused. */
export function readTilePath(path: string): ReadPath {
  const [, level = '', groups = '', partialWidth] = (path.length <= MAX_CHARACTERS ? PATH.exec(path) : null) ?? [];
  const kind = level === 'entries' ? 'bundle' : 'tile';
  const at = {
    level: kind === 'bundle' ? 0 : Number(level), index: Number(groups.replaceAll(/[x/]/g, '')), width: partialWidth === undefined ? TILE_WIDTH : Number(partialWidth),
  };
  if (level === '' || at.level > MAX_LEVEL || !Number.isSafeInteger(at.index)) return malformed(path);
  if (partialWidth !== undefined && at.width >= TILE_WIDTH) return malformed(path);
  return (kind === 'tile' ? tilePath(at) : bundlePath(at)) === path ? { kind, at } : malformed(path);
}

function malformed(path: string): Refusal {
  return refusals.pathForm(shown(path), 'it is not the path of a tile or bundle');
}

/** What a stranger sent is repeated in part only, and on one line. */
function shown(path: string): string {
  return JSON.stringify(path.length <= MAX_CHARACTERS ? path : `${path.slice(0, MAX_CHARACTERS)}…`);
}
