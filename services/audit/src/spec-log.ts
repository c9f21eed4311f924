import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  checkpointText, commitment, emptyRange, entry, growTree, leafHash, readEntry, readTilePath, rootOf, signNote, tilesOfSize, writeBundle, type EntryRow, type SigningKey,
} from '@lienthong/transparency-log';

/** An event that the spec lets the log have; the rest of its entry is made up, with dense versions. */
export type SpecEvent = Readonly<{ type: string; dossier?: string; cause?: string; sealed?: string }>;
export type SpecLog = Readonly<{
  url: string;
  add(...events: readonly SpecEvent[]): void;
  /** Signs what it has now, and serves it. */
  sign(): void;
  /** What it shows from now on in the place of an entry; the tree stays what it was. Undefined: no longer there. */
  show(index: number, bytes: Buffer | undefined): void;
  showAgain(index: number): void;
  /** Another history from an index on, with a tree and a signature of its own. */
  rewrite(from: number, size: number): void;
  /** Its newest entries become these, before they are signed. */
  replaceLast(bytes: readonly Buffer[]): void;
  length(): number;
  row(index: number): EntryRow;
  opening(index: number): Readonly<{ sealed: string; salt: string }>;
  /** What its status says from now on. */
  say(status: Readonly<{ announces?: readonly string[]; refusing?: Readonly<{ code: string; because: string }> | null }>): void;
  stop(): Promise<void>;
}>;

type Made = Readonly<{ bytes: Buffer; sealed: string; salt: Buffer }>;

/** Stands in for a service's log as strangers read it: whole in memory, so that a spec can do with it what nobody should. */
export async function startSpecLog(key: SigningKey): Promise<SpecLog> {
  const origin = key.verifier.name;
  let entries: Made[] = [];
  let shown = new Map<number, Buffer | undefined>();
  let said: object = { announces: [], refusing: null };
  let served: Readonly<{ note: string; size: number; hashes: readonly Buffer[] }> | undefined;

  const make = ({ type, dossier, cause, sealed = `{"actorId":null,"data":{}}` }: SpecEvent): Made => {
    const salt = randomBytes(32);
    const before = entries.map(({ bytes }) => rowOf(bytes));
    const dossierVersion = dossier === undefined ? null : before.filter((row) => row.dossier === dossier).length + 1;
    const row: EntryRow = {
      actor: 'officer@H56.17', at: '2026-11-25T01:02:03.004Z', cause: cause ?? null, commitment: commitment(salt, sealed).toString('hex'), dossier: dossier ?? null, dossierVersion,
      index: entries.length, log: origin, schema: 1, stream: 'thing/0123456789abcdef0123456789abcdef', type, version: entries.length + 1,
    };
    return { bytes: entry(row), sealed, salt };
  };

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const path = (request.url ?? '').slice(1);
    const send = (status: number, body: Buffer | string): void => void response.writeHead(status, { connection: 'close' }).end(body);
    if (path === 'checkpoint') return served === undefined ? send(404, '') : send(200, served.note);
    if (path === 'status') return send(200, JSON.stringify({ origin, size: entries.length, served: { size: served?.size ?? 0 }, unwitnessedSince: null, ...said }));
    const read = readTilePath(path);
    if (read.kind === 'refused' || served === undefined) return send(404, '');
    const { level, index, width } = read.at;
    if (read.kind === 'tile') {
      const nodes = nodesAt(level, served.hashes).slice(index * 256, index * 256 + width);
      return nodes.length === width ? send(200, Buffer.concat(nodes)) : send(404, '');
    }
    const bundle = entries.slice(0, served.size).map(({ bytes }, at) => (shown.has(at) ? shown.get(at) : bytes)).slice(index * 256, index * 256 + width);
    return bundle.length === width && bundle.every((bytes) => bytes !== undefined) ? send(200, writeBundle(bundle)) : send(404, '');
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });

  const sign = (): void => {
    const hashes = entries.map(({ bytes }) => leafHash(bytes));
    const { range } = growTree(emptyRange, hashes);
    served = { size: entries.length, hashes, note: signNote(checkpointText({ origin, size: entries.length, root: rootOf(range) }), [key]) };
  };
  const log: SpecLog = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sign,
    say: (status) => { said = { ...said, ...status }; },
    add: (...events) => { for (const event of events) entries = [...entries, make(event)]; },
    show: (index, bytes) => { shown = new Map([...shown, [index, bytes]]); },
    showAgain: (index) => { shown = new Map([...shown].filter(([at]) => at !== index)); },
    rewrite: (from, size) => {
      entries = entries.slice(0, from);
      while (entries.length < size) entries = [...entries, make({ type: 'Rewritten' })];
      sign();
    },
    replaceLast: (bytes) => { entries = [...entries.slice(0, -bytes.length), ...entries.slice(-bytes.length).map((made, at) => ({ ...made, bytes: bytes[at]! }))]; },
    length: () => entries.length,
    row: (index) => rowOf(entries[index]!.bytes),
    opening: (index) => ({ sealed: entries[index]!.sealed, salt: entries[index]!.salt.toString('hex') }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
  return log;
}

function rowOf(bytes: Buffer): EntryRow {
  const read = readEntry(bytes);
  if (read.kind === 'refused') throw new Error(`Expected to read an entry of the spec, but ${read.because}`);
  return read.row;
}

/** Finished nodes of a tile level, told from the leaves in the plainest way. */
function nodesAt(level: number, leaves: readonly Buffer[]): readonly Buffer[] {
  if (level === 0) return leaves;
  const { growth } = growTree(emptyRange, leaves);
  const tiles = growth.filter((tile) => tile.level === level).toSorted((a, b) => a.index - b.index);
  const expected = tilesOfSize(leaves.length).filter((at) => at.level === level).reduce((sum, { width }) => sum + width, 0);
  const bytes = Buffer.concat(tiles.map(({ hashes }) => hashes));
  return Array.from({ length: expected }, (_, at) => bytes.subarray(at * 32, (at + 1) * 32));
}
