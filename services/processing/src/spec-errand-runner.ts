/**
 * The part of the service that brings what instances send to each other, in a process of its own that dies by SIGKILL at a given step:
 * `KILL_AT=before:3` just before the third statement after it has found something due, `during:3` when it is sent and not yet answered.
 */
import { EventStore, Leases, Projections, TimerRunner } from '@lienthong/event-store';
import { ReadModels, vietnamTime } from '@lienthong/service-host';
import pg from 'pg';
import { announcements } from './adapters/messaging/announce.js';
import { dossierStreams } from './adapters/postgres/dossier-streams.js';
import { PublishedProcedures } from './adapters/postgres/published-procedures.js';
import { processing } from './processing.definition.js';
import { fireTimer } from './use-cases/fire-timer.js';

const [when, count] = (process.env['KILL_AT'] || 'never:-1').split(':');
let armed = false;
let steps = 0;

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

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'] });
const store = new EventStore({ pool, origin: 'lienthong.local/processing', isFact: announcements.isFact, ...(processing.upcasters && { upcasters: processing.upcasters }) });
const ports = dossierStreams(store, new PublishedProcedures(store, new ReadModels(pool, new Projections(store, []))));
const runner = new TimerRunner(store, new Leases({ pool, ttlMs: 500 }), (timer) => {
  armed = true;
  return fireTimer(ports, { ...timer, dueAt: vietnamTime(Date.parse(timer.dueAt)) }, vietnamTime(Date.now()));
});
runner.start();
process.send?.('running');
