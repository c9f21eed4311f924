import { readFileSync } from 'node:fs';

/** A made-up person of local mode, with the claims that their token carries. */
export type SampleAccount = Readonly<{
  account: string;
  subject: string;
  name: string;
  title: Readonly<{ vi: string; en: string }>;
  agency: string;
  unit: string;
  roles: readonly string[];
  /** Who vouches for them, as an issuer would say. */
  identityProvider?: string;
}>;

/** A made-up machine of local mode that works an agency's jobs. Its token is fetched with client credentials. */
export type SampleMachine = Readonly<{ client: string; name: string; agency: string; unit: string; roles: readonly string[] }>;

/** Injectable. */
export class SampleAccounts {
  constructor(readonly all: readonly SampleAccount[], readonly machines: readonly SampleMachine[] = []) {}

  findMachine(client: string): SampleMachine | undefined {
    return this.machines.find((one) => one.client === client);
  }

  find(account: string): SampleAccount | undefined {
    return this.all.find((one) => one.account === account);
  }

  findBySubject(subject: string): SampleAccount | undefined {
    return this.all.find((one) => one.subject === subject);
  }
}

export function readSampleAccounts(file: string): SampleAccounts {
  const { accounts, machines } = JSON.parse(readFileSync(file, 'utf8')) as { accounts: SampleAccount[]; machines?: SampleMachine[] };
  return new SampleAccounts(accounts, machines);
}

/** What services read from a token; one place, so that every way to a token says the same. */
export function claimsOf({ name, agency, unit, roles, ...more }: SampleAccount | SampleMachine): Readonly<{ name: string; agency: string; unit: string; roles: string[]; identity_provider?: string }> {
  const provider = 'identityProvider' in more ? more.identityProvider : undefined;
  return { name, agency, unit, roles: [...roles], ...(provider !== undefined && { identity_provider: provider }) };
}
