// Brings a fresh clone to the point where it can run: install, build, web app. Plain Node 20 and nothing else, since
// nothing is installed yet when it runs. Each step is skipped when what it was made from has not changed.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
export const bin = join(root, 'node_modules', '.bin');

/** The environment in which the project's own Node and tools come first. */
export const toolEnv = () => ({ ...process.env, PATH: bin + delimiter + process.env.PATH });

export function prepare({ quiet = false } = {}) {
  const say = (text) => { if (!quiet) process.stderr.write(`${text}\n`); };
  if (!isInstalled()) {
    say('Cài đặt thư viện … / Installing packages …');
    run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  say('Biên dịch … / Building …');
  run(process.execPath, [join(root, 'node_modules/@typescript/native7/bin/tsc'), '-b', 'tsconfig.base.json']);
  const webSources = filesBelow('services/web').filter((file) => !/\/(dist|node_modules)\//.test(file));
  once('services/web/dist/index.html', ['package-lock.json', ...webSources], () => {
    say('Dựng trang web … / Building the web app …');
    run(join(bin, 'node'), [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], join(root, 'services/web'));
  });
}

/** What the program printed says what is wrong; a stack of ours beneath it would only hide that. */
function run(command, args, cwd = root) {
  try {
    execFileSync(command, args, { cwd, env: toolEnv(), stdio: ['ignore', 2, 'inherit'] });
  } catch (error) {
    process.stderr.write(`Expected to run ${[command, ...args].join(' ')}, but it ended with ${error.status ?? error.code ?? error.signal}\n`);
    process.exit(1);
  }
}

/** npm writes down what it has installed, last of all: a tree that somebody installed by hand is as good as one of our own. */
function isInstalled() {
  const note = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(note) || !existsSync(join(bin, 'node'))) return false;
  const [there, wanted] = [note, join(root, 'package-lock.json')].map((file) => JSON.parse(readFileSync(file, 'utf8')).packages);
  return Object.entries(wanted).every(([path, { version, optional }]) => path === '' || (path in there ? there[path].version === version : optional === true));
}

/** Runs `work` unless its product is there and the stamp in node_modules says that it was made from these very files. */
function once(product, files, work) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(join(root, file))).update('\0');
  const digest = hash.digest('hex');
  const stamp = join(root, 'node_modules', '.lienthong', product.replaceAll('/', '-'));
  if (existsSync(join(root, product)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  work();
  mkdirSync(join(root, 'node_modules', '.lienthong'), { recursive: true });
  writeFileSync(stamp, digest);
}

function filesBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name}`).filter((file) => statSync(join(root, file)).isFile()).sort();
}
