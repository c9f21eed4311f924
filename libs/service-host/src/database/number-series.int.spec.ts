import { migrateDatabase, prepareDatabase, type DatabaseUrls } from '@lienthong/event-store';
import { dropDatabase, freshDatabase } from '@lienthong/testing';
import pg from 'pg';
import { NumberSeries1764000002100 } from './number-series.migration.js';
import { drawNumber } from './number-series.js';

let urls: DatabaseUrls;
let replicas: readonly [pg.Pool, pg.Pool];
beforeAll(async () => {
  urls = await freshDatabase('tax', prepareDatabase);
  await migrateDatabase({ ownerUrl: urls.ownerUrl });
  await asOwner('CREATE TABLE public.number_series (series text PRIMARY KEY, last bigint NOT NULL CHECK (last > 0))', "INSERT INTO public.number_series VALUES ('notice/2026', 41)");
  await migrateDatabase({ ownerUrl: urls.ownerUrl, migrations: [NumberSeries1764000002100] });
  replicas = [pool(), pool()];
});
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.end()));
  await dropDatabase(urls.database);
});

const pool = (): pg.Pool => new pg.Pool({ connectionString: urls.serviceUrl, max: 4 });

async function asOwner(...statements: readonly string[]): Promise<void> {
  const owner = new pg.Client({ connectionString: urls.ownerUrl });
  await owner.connect();
  for (const statement of statements) await owner.query(statement);
  await owner.end();
}

describe('a series of numbers', () => {
  it('begins at 1, and each for itself', async () => {
    expect([await drawNumber(replicas[0], 'certificate'), await drawNumber(replicas[0], 'slip/2026'), await drawNumber(replicas[1], 'certificate')]).toEqual([1, 1, 2]);
  });

  it('goes on in a database that had the table before the migration', async () => {
    expect(await drawNumber(replicas[0], 'notice/2026')).toBe(42);
  });

  it('gives no number twice, however many draw in however many replicas', async () => {
    const drawn = await Promise.all(Array.from({ length: 40 }, (_, index) => drawNumber(replicas[index % 2]!, 'slip/2027')));
    expect(drawn.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });
});
