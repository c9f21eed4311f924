import { posix } from 'node:path';
import type { Files } from './compose-files.js';

const IMPORT = /(?:from|import\()\s*'(\.[^']+)\.js'/g;
/** More than any program here has. */
const MOST_FILES = 400;

/** A program's source with everything of its own workspace that it imports, at once or when it is needed; undefined where it is not there. */
export function programText(files: Files, path: string): string | undefined {
  if (files(path) === undefined) return undefined;
  const seen = new Set<string>();
  const waiting = [path];
  const texts: string[] = [];
  for (let next = waiting.pop(); next !== undefined && seen.size < MOST_FILES; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const text = files(next) ?? '';
    texts.push(text);
    for (const [, to] of text.matchAll(IMPORT)) waiting.push(`${posix.join(posix.dirname(next), to!)}.ts`);
  }
  return texts.join('\n');
}
