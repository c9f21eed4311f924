#!/usr/bin/env node
// Committed, because npm links it at the install, before anything is built.
import { existsSync } from 'node:fs';

const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(main)) await import(main.href);
else {
  process.stderr.write('Expected to find libs/cli/dist, but it is not built: npm run build\n');
  process.exitCode = 2;
}
