import { bundlePath, emptyRange, openCheckpoint, readBundle, readTile, rootOf, startWalk, tilePath, tilesOfSize, walkBundle, type EntryRow, type OpenedCheckpoint, type Policy } from '@lienthong/transparency-log';

/** What a stranger gets of a log, over HTTP and nothing else. */
export type ReadLog = Readonly<{ checkpoint: OpenedCheckpoint; rows: readonly (EntryRow | null)[]; findings: readonly string[] }>;

export async function readNote(url: string): Promise<string> {
  const answer = await fetch(`${url}/log/checkpoint`);
  if (!answer.ok) throw new Error(`Expected a checkpoint at ${url}, but the answer is ${answer.status}`);
  return answer.text();
}

/** Opens the newest checkpoint with the policy. */
export async function readCheckpoint(url: string, policy: Policy): Promise<OpenedCheckpoint> {
  const opened = openCheckpoint(await readNote(url), policy, { now: Math.floor(Date.now() / 1_000) });
  if (opened.kind === 'refused') throw new Error(`${opened.code}: ${opened.because}`);
  return opened;
}

/** Reads all tiles and entries of the newest checkpoint and compares them (transparency-log.md §9 C). */
export async function readLog(url: string, policy: Policy): Promise<ReadLog> {
  const checkpoint = await readCheckpoint(url, policy);
  const { origin, size, root } = checkpoint.checkpoint;
  const findings: string[] = [];
  const rows: (EntryRow | null)[] = [];
  const tiles = new Map<string, Buffer>();
  for (const at of tilesOfSize(size)) {
    const read = readTile(await bytesAt(`${url}/log/${tilePath(at)}`), at);
    if (read.kind === 'refused') throw new Error(read.because);
    tiles.set(`${at.level}/${at.index}`, read.hashes);
  }
  let walk = startWalk({ origin, range: emptyRange });
  for (let index = 0; index * 256 < size; index += 1) {
    const width = Math.min(256, size - index * 256);
    const read = readBundle(await bytesAt(`${url}/log/${bundlePath({ index, width })}`), width, index);
    if (read.kind === 'refused') throw new Error(read.because);
    const walked = walkBundle(walk, index * 256, read.entries);
    for (const { level, index: tile, from, hashes } of walked.growth) {
      const stored = tiles.get(`${level}/${tile}`)?.subarray(from * 32, from * 32 + hashes.length);
      if (stored?.equals(hashes) !== true) findings.push(`tile ${level}/${tile} is not what its entries hash to`);
    }
    findings.push(...walked.findings.map(({ because }) => because));
    rows.push(...walked.rows);
    walk = walked.walk;
  }
  if (!rootOf(walk.range).equals(root)) findings.push('the entries lead to another root');
  return { checkpoint, rows, findings };
}

async function bytesAt(url: string): Promise<Buffer> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`Expected a tile at ${url}, but the answer is ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}
