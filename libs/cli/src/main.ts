import { runCommand } from './run-command.js';

// Not process.exit: what was written to a pipe must be read first.
process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  env: process.env,
});
