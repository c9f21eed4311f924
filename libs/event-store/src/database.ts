/** Connection addresses of one service's database, one per role. `erasure` is used by no running service. */
export type DatabaseUrls = Readonly<{ database: string; ownerUrl: string; serviceUrl: string; erasureUrl: string }>;

export type PrepareOptions = Readonly<{
  adminUrl: string;
  service: string;
  /** Default `lienthong_<service>`; the roles are named after it: `<database>_owner`, `_service`, `_erasure`. */
  database?: string;
  /** One password for the three roles, or one per role; default: drawn at random and returned in the addresses. */
  passwords?: Readonly<{ owner: string; service: string; erasure: string }>;
}>;

/** Creates database and roles where they are missing; run again, it changes nothing but the passwords given. */
export async function prepareDatabase(_options: PrepareOptions): Promise<DatabaseUrls> { throw new Error('not built yet'); }

/** Brings a database to the newest schema with the owner's role: first this library's migrations, then the given ones. */
export async function migrateDatabase(_options: Readonly<{ ownerUrl: string; migrations?: readonly (new () => object)[] }>): Promise<string[]> { throw new Error('not built yet'); }
