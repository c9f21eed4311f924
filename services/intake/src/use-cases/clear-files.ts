import type { ExecutedErasure } from '@lienthong/event-store';
import type { DossierPorts } from './dossier-ports.js';
import type { FileVault } from './file-vault.js';

const FILE = 'file/';

/** Whether a dossier that stays has this file, once the list of dossiers shows all that has happened. */
export type IsInUse = (hash: string) => Promise<boolean>;

/** Deletes the files that went with a dossier. One that somebody has uploaded again since, or attached meanwhile, is theirs and stays. */
export async function clearFiles({ files }: Pick<DossierPorts, 'files'>, vault: FileVault, isInUse: IsInUse, { streams }: Pick<ExecutedErasure, 'streams'>): Promise<Readonly<{ files: number }>> {
  let deleted = 0;
  for (const stream of streams) {
    const hash = stream.slice(FILE.length);
    if (!stream.startsWith(FILE) || await isInUse(hash)) continue;
    if ((await files.state(hash)).state.mediaType !== null) continue;
    if (await vault.discard(hash)) deleted += 1;
  }
  return { files: deleted };
}
