import { bundlePath, emptyRange, growTree, leafHash, readBundle, readCheckpointText, rootOf, splitNote, TILE_WIDTH } from '@lienthong/transparency-log';

/** What anybody can read of a log at the gateway. */
export type ReadLog = Readonly<{ size: number; root: string; entries: readonly string[] }>;

/** Checkpoint and all entries below it; throws where the entries do not lead to its root. */
export async function readLog(gateway: string, service: string): Promise<ReadLog> {
  const note = await (await fetched(`${gateway}/log/${service}/checkpoint`)).text();
  const split = splitNote(note);
  if (split.kind === 'refused') throw new Error(split.because);
  const read = readCheckpointText(split.text);
  if (read.kind === 'refused') throw new Error(read.because);
  const { size, root } = read.checkpoint;
  const entries: Buffer[] = [];
  for (let index = 0; index * TILE_WIDTH < size; index += 1) {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    const bundle = readBundle(Buffer.from(await (await fetched(`${gateway}/log/${service}/${bundlePath({ index, width })}`)).arrayBuffer()), width);
    if (bundle.kind === 'refused') throw new Error(bundle.because);
    entries.push(...bundle.entries);
  }
  const told = rootAt(entries, size);
  if (told !== root.toString('hex')) throw new Error(`Expected the entries of ${service} to lead to the root of its checkpoint of size ${size}, but they lead to ${told}`);
  return { size, root: told, entries: entries.map((entry) => entry.toString('utf8')) };
}

export function rootAt(entries: readonly (Buffer | string)[], size: number): string {
  return rootOf(growTree(emptyRange, entries.slice(0, size).map((entry) => leafHash(Buffer.from(entry)))).range).toString('hex');
}

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url, { signal: AbortSignal.timeout(15_000) });
  if (!response.ok) throw new Error(`Expected ${url} to answer, but it answered ${response.status}`);
  return response;
}
