import { ConflictError, type EventStore, type StoredEvent } from '@lienthong/event-store';
import type { Clock } from '../clock.js';
import type { ServiceConfig } from '../service-config.js';
import { administrationStream } from './administration.js';
import type { AdministrativeAct } from './administrative-acts.js';
import { configurationRecord, type ConfigurationRecord } from './configuration-record.js';

type Options = Readonly<{ store: EventStore; clock: Clock; config: ServiceConfig }>;

/** What is known from earlier starts: what was entered already is not entered again. */
type Known = Readonly<{ migrations: ReadonlySet<string>; configuration: ConfigurationRecord | undefined; logKeys: readonly string[] }>;

/** Replicas that start together: each time one of them wins, and what it entered the others need not. */
const MOST_ATTEMPTS = 20;

/**
 * Enters what administrators did while the service was away, as far as a start can see it: migrations that ran, a configuration and log
 * keys that are no longer the ones last entered. Compared with the log itself, so that it does not matter who migrated, or which replica did.
 */
export async function recordStart({ store, clock, config }: Options): Promise<void> {
  const stream = `${administrationStream(config.service)}/start`;
  for (let attempt = 1; ; attempt += 1) {
    const { version, events } = await store.load(stream);
    const acts = actsSince(knownFrom(events), await migrationsOf(store), config);
    if (acts.length === 0) return;
    try {
      await store.append({
        streams: [{ stream, expected: version, events: acts }],
        meta: { actor: { role: 'service', name: config.service }, at: clock.now(), dossier: null },
      });
      return;
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

function actsSince(known: Known, ran: readonly string[], config: ServiceConfig): readonly AdministrativeAct[] {
  const migrations = ran.filter((name) => !known.migrations.has(name));
  const configuration = configurationRecord(config, known.configuration);
  const verifiers = config.logKeys.map(({ verifier }) => verifier.text);
  return [
    ...(migrations.length > 0 ? [{ type: 'MigrationsRun', data: { migrations } } as const] : []),
    ...(configuration !== null ? [{ type: 'ConfigurationChanged', data: configuration } as const] : []),
    ...(verifiers.join('\n') !== known.logKeys.join('\n') ? [{ type: 'LogKeysChanged', data: { verifiers, before: known.logKeys } } as const] : []),
  ];
}

/** Every released shape, for ever: `test/histories/`. */
export function knownFrom(events: readonly Pick<StoredEvent, 'type' | 'data'>[]): Known {
  const told = (type: AdministrativeAct['type']) => events.filter((event) => event.type === type && event.data !== null);
  return {
    migrations: new Set(told('MigrationsRun').flatMap(({ data }) => data.migrations as string[])),
    configuration: told('ConfigurationChanged').at(-1)?.data as ConfigurationRecord | undefined,
    logKeys: (told('LogKeysChanged').at(-1)?.data.verifiers ?? []) as string[],
  };
}

/** Names in the order in which they ran. */
async function migrationsOf({ pool }: EventStore): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>('SELECT name FROM log.migrations ORDER BY id');
  return rows.map(({ name }) => name);
}
