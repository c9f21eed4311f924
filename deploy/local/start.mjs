// npm start: from a fresh clone to the running platform. What it starts is in src/main.ts.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bin, prepare, root, toolEnv } from './prepare.mjs';

prepare();
const child = spawn(join(bin, 'node'), ['--no-warnings', join(root, 'deploy/local/dist/main.js'), ...process.argv.slice(2)], { cwd: root, env: toolEnv(), stdio: 'inherit' });
// Ctrl-C reaches the child by the terminal's process group; a signal sent to this process alone is passed on.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => { process.exitCode = signal ? 1 : (code ?? 0); });
