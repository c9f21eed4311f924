import { prepareDatabase } from '@lienthong/event-store';
import { SERVICE_NAMES } from '@lienthong/service-host';

/** Creates every service's database and roles on a PostgreSQL that is given. Run again, it changes nothing but passwords. */
const adminUrl = process.env['ADMIN_URL'];
const password = process.env['DATABASE_PASSWORD'];
if (!adminUrl || !password) {
  process.stderr.write('Expected ADMIN_URL and DATABASE_PASSWORD to be set, but at least one is not\n');
  process.exit(2);
}
for (const service of SERVICE_NAMES.filter((name) => name !== 'gateway')) {
  const { database } = await prepareDatabase({ adminUrl, service, passwords: { owner: password, service: password, erasure: password } });
  process.stdout.write(`${database}\n`);
}
