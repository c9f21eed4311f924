import { prepareDatabase } from '@lienthong/event-store';
import type { DatabaseUrls } from '@lienthong/event-store';
import { SERVICES_WITH_LOG } from './service-environment.js';

// Creates every service's database and roles on a PostgreSQL that is given, and prints their addresses as JSON.
// Run again, it changes nothing but passwords. ADMIN_URL: an administrator's address. Either DATABASE_PASSWORD for all
// roles, or DATABASE_PASSWORDS: {"tax": {"owner": …, "service": …, "erasure": …}, …}.

type Passwords = Readonly<{ owner: string; service: string; erasure: string }>;

const { ADMIN_URL: adminUrl, DATABASE_PASSWORD: one, DATABASE_PASSWORDS: each } = process.env;
if (!adminUrl || (!one && !each)) {
  process.stderr.write('Expected ADMIN_URL and DATABASE_PASSWORD or DATABASE_PASSWORDS to be set, but at least one is not\n');
  process.exit(2);
}
const passwordsOf = (service: string): Passwords => (each ? (JSON.parse(each) as Record<string, Passwords>)[service]! : { owner: one!, service: one!, erasure: one! });

const urls: Record<string, DatabaseUrls> = {};
for (const service of SERVICES_WITH_LOG) {
  urls[service] = await prepareDatabase({ adminUrl, service, passwords: passwordsOf(service) });
}
// In containers the log is kept: addresses hold passwords, so only names are printed there.
process.stdout.write(each ? JSON.stringify(urls) : `${Object.values(urls).map(({ database }) => database).join('\n')}\n`);
