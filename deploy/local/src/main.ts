import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { freePort, isFree } from './free-port.js';
import { Platform } from './platform.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PORTS = { gateway: 4000, intake: 4001, processing: 4002, tax: 4003, 'land-registry': 4004, postal: 4005, audit: 4006, carrier: 4090, neighbour: 4091 } as const;

const HELP = `npm start -- [options]
  --transport feed|kafka   how facts travel; kafka needs KAFKA_BROKERS=host:port,…   (default: feed)
  --port N                 the one address                                            (default: ${PORTS.gateway})
  --data FOLDER            databases, files and logs, kept between runs               (default: .data)
`;

const { values } = parseArgs({ options: { transport: { type: 'string', default: 'feed' }, port: { type: 'string' }, data: { type: 'string', default: join(ROOT, '.data') }, help: { type: 'boolean' } } });
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
if (values.transport !== 'feed' && values.transport !== 'kafka') {
  process.stderr.write(`Expected --transport feed or kafka, but got ${values.transport}\n${HELP}`);
  process.exit(2);
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** The one address must be the one asked for; the inner ones step aside for whoever was there first. */
async function choosePorts(): Promise<Record<keyof typeof PORTS, number>> {
  const gateway = Number(values.port ?? PORTS.gateway);
  if (!await isFree(gateway)) throw new Error(`Expected to listen on port ${gateway}, but something else does; try npm start -- --port ${gateway + 100}`);
  const inner = await Promise.all(Object.entries(PORTS).map(async ([name, port]) => [name, port !== gateway && await isFree(port) ? port : await freePort()] as const));
  return { ...Object.fromEntries(inner) as Record<keyof typeof PORTS, number>, gateway };
}

/** Undefined when it was told to end before everything was up; then nothing that it had started is left. */
async function start(ending: AbortSignal): Promise<Platform | undefined> {
  try {
    return await Platform.start({
      dataFolder: values.data, transport: values.transport as 'feed' | 'kafka', ports: await choosePorts(), signal: ending,
      ...(process.env['KAFKA_BROKERS'] ? { kafkaBrokers: process.env['KAFKA_BROKERS'] } : {}),
      onRestart: (name: string, how: string) => say(`${name}: dừng bất thường (${how}), khởi động lại / ended (${how}), starting again`),
    });
  } catch (error) {
    if (ending.aborted) return undefined;
    throw error;
  }
}

async function main(): Promise<void> {
  const startedAt = performance.now();
  const ending = new AbortController();
  // Disconnected: npm start's own process is gone, and nobody is left to stop this one.
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(event, () => ending.abort());
  ending.signal.addEventListener('abort', () => say('Đang dừng … / Stopping …'));
  const platform = await start(ending.signal);
  if (!platform) return;
  await greet(platform, (performance.now() - startedAt) / 1_000);
  if (!ending.signal.aborted) await once(ending.signal, 'abort');
  await platform.stop();
}

async function greet(platform: Platform, seconds: number): Promise<void> {
  const accounts = JSON.parse(await readFile(join(ROOT, 'deploy/local/sample-accounts.json'), 'utf8')) as { accounts: { account: string; name: string; agency: string; roles: string[] }[] };
  say(`\n  Liên Thông   ${platform.url}   (${values.transport}, ${seconds.toFixed(1)} s)\n`);
  say('  Tài khoản mẫu / sample accounts (chọn ở trang đăng nhập / pick one on the sign-in page):');
  for (const { account, name, agency, roles } of accounts.accounts) say(`    ${account.padEnd(16)} ${name.padEnd(28)} ${agency} · ${roles.join(', ')}`);
  say(`\n  Hồ sơ mẫu / sample dossiers: npm run demo      Nhật ký / logs: ${join(values.data, 'logs')}      Ctrl-C để dừng / to stop\n`);
}

// A closed terminal takes what is written to it with it; the platform must still be stopped in order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

main().then(() => process.exit(0), (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
