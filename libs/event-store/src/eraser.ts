import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import type { StoreLog } from './event.js';
import { eraseOrdered, type ErasingOptions, type ErasingRound } from './erasing/erasing.js';

// The eraser: the only program that holds the erasing role. Executes what approved destruction lists have ordered, in every database it
// is given, once (a CronJob) or for as long as it runs.

const USAGE = `node libs/event-store/dist/eraser.js [--once]
  ERASURE_URLS          {"intake": "postgres://…_erasure@…", "tax": …}; intake's must be among them, its log says what is ordered
  ERASURE_REST_SECONDS  how long an order rests before it is executed (default 15)
  ERASURE_EVERY_SECONDS how often to look (default 5)`;

/** A batch of facts that began before an order was known is over by then, or its database is away and it does nothing. */
const REST_S = 15;
const EVERY_S = 5;
const ORDERING = 'intake';

type Settings = Omit<ErasingOptions, 'log'> & Readonly<{ everyMs: number }>;

function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings | undefined {
  const urls = readAddresses(environment['ERASURE_URLS'] ?? '');
  const seconds = (name: string, usual: number): number => (environment[name] === undefined || environment[name] === '' ? usual : Number(environment[name]));
  const [rest, every] = [seconds('ERASURE_REST_SECONDS', REST_S), seconds('ERASURE_EVERY_SECONDS', EVERY_S)];
  if (urls?.[ORDERING] === undefined || !(rest >= 0) || !(every > 0)) return undefined;
  return { urls, ordering: ORDERING, restMs: rest * 1_000, everyMs: every * 1_000 };
}

function readAddresses(text: string): Readonly<Record<string, string>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isTable = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isTable && Object.values(value).every((url) => typeof url === 'string' && URL.canParse(url)) ? value as Record<string, string> : undefined;
  } catch {
    return undefined;
  }
}

/** One JSON line each, as the services write theirs. */
const line = (level: string) => (message: string, details: object = {}): void =>
  void process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, program: 'eraser', message, ...details })}\n`);
const log: StoreLog = { warn: line('info'), error: line('error') };

/** Exit code 1: a database failed, or an order was refused, and a person should look. */
async function run({ everyMs, ...settings }: Settings, once: boolean): Promise<number> {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  let round: ErasingRound = { executed: 0, refused: 0, failed: 0 };
  do {
    round = await eraseOrdered({ ...settings, log }, stop.signal);
    if (!once) await pause(everyMs, undefined, { signal: stop.signal }).catch(() => undefined);
  } while (!once && !stop.signal.aborted);
  return once && round.refused + round.failed > 0 ? 1 : 0;
}

const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
const settings = readSettings(process.env);
if (settings === undefined) process.stderr.write(`Expected to start the eraser, but its configuration is not usable\n${USAGE}\n`);
process.exitCode = settings === undefined ? 2 : await run(settings, values.once);
