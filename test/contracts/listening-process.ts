/**
 * A listening service in a process of its own, that dies by SIGKILL at a given step: `KILL_AT=before:3` just before the third
 * statement to the database after the first fact arrived, `after:3` as soon as it is answered.
 */
import pg from 'pg';
import { startListening, type ListeningOptions } from './listening-service.js';

const options = JSON.parse(process.env['LISTENING']!) as ListeningOptions;
const [when, count] = (process.env['KILL_AT'] ?? ':').split(':');

/** Leases renew themselves on the side; commits are heard on a connection of their own. Neither is a step of handling. */
const isStep = (text: unknown): boolean => !/leases|LISTEN|UNLISTEN|log\.head SET origin/.test(String((text as { text?: string } | undefined)?.text ?? text));

let armed = false;
let steps = 0;

type Query = (this: pg.Client, ...args: unknown[]) => unknown;
const query = pg.Client.prototype.query as unknown as Query;
(pg.Client.prototype as unknown as { query: Query }).query = function counting(...args) {
  const step = armed && isStep(args[0]) ? (steps += 1) : 0;
  if (step !== Number(count)) return query.apply(this, args);
  if (when === 'before') die();
  // Pools ask with a callback, sessions with a promise.
  const answered = args.at(-1);
  if (typeof answered === 'function') return query.apply(this, [...args.slice(0, -1), die]);
  return (query.apply(this, args) as Promise<unknown>).then(die, die);
};

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('unreachable');
}

await startListening({ ...options, onArrival: () => { armed = true; } });
process.send?.('listening');
