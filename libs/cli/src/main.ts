import { runCommand } from './run-command.js';

// Whoever reads through `head` has seen enough; what the answer is stands in the exit code all the same.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// Not process.exit: what was written to a pipe must be read first.
process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  env: process.env,
  input: process.stdin,
  terminal: { out: process.stdout.isTTY === true, err: process.stderr.isTTY === true, columns: process.stdout.columns ?? 100 },
});
