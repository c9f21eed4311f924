// npm run demo | bench, npm test: the same preparation, then one of the project's own programs.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bin, prepare, root, toolEnv } from './prepare.mjs';

const PROGRAMS = {
  demo: ['test/dist/journeys/demo.js'],
  bench: ['test/dist/bench/main.js'],
  test: ['test/run-tests.mjs'],
};

const [name, ...args] = process.argv.slice(2);
if (!Object.hasOwn(PROGRAMS, name)) {
  process.stderr.write(`Expected one of ${Object.keys(PROGRAMS).join(', ')}, but got ${name}\n`);
  process.exit(2);
}
prepare();
const child = spawn(join(bin, 'node'), ['--no-warnings', ...PROGRAMS[name].map((file) => join(root, file)), ...args], { cwd: root, env: toolEnv(), stdio: 'inherit' });
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => { process.exitCode = signal ? 1 : (code ?? 0); });
