import { consistencyPath, MAX_PROOF_BYTES, openCheckpoint, readPolicy, tilePath, tilesForConsistency } from '@lienthong/transparency-log';
import { renderVerification, verificationJson, verifyFile } from '@lienthong/verify';
import type { Verdict, Verification, VerifyOptions } from '@lienthong/verify';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EXIT } from '../command.js';
import type { Command, Surroundings } from '../command.js';

const USAGE = `lienthong verify FILE --policy POLICY [--json]
                 [--older CHECKPOINT [--tiles FOLDER]] [--sealed FILE --salt HEX]

FILE       chứng thực hồ sơ (.lienthong-proof.json), chứng thực một sự kiện (.tlog-proof) hoặc điểm kiểm (checkpoint)
           a dossier's proof, the proof of one event, or a log's checkpoint
POLICY     các khóa mà bạn tin (C2SP tlog-policy); hoặc biến môi trường LIENTHONG_POLICY. Phải nhận bằng đường khác với FILE.
           the keys you believe; or the environment variable LIENTHONG_POLICY. They must reach you by another way than FILE.
--older    một trạng thái cũ hơn của cùng nhật ký: nhật ký có chỉ được ghi thêm không?
           an older checkpoint of the same log: did the log only grow? --tiles: a copy of its /log, for the proof
--sealed   nội dung của sự kiện và --salt: muối của nó
           the content of the event, with --salt: its salt

Mã kết thúc / exit codes
  0 đã xác minh, không còn nghi ngờ          verified, no doubt left
  1 không xác minh được                      not verified
  2 thiếu tham số, không đọc được tệp        wrong arguments, unreadable file or policy
  3 đúng, nhưng chưa xác nhận là đầy đủ      correct, but not attested to be complete
  4 đúng, nhưng không có bên làm chứng       correct, but without a witness
  5 chưa chứng minh được nhật ký chỉ lớn lên not proved that the log only grew
 70 lỗi của chương trình                     a bug`;

const EXIT_CODES = {
  verified: EXIT.verified, refused: EXIT.refused, 'not-attested': EXIT.notAttested, unwitnessed: EXIT.unwitnessed, 'growth-unproven': EXIT.growthUnproven,
} as const satisfies Record<Verdict, number>;

/** A policy has some kilobytes, a tile eight; a proof is the largest thing that is read. */
const MAX_BYTES = MAX_PROOF_BYTES;

/** Something that the caller gave cannot be used; his to mend, and no word on the proof. */
type Unusable = Readonly<{ kind: 'unusable'; because: string }>;

export const verify: Command = {
  summary: { vi: 'xác minh một tệp chứng thực, không cần mạng', en: 'verify a proof file, offline' },
  usage: USAGE,
  run,
};

async function run(args: readonly string[], around: Surroundings): Promise<number> {
  const given = readArguments(args, around.env);
  const verified = given.kind === 'unusable' ? given : await verifyGiven(given, around.now ?? (() => Math.floor(Date.now() / 1_000)));
  if (verified.kind === 'unusable') {
    around.err(`${verified.because}\n\n${USAGE}\n`);
    return EXIT.usage;
  }
  around.out(`${given.kind === 'given' && given.json ? verificationJson(verified) : renderVerification(verified)}\n`);
  return verified.refusal?.code === 'POLICY_FORM' ? EXIT.usage : EXIT_CODES[verified.verdict];
}

type Given = Readonly<{
  kind: 'given'; file: string; policy: string; json: boolean; older: string | undefined; tiles: string | undefined; sealed: string | undefined; salt: string | undefined;
}>;

function readArguments(args: readonly string[], env: Surroundings['env']): Given | Unusable {
  const text = { type: 'string' } as const;
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options: { policy: text, json: { type: 'boolean' }, older: text, tiles: text, sealed: text, salt: text } });
  } catch (error) {
    return unusable(`Expected to read the arguments, but ${(error as Error).message}`);
  }
  const { values: { policy = env['LIENTHONG_POLICY'], json = false, older, tiles, sealed, salt }, positionals: [file, ...more] } = parsed;
  if (file === undefined || more.length > 0) return unusable('Expected one file to verify, but there is none or another argument');
  if (policy === undefined || policy === '') return unusable('Expected --policy or LIENTHONG_POLICY, but there is neither: a proof cannot say itself whose keys to believe');
  if ((sealed === undefined) !== (salt === undefined)) return unusable('Expected --sealed and --salt together, but one is missing');
  if (tiles !== undefined && older === undefined) return unusable('Expected --older with --tiles, but it is missing');
  return { kind: 'given', file, policy, json, older, tiles, sealed, salt };
}

async function verifyGiven({ file, policy, older, tiles, sealed, salt }: Given, now: () => number): Promise<Verification | Unusable> {
  const read: Record<string, Buffer | undefined> = {};
  for (const [name, path] of Object.entries({ file, policy, older, sealed })) {
    if (path === undefined) continue;
    const bytes = await readBounded(path);
    if ('kind' in bytes) return bytes;
    read[name] = bytes;
  }
  const [bytes, policyText] = [read['file'] ?? Buffer.alloc(0), (read['policy'] ?? Buffer.alloc(0)).toString()];
  const options: VerifyOptions = { now: now(), ...(read['older'] === undefined ? {} : { older: read['older'] }) };
  if (read['sealed'] !== undefined) return verifyFile(bytes, policyText, { ...options, opening: { sealed: read['sealed'].toString(), salt: salt ?? null } });
  if (tiles === undefined || read['older'] === undefined) return verifyFile(bytes, policyText, options);
  const path = await pathFromTiles(tiles, bytes, read['older'], policyText);
  if (path.kind === 'unusable') return path;
  return verifyFile(bytes, policyText, path.kind === 'path' ? { ...options, path: path.path } : options);
}

/** The proof between the two checkpoints, from a copy of the log's tiles; none where the checkpoints themselves do not hold. */
async function pathFromTiles(folder: string, newer: Buffer, older: Buffer, policyText: string): Promise<Readonly<{ kind: 'path'; path: readonly Buffer[] }> | Readonly<{ kind: 'none' }> | Unusable> {
  const read = readPolicy(policyText);
  if (read.kind === 'refused') return { kind: 'none' };
  const [before, after] = [openCheckpoint(older, read.policy), openCheckpoint(newer, read.policy)];
  if (before.kind === 'refused' || after.kind === 'refused') return { kind: 'none' };
  const [oldSize, newSize] = [before.checkpoint.size, after.checkpoint.size];
  const tiles = new Map<string, Buffer>();
  for (const at of tilesForConsistency(oldSize, newSize)) {
    const tile = await readBounded(join(folder, tilePath(at)));
    if ('kind' in tile) return tile;
    tiles.set(`${at.level}/${at.index}`, tile);
  }
  return { kind: 'path', path: consistencyPath(oldSize, newSize, (level, index) => tiles.get(`${level}/${index}`) ?? Buffer.alloc(0)) };
}

/** Never more than a proof may have, whatever the file is: a pipe or a device may have no end. */
async function readBounded(path: string): Promise<Buffer | Unusable> {
  try {
    const file = await open(path);
    try {
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of file.createReadStream({ end: MAX_BYTES, autoClose: false })) {
        chunks.push(chunk as Buffer);
        length += (chunk as Buffer).length;
      }
      return length > MAX_BYTES ? unusable(`Expected to read ${path}, but it is larger than ${MAX_BYTES} bytes`) : Buffer.concat(chunks);
    } finally {
      await file.close();
    }
  } catch (error) {
    return unusable(`Expected to read ${path}, but ${(error as Error).message}`);
  }
}

function unusable(because: string): Unusable {
  return { kind: 'unusable', because };
}
