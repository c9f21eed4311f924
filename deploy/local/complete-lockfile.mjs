// node deploy/local/complete-lockfile.mjs [--check] [package-lock.json]
// A registry that lacks the packages of other platforms leaves them out of the lockfile, and `npm ci` then refuses it on every machine.
// This puts an inert entry where an optional package is missing; npm skips it wherever the platform is another. Plain Node: runs before an install.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const CPU = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
/** Endings that say processor and C library in one word. */
const SPELLED = { gnu: { libc: 'glibc' }, musl: { libc: 'musl' }, gnueabihf: { cpu: 'arm', libc: 'glibc' }, musleabihf: { cpu: 'arm', libc: 'musl' }, eabi: { cpu: 'arm' }, ppc64le: { cpu: 'ppc64' }, windows: { os: 'win32' } };
/** Packages for one platform whose names do not say so. */
const NAMED_OTHERWISE = { fsevents: { os: ['darwin'] } };

const args = process.argv.slice(2);
const file = args.find((arg) => !arg.startsWith('-')) ?? join(dirname(fileURLToPath(import.meta.url)), '../../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const missing = missingStubs(lock.packages);
const unclear = missing.filter(({ stub }) => stub === undefined);

for (const { path, by } of missing) process.stdout.write(`${path} (of ${by})\n`);
process.stdout.write(`${missing.length} missing\n`);
if (unclear.length > 0) process.stderr.write(`Expected to read the platform off each name, but ${unclear.map(({ path }) => path).join(', ')} does not say it\n`);
else if (missing.length > 0 && !args.includes('--check')) {
  for (const { path, stub } of missing) lock.packages[path] = stub;
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
process.exitCode = unclear.length > 0 || (missing.length > 0 && args.includes('--check')) ? 1 : 0;

/** One entry per optional package that npm would look for and not find. */
function missingStubs(packages) {
  const found = new Map();
  for (const [by, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      if (nearest(packages, by, name) === undefined) found.set(`node_modules/${name}`, { path: `node_modules/${name}`, by, stub: stubFor(name, range) });
    }
  }
  return [...found.values()];
}

/** Where Node would find `name` from the package at `from`: beside it, then one node_modules further out each time. */
function nearest(packages, from, name) {
  for (let at = from; ; at = at.includes('node_modules/') ? at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1)) : '') {
    const path = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (packages[path] !== undefined) return path;
    if (at === '') return undefined;
  }
}

function stubFor(name, range) {
  const platform = NAMED_OTHERWISE[name] ?? platformOf(name);
  return platform && { version: range.replace(/^[~^>=\s]+/, ''), optional: true, ...platform };
}

/** `@rollup/rollup-linux-arm64-musl` is for Linux, arm64 and musl. Undefined where no system is named: an entry for any would be downloaded. */
function platformOf(name) {
  const words = name.split(/[-./@]/);
  const all = (field, known) => [...new Set(words.flatMap((word) => (known.includes(word) ? [word] : SPELLED[word]?.[field] ?? [])))];
  const [os, cpu, libc] = [all('os', OS), all('cpu', CPU), all('libc', [])];
  if (os.length === 0 && cpu[0] !== 'wasm32') return undefined;
  return { ...(os.length > 0 && { os }), ...(cpu.length > 0 && { cpu }), ...(libc.length > 0 && { libc }) };
}
