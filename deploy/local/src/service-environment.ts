import { join } from 'node:path';
import type { DatabaseUrls } from '@lienthong/event-store';
import { SERVICE_NAMES } from '@lienthong/service-host/service-names';
import type { ServiceName } from '@lienthong/service-host/service-names';

export type LocalPlace = Readonly<{
  /** Folder for databases, files and logs; kept between runs. */
  dataFolder: string;
  transport: 'feed' | 'kafka';
  /** `host:port,host:port`; needed for kafka. */
  kafkaBrokers?: string;
  ports: Readonly<Record<PlaceName, number>>;
}>;
/** Whoever answers at a port: the services, the carrier's simulator, and a witness that stands for a neighbouring province. */
export type PlaceName = ServiceName | 'carrier' | 'neighbour';

/** Every service but the gateway has a log. */
export const SERVICES_WITH_LOG: readonly ServiceName[] = SERVICE_NAMES.filter((name) => name !== 'gateway');

/** Whom each service, the gateway and the witnesses may believe; written anew at each start, since ports may have changed. */
export function policyFile({ dataFolder }: Pick<LocalPlace, 'dataFolder'>): string {
  return join(dataFolder, 'policy.txt');
}

export function addressOf(name: PlaceName, { ports }: Pick<LocalPlace, 'ports'>): string {
  return `http://127.0.0.1:${ports[name]}`;
}

/** What a service is told when everything runs on one machine. The names are those that the code reads (`test/architecture/deploy.spec.ts`). */
export function serviceEnvironment(name: ServiceName, place: LocalPlace, database: DatabaseUrls | undefined): Readonly<Record<string, string>> {
  const gateway = addressOf('gateway', place);
  const addresses = JSON.stringify(Object.fromEntries(SERVICES_WITH_LOG.map((each) => [each, addressOf(each, place)])));
  return {
    MODE: 'local', PROVINCE: 'local', PORT: String(place.ports[name]), HOST: '127.0.0.1', ISSUER: `${gateway}/oidc`, AUDIENCE: 'lienthong',
    TRANSPORT: place.transport, FEEDS: addresses, POLICY_FILE: policyFile(place),
    ...(place.kafkaBrokers !== undefined && { KAFKA_BROKERS: place.kafkaBrokers }),
    ...(database !== undefined && { DATABASE_URL: database.serviceUrl, DATABASE_OWNER_URL: database.ownerUrl }),
    ...(name === 'intake' && {
      FILES_DIR: join(place.dataFolder, 'files'),
      // So that a destruction can be tried: a dossier may be listed a minute after it ended, or as long after as the caller says.
      RETENTION_SHORTENED_TO: process.env['RETENTION_SHORTENED_TO'] ?? '60',
    }),
    ...(name === 'postal' && { CARRIER_URL: addressOf('carrier', place) }),
    ...(name === 'gateway' && { SERVICES: addresses, PUBLIC_URL: gateway }),
  };
}
