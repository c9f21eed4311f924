import { readModelLeniently, type ModelReading } from '@lienthong/dmn';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Unusable } from '../procedure/exit-codes.js';
import { readText } from '../procedure/read-file.js';

/** Models by their path, each compiled once as long as no model of its folder changes. */
export type Models = Readonly<{ load: (path: string) => Promise<ModelReading | Unusable> }>;

/** A model is a megabyte at most when compiled; a batch rarely has more in turn. */
const MAX_KEPT = 64;
/** Files that may be imported: what lies in the model's folder and the two levels below. */
const MAX_FILES = 1_000;
const MAX_LEVELS = 2;
/** Of the opening tag with its namespaces. */
const MAX_ROOT_LENGTH = 20_000;

export type File = Readonly<{ path: string; stamp: string }>;
type Text = Readonly<{ stamp: string; xml: string; namespace: string }>;
type Kept = Readonly<{ stamp: string; reading: ModelReading }>;

export function openModels(): Models {
  const kept = new Map<string, Kept>();
  const texts = new Map<string, Text>();
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
  return {
    load: async (path) => {
      const file = await fileAt(path);
      const text = await textOf(file);
      if ('because' in text) return text;
      const others = /<(?:[\w.-]+:)?import[\s>]/.test(text.xml) ? (await modelsIn(dirname(path), MAX_LEVELS)).filter((other) => other.path !== path) : [];
      const stamp = [file, ...others].map((each) => `${each.path}:${each.stamp}`).join('|');
      const before = kept.get(path);
      if (before !== undefined && before.stamp === stamp) return before.reading;
      const byNamespace = new Map<string, string>();
      for (const other of others) {
        const imported = await textOf(other);
        if (!('because' in imported) && !byNamespace.has(imported.namespace)) byNamespace.set(imported.namespace, imported.xml);
      }
      const reading = readModelLeniently(text.xml, (namespace) => byNamespace.get(namespace));
      kept.delete(path);
      if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value ?? '');
      kept.set(path, { stamp, reading });
      return reading;
    },
  };
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
