/**
 * A process that loads this dies by SIGKILL at a given statement after `arm()`: `KILL_AT=before:3` just before the third is sent,
 * `during:3` when it is sent and not yet answered.
 */
import pg from 'pg';

const [when, count] = (process.env['KILL_AT'] || 'never:-1').split(':');
let armed = false;
let steps = 0;

export function arm(): void {
  armed = true;
}

/** Leases renew themselves on the side; commits are heard on a connection of their own. Neither is a step of bringing anything. */
const isStep = (text: unknown): boolean => !/leases|LISTEN|UNLISTEN|log\.head SET origin/.test(String((text as { text?: string } | undefined)?.text ?? text));
type Query = (this: pg.Client, ...args: unknown[]) => unknown;
const query = pg.Client.prototype.query as unknown as Query;
(pg.Client.prototype as unknown as { query: Query }).query = function counting(...args) {
  const step = armed && isStep(args[0]) ? (steps += 1) : 0;
  if (step !== Number(count)) return query.apply(this, args);
  if (when === 'before') die();
  setImmediate(die); // by then the statement is on its way, and nobody will hear its answer
  return query.apply(this, args);
};

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('unreachable');
}
