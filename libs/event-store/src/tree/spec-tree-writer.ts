// A process that appends and builds the tree, for log-tree.int.spec: it works until it is killed and says how far its tree is stored.
import pg from 'pg';
import { EventStore, Leases, LogTree } from '../index.js';
import { appendTo, happened, ORIGIN } from '../spec-log.js';

const [url = '', name = '', ttlMs = ''] = process.argv.slice(2);
const store = new EventStore({ pool: new pg.Pool({ connectionString: url, max: 4 }), origin: ORIGIN, isFact: () => true });
const tree = new LogTree({ store, leases: new Leases({ pool: store.pool, ttlMs: Number(ttlMs) }) });
tree.onGrowth((size) => process.stdout.write(`${size}\n`));
tree.start();
await Promise.all(Array.from({ length: 8 }, async (_, writer) => {
  for (let n = 0; ; n += 1) await store.append(appendTo(`written/${name}-${writer}`, 'any', [happened({ n })]));
}));
