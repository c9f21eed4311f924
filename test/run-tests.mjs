// npm test: everything, on real PostgreSQL, Kafka and Chromium. Ends with the line "N passed, N failed".
// `npm test -- tax` runs the specs whose path contains "tax".
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findOrInstallChromium } from './chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
// The light runner has no time-out per test: a test that never settles would hang the run for ever.
const LONGEST_RUN_MS = 40 * 60_000;

// End-to-end specs start whole platforms and want both cores; the others share them.
const PHASES = [
  { name: 'specs', args: ['--maxWorkers=2', '--testPathIgnorePatterns', '/node_modules/', '\\.e2e\\.spec\\.js$'] },
  { name: 'end-to-end specs', args: ['--maxWorkers=1', '--testMatch', '**/dist/**/*.e2e.spec.js'] },
];

const folder = mkdtempSync(join(tmpdir(), 'lienthong-test-'));
process.env.LIENTHONG_CHROMIUM = findOrInstallChromium();
const total = { passed: 0, failed: 0 };
for (const [index, phase] of PHASES.entries()) {
  const report = join(folder, `${index}.json`);
  const code = await run([join(root, 'node_modules/jest/bin/jest.js'), '-c', join(root, 'test/jest.config.mjs'), ...phase.args, '--passWithNoTests', '--json', '--outputFile', report, '--', ...process.argv.slice(2)]);
  const { passed, failed } = counted(report);
  // A run that broke before or beside its tests has failed even where no test says so.
  total.failed += failed === 0 && code !== 0 ? 1 : failed;
  total.passed += passed;
  process.stderr.write(`${phase.name}: ${passed} passed, ${failed} failed${code === 0 ? '' : `, exit ${code}`}\n`);
}
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--no-warnings', '--enable-source-maps', ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    const timer = setTimeout(() => { process.stderr.write(`Expected the tests to end within ${LONGEST_RUN_MS / 60_000} minutes, but they did not\n`); child.kill('SIGKILL'); }, LONGEST_RUN_MS);
    child.on('exit', (code) => { clearTimeout(timer); resolve(code ?? 1); });
  });
}

function counted(report) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    // A spec file that could not even be loaded counts as one failure: it has no tests to count.
    const broken = testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((result) => result.status === 'failed')).length;
    return { passed: numPassedTests, failed: numFailedTests + broken };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
