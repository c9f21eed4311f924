import type { Projection } from '@lienthong/event-store';

/** Versions of procedures that processing has published; none changes once it is there. */
export const catalogueProjection: Projection = {
  name: 'catalogue',
  version: 2,
  tables: ['procedures'],
  ddl: [
    'CREATE TABLE procedures (code text NOT NULL, version integer NOT NULL, document jsonb NOT NULL, PRIMARY KEY (code, version))',
  ],
  apply: async (events, sql) => {
    for (const { type, data } of events) {
      if (data === null || type !== 'ProcedureLearned') continue;
      await sql.query('INSERT INTO procedures (code, version, document) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [data.code, data.version, JSON.stringify(data)]);
    }
  },
};
