import { readFileSync } from 'node:fs';

/** A file of test vectors that were made with other people's code (Go), as published with the specification. */
export function vectors<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(`../test/vectors/${file}`, import.meta.url), 'utf8')) as T;
}
