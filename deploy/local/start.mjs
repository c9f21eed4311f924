// npm start: from a fresh clone to the running platform. What it starts is in src/main.ts.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bin, prepare, root, toolEnv } from './prepare.mjs';

prepare();
// A process group of its own: Ctrl-C must not reach PostgreSQL before the services have let go of it. The channel tells the
// child when this process is gone.
const child = spawn(join(bin, 'node'), ['--no-warnings', join(root, 'deploy/local/dist/main.js'), ...process.argv.slice(2)], {
  cwd: root, env: toolEnv(), detached: true, stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
process.on('SIGINT', () => child.kill('SIGINT'));
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => { process.exitCode = signal ? 1 : (code ?? 0); });
