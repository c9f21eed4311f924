/** What a replica does at its start, in a process of its own that may die by SIGKILL at a statement (`KILL_AT`): it publishes what is released. */
import { EventStore } from '@lienthong/event-store';
import { createLog, PublishedDecisions, SystemClock } from '@lienthong/service-host';
import pg from 'pg';
import { DecisionFolder, RELEASED_DECISIONS } from './adapters/files/decision-folder.js';
import { announcements } from './adapters/messaging/announce.js';
import { decisionPorts } from './adapters/postgres/decision-ports.js';
import { processing } from './processing.definition.js';
import { arm } from './spec-kill-at.js';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'] });
const store = new EventStore({ pool, origin: 'lienthong.local/processing', isFact: announcements.isFact, ...(processing.upcasters && { upcasters: processing.upcasters }) });
const folder = new DecisionFolder(RELEASED_DECISIONS, decisionPorts(store, new PublishedDecisions(store)), new SystemClock(), createLog({ service: 'processing', logLevel: 'silent' }));
arm();
await folder.publishAll();
await store.close();
await pool.end();
