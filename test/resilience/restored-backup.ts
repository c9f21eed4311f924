import type { Platform } from '@lienthong/local';
import type { ServiceName } from '@lienthong/service-host';
import pg from 'pg';

/** Copies the service's database while it is stopped, and starts it again. Gives the number of events in the copy. */
export async function takeBackup(platform: Platform, service: ServiceName): Promise<number> {
  const [name, owner] = names(platform, service);
  return whileStopped(platform, service, async (admin) => {
    await admin.query(`CREATE DATABASE ${name}_backup TEMPLATE ${name} OWNER ${owner}`);
    const url = new URL(platform.postgres.adminUrl);
    url.pathname = `/${name}_backup`;
    const copy = new pg.Client({ connectionString: url.href });
    await copy.connect();
    const { rows: [head] } = await copy.query<{ position: string }>('SELECT position FROM log.head');
    await copy.end();
    return Number(head!.position) + 1;
  });
}

/** Puts the copy in the place of the database, as after a loss. */
export async function restoreBackup(platform: Platform, service: ServiceName): Promise<void> {
  const [name] = names(platform, service);
  await whileStopped(platform, service, async (admin) => {
    await admin.query(`ALTER DATABASE ${name} RENAME TO ${name}_lost`);
    await admin.query(`ALTER DATABASE ${name}_backup RENAME TO ${name}`);
  });
}

async function whileStopped<T>(platform: Platform, service: ServiceName, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const [name] = names(platform, service);
  const managed = platform.services.get(service)!;
  await managed.stop();
  const admin = new pg.Client({ connectionString: platform.postgres.adminUrl });
  await admin.connect();
  try {
    // Others would connect again at once: the eraser looks every two seconds.
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    const done = await work(admin);
    await admin.query(`UPDATE pg_database SET datallowconn = true WHERE datname LIKE $1`, [`${name}%`]);
    return done;
  } finally {
    await admin.end();
    managed.start();
    await managed.ready();
  }
}

function names(platform: Platform, service: ServiceName): readonly [string, string] {
  const { serviceUrl, ownerUrl } = platform.databases.get(service)!;
  return [new URL(serviceUrl).pathname.slice(1), new URL(ownerUrl).username];
}
