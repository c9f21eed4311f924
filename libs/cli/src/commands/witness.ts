import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readPolicy, type Policy } from '@lienthong/transparency-log';
import { EXIT, type Command, type Surroundings } from '../command.js';
import { CosignedLogs } from '../witness/cosigned-logs.js';
import { lockFolder } from '../witness/folder-lock.js';
import { OutsideWitness } from '../witness/outside-witness.js';
import { readWitnessKeys } from '../witness/witness-key.js';
import { serveWitness } from '../witness/witness-server.js';

const USAGE = `lienthong witness --policy FILE --state FOLDER [--key-file FILE] [--host HOST] [--port PORT]

  --policy FILE      whose checkpoints are cosigned: the log lines of a C2SP policy; read again at SIGHUP
  --state FOLDER     what was cosigned. Never lose it, never give it to two processes
  --key-file FILE    the key that \`lienthong new-key NAME --cosignature\` drew; or WITNESS_KEY_FILE, or WITNESS_KEY
  --host, --port     where to listen (127.0.0.1 and 4091; or HOST and PORT)

Chạy cho đến khi nhận SIGTERM hoặc SIGINT / runs until SIGTERM or SIGINT.`;

export const witness: Command = {
  summary: { vi: 'chứng kiến nhật ký của nơi khác', en: 'cosign the checkpoints of other people\'s logs (C2SP tlog-witness)' },
  usage: USAGE,
  run: async (args, around) => {
    try {
      await runUntilSignalled(args, around);
      return EXIT.verified;
    } catch (error) {
      // What it cannot start with: arguments, files, a key, a port. Requests are answered, whatever they are.
      around.err(`${error instanceof Error ? error.message : String(error)}\n`);
      return EXIT.usage;
    }
  },
};

async function runUntilSignalled(args: readonly string[], { out, err, env }: Surroundings): Promise<void> {
  const { values } = parseArgs({
    args: [...args], options: { policy: { type: 'string' }, state: { type: 'string' }, 'key-file': { type: 'string' }, host: { type: 'string' }, port: { type: 'string' } },
  });
  const { policy: policyFile, state } = values;
  if (policyFile === undefined || state === undefined) throw new Error(`Expected --policy and --state, but one is missing\n\n${USAGE}`);
  const say = (message: string): void => out(`${new Date().toISOString()} ${message}\n`);
  const alarm = (message: string): void => err(`${new Date().toISOString()} ${message}\n`);
  const keys = readWitnessKeys(values['key-file'], env);
  let policy = policyIn(policyFile);
  const readAgain = (): void => {
    try {
      policy = policyIn(policyFile);
      say(`cosigns for ${policy.logs.length} keys of logs`);
    } catch (error) {
      alarm(`${(error as Error).message}; goes on with what it had`);
    }
  };
  process.on('SIGHUP', readAgain);
  const told = signalled();
  const unlock = await lockFolder(state);
  try {
    const logs = new CosignedLogs(state);
    const outside = new OutsideWitness({ keys, logs, policy: () => policy, alarm });
    const server = await serveWitness({ witness: outside, logs, alarm, host: values.host ?? (env['HOST'] || '127.0.0.1'), port: portOf(values.port ?? (env['PORT'] || '4091')) });
    say(`cosigns at ${server.url} as ${keys.map(({ verifier }) => verifier.text).join(' and ')} for ${policy.logs.length} keys of logs`);
    await told;
    await server.stop();
  } finally {
    await unlock();
    process.off('SIGHUP', readAgain);
  }
}

function policyIn(file: string): Policy {
  const read = readPolicy(readFileSync(file, 'utf8'));
  if (read.kind === 'refused') throw new Error(`Expected to know whose logs to watch from ${file}, but: ${read.because}`);
  return read.policy;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`Expected a port number, but got ${text.slice(0, 20)}`);
  return port;
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}
