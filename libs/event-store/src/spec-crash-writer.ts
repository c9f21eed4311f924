// A writer of its own process, for crash.int.spec: appends as fast as it can and says what it was told is durable.
import pg from 'pg';
import { EventStore } from './index.js';
import { appendTo, happened, ORIGIN } from './spec-log.js';

const [url = '', name = ''] = process.argv.slice(2);
const store = new EventStore({ pool: new pg.Pool({ connectionString: url, max: 3 }), origin: ORIGIN, isFact: () => true });
const done = { text: 'INSERT INTO log.inbox VALUES ($1, $2, $3)', mustChange: 1 };
await Promise.all(Array.from({ length: 16 }, async (_, writer) => {
  for (let n = 0; ; n += 1) {
    const also = writer % 4 === 0 ? [{ ...done, values: ['crash', name, `${writer}-${n}`] }] : [];
    const stream = `crash/${name}-${writer}`;
    await store.append(appendTo(stream, n === 0 ? 'none' : n * 2, [happened({ n, part: 'first' }), happened({ n, part: 'second' })], also));
    process.stdout.write(`${stream} ${n}\n`);
  }
}));
