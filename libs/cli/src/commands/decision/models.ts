import { readModelLeniently, type ModelFinding, type ModelReading } from '@lienthong/dmn';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Unusable } from '../procedure/exit-codes.js';
import { readText } from '../procedure/read-file.js';

/** Models by their path, each compiled once as long as no model of its folder changes. */
export type Models = Readonly<{ load: (path: string) => Promise<ModelReading | Unusable> }>;

/** A model is a megabyte at most when compiled; a batch rarely has more in turn. */
const MAX_KEPT = 256;
/** Files that may be imported: what lies in the model's folder and the two levels below. */
const MAX_FILES = 1_000;
const MAX_LEVELS = 2;
/** Of the opening tag with its namespaces. */
const MAX_ROOT_LENGTH = 20_000;

export type File = Readonly<{ path: string; stamp: string }>;
type Text = Readonly<{ stamp: string; xml: string; namespace: string }>;
/** `used` are the files it imports; `isWhole` where all were found, otherwise they are looked for again after a while. */
type Kept = Readonly<{ at: number; stamp: string; used: readonly File[]; isWhole: boolean; reading: ModelReading }>;
type Found = Readonly<{ file: File; xml: string }>;
type Listing = Readonly<{ at: number; files: readonly File[] }>;

/** Many models of one folder are loaded one after the other: what lies in it is not looked at anew for each. */
const LISTING_MS = 1_000;

export function openModels(): Models {
  const kept = new Map<string, Kept>();
  const texts = new Map<string, Text>();
  const listings = new Map<string, Listing>();
  const textOf = async ({ path, stamp }: File): Promise<Text | Unusable> => {
    const before = texts.get(path);
    if (before !== undefined && before.stamp === stamp) return before;
    const xml = await readText(path);
    if (typeof xml !== 'string') return xml;
    if (texts.size >= MAX_FILES) texts.delete(texts.keys().next().value ?? '');
    const text = { stamp, xml, namespace: namespaceOf(xml) };
    texts.set(path, text);
    return text;
  };
  const listed = async (folder: string, isFresh: boolean): Promise<readonly File[]> => {
    const before = listings.get(folder);
    if (!isFresh && before !== undefined && Date.now() - before.at < LISTING_MS) return before.files;
    if (listings.size >= MAX_KEPT) listings.clear();
    const files = await modelsIn(folder, MAX_LEVELS);
    listings.set(folder, { at: Date.now(), files });
    return files;
  };
  const isCurrent = async ({ at, stamp, used, isWhole }: Kept, file: File): Promise<boolean> => {
    if (stamp !== file.stamp || (!isWhole && Date.now() - at > LISTING_MS)) return false;
    for (const each of used) if ((await fileAt(each.path)).stamp !== each.stamp) return false;
    return true;
  };
  return {
    load: async (path) => {
      const file = await fileAt(path);
      const before = kept.get(path);
      if (before !== undefined && (await isCurrent(before, file))) return before.reading;
      const text = await textOf(file);
      if ('because' in text) return text;
      const byNamespace = new Map<string, Found[]>();
      const others = /<(?:[\w.-]+:)?import[\s>]/.test(text.xml) ? await listed(dirname(path), before !== undefined) : [];
      for (const other of others) {
        const imported = other.path === path ? undefined : await textOf(other);
        if (imported !== undefined && !('because' in imported)) byNamespace.set(imported.namespace, [...(byNamespace.get(imported.namespace) ?? []), { file: other, xml: imported.xml }]);
      }
      const used: File[] = [];
      const doubts: ModelFinding[] = [];
      let isWhole = true;
      const read = readModelLeniently(text.xml, (namespace, location) => {
        const candidates = byNamespace.get(namespace) ?? [];
        const found = chosen(candidates, path, location);
        if (found === undefined) isWhole = false;
        else used.push(found.file);
        if (found !== undefined && candidates.length > 1) doubts.push(ambiguous(namespace, found, candidates));
        return found?.xml;
      });
      const reading = read.kind === 'read' && doubts.length > 0 ? { ...read, model: { ...read.model, findings: [...read.model.findings, ...doubts] } } : read;
      kept.delete(path);
      if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value ?? '');
      kept.set(path, { at: Date.now(), stamp: file.stamp, used, isWhole, reading });
      return reading;
    },
  };
}

/** Of several with the namespace: the file that the import names, else the one named most like the model, else the first. */
function chosen(candidates: readonly Found[], model: string, location: string | null): Found | undefined {
  const named = location === null ? undefined : candidates.find(({ file }) => basename(file.path) === basename(location));
  const likeness = ({ file }: Found): number => commonStart(basename(file.path), basename(model));
  return named ?? candidates.toSorted((left, right) => likeness(right) - likeness(left))[0];
}

function commonStart(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return length;
}

function ambiguous(namespace: string, taken: Found, candidates: readonly Found[]): ModelFinding {
  const names = candidates.slice(0, 5).map(({ file }) => file.path).join(', ');
  const text = {
    vi: `Có ${candidates.length} tệp cùng không gian tên ${namespace} (${names}); lấy ${taken.file.path}`,
    en: `There are ${candidates.length} files of the namespace ${namespace} (${names}); ${taken.file.path} is taken`,
  };
  return { element: namespace, rule: 'import-ambiguous', severity: 'warning', text };
}

/** Of the root alone; the reader of DMN says the rest. */
function namespaceOf(xml: string): string {
  const begin = xml.search(/<(?:[\w.-]+:)?definitions\b/);
  const root = begin < 0 ? '' : (/^[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>/.exec(xml.slice(begin, begin + MAX_ROOT_LENGTH))?.[0] ?? '');
  const [, , namespace = ''] = /\snamespace\s*=\s*(["'])(.*?)\1/.exec(root) ?? [];
  return namespace.trim();
}

async function fileAt(path: string): Promise<File> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return { path, stamp: `${mtimeMs}/${size}/${ino}` };
  } catch {
    return { path, stamp: 'absent' }; // reading it says why
  }
}

/** Files of the folder itself come before those below. */
export async function modelsIn(folder: string, levels: number): Promise<readonly File[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sorted = entries.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const files: File[] = [];
  for (const entry of sorted) if (entry.isFile() && /\.dmn$/i.test(entry.name) && files.length < MAX_FILES) files.push(await fileAt(join(folder, entry.name)));
  for (const entry of levels > 0 ? sorted : []) if (entry.isDirectory() && files.length < MAX_FILES) files.push(...(await modelsIn(join(folder, entry.name), levels - 1)));
  return files;
}
