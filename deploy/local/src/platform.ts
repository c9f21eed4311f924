import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { DatabaseUrls } from '@lienthong/event-store';
import { SERVICE_NAMES } from '@lienthong/service-host/service-names';
import type { ServiceName } from '@lienthong/service-host/service-names';
import { LocalPostgres } from './local-postgres.js';
import { ManagedProcess } from './managed-process.js';
import type { ProcessPlan } from './managed-process.js';
import { samplePolicy } from './sample-policy.js';
import { addressOf, policyFile, serviceEnvironment, SERVICES_WITH_LOG } from './service-environment.js';
import type { LocalPlace, PlaceName } from './service-environment.js';

export type PlatformOptions = LocalPlace & Readonly<{
  onRestart?: (name: string, how: string) => void;
  /** Ends a start under way: what is up by then is stopped, and `start` throws. */
  signal?: AbortSignal;
}>;

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** The others ask the gateway's issuer for its keys, so it gets the first turn at the two cores. */
const GATEWAY_FIRST: readonly ServiceName[] = SERVICE_NAMES.toSorted((a, b) => Number(b === 'gateway') - Number(a === 'gateway'));

type Passwords = Readonly<Record<string, Readonly<{ owner: string; service: string; erasure: string }>>>;

/** Every service as a process of its own on this machine, with PostgreSQL beside them. */
export class Platform {
  /** Connection addresses of each service's database, for tests that look behind the API. */
  readonly databases = new Map<ServiceName, DatabaseUrls>();
  readonly services = new Map<PlaceName | 'eraser', ManagedProcess>();
  readonly url: string;

  private constructor(private readonly options: PlatformOptions, readonly postgres: LocalPostgres) {
    this.url = addressOf('gateway', options);
  }

  static async start(options: PlatformOptions): Promise<Platform> {
    if (options.transport === 'kafka' && !options.kafkaBrokers) throw new Error('Expected to start with Kafka, but KAFKA_BROKERS names no broker');
    await mkdir(join(options.dataFolder, 'logs'), { recursive: true });
    const postgres = await LocalPostgres.open(join(options.dataFolder, 'postgres'));
    await postgres.start();
    const platform = new Platform(options, postgres);
    try {
      await platform.startServices();
    } catch (error) {
      await platform.stop();
      throw error;
    }
    return platform;
  }

  private async startServices(): Promise<void> {
    if (this.options.transport === 'kafka') await runToEnd('libs/messaging/dist/topics.js', ['create'], { KAFKA_BROKERS: this.options.kafkaBrokers! });
    const passwords = JSON.stringify(await this.passwords());
    const prepared = await runToEnd('deploy/local/dist/prepare-databases.js', [], { ADMIN_URL: this.postgres.adminUrl, DATABASE_PASSWORDS: passwords });
    for (const [service, urls] of Object.entries(JSON.parse(prepared) as Record<ServiceName, DatabaseUrls>)) this.databases.set(service as ServiceName, urls);
    await writeFile(policyFile(this.options), samplePolicy({ gateway: this.url, neighbour: addressOf('neighbour', this.options) }));
    const plans = [this.carrierPlan(), this.neighbourPlan(), ...GATEWAY_FIRST.map((name) => this.servicePlan(name, this.databases.get(name))), this.eraserPlan()];
    for (const plan of plans) {
      const managed = new ManagedProcess(plan, this.options.onRestart ?? (() => {}));
      this.services.set(plan.name as PlaceName | 'eraser', managed);
      managed.start();
    }
    await Promise.all([...this.services.values()].map((managed) => managed.ready(this.options.signal)));
  }

  /** Ends every process, PostgreSQL last. */
  async stop(): Promise<void> {
    await Promise.all([...this.services.values()].map((managed) => managed.stop()));
    await this.postgres.stop();
  }

  private servicePlan(name: ServiceName, database: DatabaseUrls | undefined): ProcessPlan {
    return {
      name, script: join(ROOT, 'services', name, 'dist/main.js'), logFile: join(this.options.dataFolder, 'logs', `${name}.log`),
      readyUrl: `${addressOf(name, this.options)}/health/ready`, env: serviceEnvironment(name, this.options, database),
    };
  }

  /** The carrier's order interface, simulated: postal must have something to talk to. */
  private carrierPlan(): ProcessPlan {
    return {
      name: 'carrier', script: join(ROOT, 'test/dist/simulators/carrier.js'), logFile: join(this.options.dataFolder, 'logs/carrier.log'),
      readyUrl: `${addressOf('carrier', this.options)}/health`, env: { PORT: String(this.options.ports.carrier) },
    };
  }

  /** A witness as another province would run it: its own program, key and memory, and nothing of this installation but its policy. */
  private neighbourPlan(): ProcessPlan {
    const { dataFolder, ports } = this.options;
    return {
      name: 'neighbour', script: join(ROOT, 'libs/cli/dist/main.js'), logFile: join(dataFolder, 'logs/neighbour.log'), readyUrl: `${addressOf('neighbour', this.options)}/health`,
      args: ['witness', '--policy', policyFile(this.options), '--state', join(dataFolder, 'neighbour'), '--port', String(ports.neighbour)], env: { MODE: 'local' }, heapMb: 64,
    };
  }

  /** The only process that holds the erasing roles; no service is given theirs. Here an order rests a few seconds only, so that it can be watched. */
  private eraserPlan(): ProcessPlan {
    const urls = Object.fromEntries(SERVICES_WITH_LOG.map((name) => [name, this.databases.get(name)?.erasureUrl]));
    return {
      name: 'eraser', script: join(ROOT, 'libs/event-store/dist/eraser.js'), logFile: join(this.options.dataFolder, 'logs/eraser.log'), readyUrl: null,
      env: { ERASURE_URLS: JSON.stringify(urls), ERASURE_REST_SECONDS: '5', ERASURE_EVERY_SECONDS: '2' },
    };
  }

  /** Drawn once per installation, so that a restart finds its databases again. */
  private async passwords(): Promise<Passwords> {
    const file = join(this.options.dataFolder, 'passwords.json');
    const known = await readFile(file, 'utf8').then((text) => JSON.parse(text) as Passwords, () => undefined);
    if (known) return known;
    const draw = (): string => randomBytes(18).toString('hex');
    const fresh = Object.fromEntries(SERVICE_NAMES.map((name) => [name, { owner: draw(), service: draw(), erasure: draw() }]));
    await writeFile(file, JSON.stringify(fresh), { mode: 0o600 });
    return fresh;
  }
}

/** Runs a program that does one thing and ends; answers what it printed. A process of its own keeps what it needs out of this one. */
async function runToEnd(script: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', join(ROOT, script), ...args], { env: { ...process.env, ...env } });
  return stdout;
}
