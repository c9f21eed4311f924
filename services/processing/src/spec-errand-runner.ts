/**
 * The part of the service that brings what instances send to each other, in a process of its own that dies by SIGKILL at a statement
 * (`KILL_AT`) after it has found something due.
 */
import { EventStore, Leases, Projections, TimerRunner } from '@lienthong/event-store';
import { ReadModels, vietnamTime } from '@lienthong/service-host';
import pg from 'pg';
import { announcements } from './adapters/messaging/announce.js';
import { dossierStreams } from './adapters/postgres/dossier-streams.js';
import { PublishedProcedures } from './adapters/postgres/published-procedures.js';
import { processing } from './processing.definition.js';
import { arm } from './spec-kill-at.js';
import { fireTimer } from './use-cases/fire-timer.js';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'] });
const store = new EventStore({ pool, origin: 'lienthong.local/processing', isFact: announcements.isFact, ...(processing.upcasters && { upcasters: processing.upcasters }) });
const ports = dossierStreams(store, new PublishedProcedures(store, new ReadModels(pool, new Projections(store, []))));
const runner = new TimerRunner(store, new Leases({ pool, ttlMs: 500 }), (timer) => {
  arm();
  return fireTimer(ports, { ...timer, dueAt: vietnamTime(Date.parse(timer.dueAt)) }, vietnamTime(Date.now()));
});
runner.start();
process.send?.('running');
