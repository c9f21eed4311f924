import type { Projection } from '@lienthong/event-store';

/** Versions of procedures that processing has published, and the types of stored files. Neither changes once it is there. */
export const catalogueProjection: Projection = {
  name: 'catalogue',
  version: 1,
  tables: ['procedures', 'stored_files'],
  ddl: [
    'CREATE TABLE procedures (code text NOT NULL, version integer NOT NULL, document jsonb NOT NULL, PRIMARY KEY (code, version))',
    'CREATE TABLE stored_files (hash text PRIMARY KEY, media_type text NOT NULL, size integer NOT NULL)',
  ],
  apply: async (events, sql) => {
    for (const { type, stream, data } of events) {
      if (data === null) continue;
      if (type === 'ProcedureLearned') {
        await sql.query('INSERT INTO procedures (code, version, document) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [data.code, data.version, JSON.stringify(data)]);
      }
      if (type === 'FileStored' && stream.startsWith('file/')) {
        await sql.query('INSERT INTO stored_files (hash, media_type, size) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [data.hash, data.mediaType, data.size]);
      }
    }
  },
};
