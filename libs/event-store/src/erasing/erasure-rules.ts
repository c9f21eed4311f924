import pg from 'pg';

/** Events that another law keeps when their dossier is destroyed. Without `types` the whole category; `beside`: only in streams that have an event of this type. */
export type KeptByLaw = Readonly<{ category: string; types?: readonly string[]; beside?: string; because: Readonly<{ vi: string; en: string }> }>;

/** A table of schema public. `holds`: its column is a dossier's code, or a text (or JSON) that may mention one. */
export type ErasableTable = Readonly<{ table: string; column: string; holds: 'code' | 'mention' }>;

/** What a service says about erasing before it runs. What it does not name is erased. */
export type ErasureRules = Readonly<{ keeps: readonly KeptByLaw[]; tables: readonly ErasableTable[] }>;

/**
 * Writes the rules into the database, in the owner's role: what is kept is decided where the schema is, not by a running service.
 * Run at every migration; replaces what an earlier release said.
 */
export async function declareErasure(ownerUrl: string, { keeps, tables }: ErasureRules): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('BEGIN');
    // Replicas that start together would each delete and insert.
    await owner.query('LOCK TABLE log.erasure_keeps, log.erasure_tables IN SHARE ROW EXCLUSIVE MODE');
    await owner.query('DELETE FROM log.erasure_keeps');
    await owner.query('DELETE FROM log.erasure_tables');
    for (const { category, types = [''], beside = '', because } of keeps) {
      await owner.query('INSERT INTO log.erasure_keeps SELECT $1, t.type, $3, $4, $5 FROM unnest($2::text[]) AS t (type)', [category, [...types], beside, because.vi, because.en]);
    }
    for (const { table, column, holds } of tables) {
      await owner.query('INSERT INTO log.erasure_tables VALUES ($1, $2, $3)', [table, column, holds]);
      await owner.query(`GRANT SELECT, DELETE ON public.${pg.escapeIdentifier(table)} TO ${pg.escapeIdentifier(`${new URL(ownerUrl).pathname.slice(1)}_erasure`)}`);
    }
    await owner.query('COMMIT');
  } finally {
    await owner.end();
  }
}
