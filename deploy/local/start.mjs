// npm start: from a fresh clone to the running platform. What it starts is in src/main.ts.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bin, prepare, root, toolEnv } from './prepare.mjs';

const parent = process.ppid;
// Specs start what is built: they must not change the tree under each other.
if (process.env.LIENTHONG_PREPARED !== 'yes') prepare();
// A process group of its own: Ctrl-C must not reach PostgreSQL before the services have let go of it. The channel tells the
// child when this process is gone.
const child = spawn(join(bin, 'node'), ['--no-warnings', '--max-semi-space-size=4', join(root, 'deploy/local/dist/main.js'), ...process.argv.slice(2)], {
  cwd: root, env: toolEnv(), detached: true, stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
// npm passes SIGINT and SIGTERM on to whom it has started, which is this process, since the script in package.json replaces its shell.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
// Killed, npm passes nothing on: nobody would be left to stop the platform.
if (process.env.npm_lifecycle_event) setInterval(() => { if (process.ppid !== parent) child.kill('SIGTERM'); }, 500).unref();
child.on('exit', (code, signal) => { process.exitCode = signal ? 1 : (code ?? 0); });
