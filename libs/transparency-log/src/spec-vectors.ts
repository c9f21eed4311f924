import { readFileSync } from 'node:fs';

/** A file of test vectors that were made with other people's code (Go), as published with the specification. */
export function vectors(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../test/vectors/${file}`, import.meta.url), 'utf8'));
}
