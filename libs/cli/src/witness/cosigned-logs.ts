import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { readCheckpointText, splitNote, type Checkpoint } from '@lienthong/transparency-log';

/** What was promised about a log: no cosignature that contradicts it will ever be made. */
export type Promised = Readonly<{ checkpoint: Checkpoint; note: string }>;

/** Evidence is for people; a log that forks a thousand times has been found out by then. */
const MOST_EVIDENCE = 100;

/**
 * The memory of a witness: a folder with one folder for each log, named by the SHA-256 of its origin. `promised` is the log's note that was last
 * accepted, written and synced before a cosignature is made; `checkpoint` is the newest note with it. Losing the folder means that the witness
 * must never sign with its key again.
 */
export class CosignedLogs {
  constructor(private readonly folder: string) {}

  /** Undefined for a log that was never cosigned. Throws when the record cannot be understood: then nothing may be signed. */
  async findPromised(origin: string): Promise<Promised | undefined> {
    const note = await readOrNothing(this.#path(origin, 'promised'));
    if (note === undefined) return undefined;
    const split = splitNote(note);
    const read = split.kind === 'refused' ? split : readCheckpointText(split.text);
    if (read.kind === 'refused') throw new Error(`Expected to read what was promised about ${origin}, but ${read.because}`);
    return { checkpoint: read.checkpoint, note };
  }

  /** Durable when it resolves. The caller has compared with what was promised before, and lets nobody in between. */
  async promise(origin: string, note: string): Promise<void> {
    await mkdir(this.#path(origin), { recursive: true });
    await replace(this.#path(origin), 'promised', note);
  }

  /** For whoever asks what was cosigned last; a crash may leave an older one, which is as true as ever. */
  async show(origin: string, cosignedNote: string): Promise<void> {
    await replace(this.#path(origin), 'checkpoint', cosignedNote);
  }

  /** `hash`: hex SHA-256 of an origin. */
  findShown(hash: string): Promise<string | undefined> {
    return readOrNothing(join(this.folder, hash, 'checkpoint'));
  }

  /** Keeps a note that contradicts what was promised, beside what it contradicts: together they prove that the log forked. */
  async keepEvidence(origin: string, notes: readonly string[]): Promise<void> {
    const folder = this.#path(origin, 'evidence');
    await mkdir(folder, { recursive: true });
    const kept = await readdir(folder);
    for (const note of notes) {
      const name = `${sha256(note)}.note`;
      if (!kept.includes(name) && kept.length < MOST_EVIDENCE) await replace(folder, name, note);
    }
  }

  #path(origin: string, ...rest: readonly string[]): string {
    return join(this.folder, sha256(origin), ...rest);
  }
}

/** Whole or not at all, also when the machine loses power: the new file and then the folder that names it are synced. */
async function replace(folder: string, name: string, text: string): Promise<void> {
  const draft = join(folder, `${name}.new`);
  await synced(draft, 'w', (file) => file.writeFile(text));
  await rename(draft, join(folder, name));
  await synced(folder, 'r', async () => {});
}

async function synced(path: string, flags: string, write: (file: Awaited<ReturnType<typeof open>>) => Promise<void>): Promise<void> {
  const file = await open(path, flags);
  try {
    await write(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function readOrNothing(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
