import type { EventStore, Projections } from '@lienthong/event-store';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const LAG_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 5, 15, 60, 300, 3_600];

type TransparencyFigures = Readonly<{
  size: number; treeBehind: number; served: Readonly<{ size: number; cosignedAt: string | null }> | null; unwitnessedSince: string | null; refusing: object | null;
}>;

/** What Prometheus collects from one service. A registry of its own, so that a test may run several services. */
export class Metrics {
  readonly registry = new Registry();
  readonly requestDuration = new Histogram({
    name: 'lienthong_http_request_duration_seconds', help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'] as const, buckets: SECONDS, registers: [this.registry],
  });
  readonly appendDuration = new Histogram({
    name: 'lienthong_append_duration_seconds', help: 'Time until an append is durable, by its outcome',
    labelNames: ['outcome'] as const, buckets: SECONDS, registers: [this.registry],
  });
  readonly appendedEvents = new Counter({ name: 'lienthong_appended_events_total', help: 'Events that became durable', registers: [this.registry] });
  readonly factDelay = new Histogram({
    name: 'lienthong_inbox_delay_seconds', help: 'Time between a fact and its handling here, by the log it came from',
    labelNames: ['source'] as const, buckets: LAG_SECONDS, registers: [this.registry],
  });

  constructor(withProcess = true) {
    if (withProcess) collectDefaultMetrics({ register: this.registry });
  }

  /** Figures that are read from the database when they are asked for. */
  watchLog(store: EventStore, projections: Projections, pool: Pool): void {
    this.gauge('lienthong_log_position', 'Log index of the newest event', [], async (gauge) => gauge.set((await store.head()).position));
    this.gauge('lienthong_fact_number', 'Number of the newest fact', [], async (gauge) => gauge.set((await store.head()).factNumber));
    this.gauge('lienthong_projection_lag_events', 'Events that a projection has not yet applied', ['projection'], async (gauge) => {
      for (const { name, behind } of await projections.status()) gauge.set({ projection: name }, behind);
    });
    this.gauge('lienthong_inbox_position', 'Position up to which a channel of facts is recorded', ['source'], async (gauge) => {
      const { rows } = await pool.query<{ source: string; position: string }>('SELECT source, position FROM log.inbox_cursors');
      for (const { source, position } of rows) gauge.set({ source }, Number(position));
    });
    this.gauge('lienthong_inbox_parked', 'Messages that wait in the park', [], async (gauge) => {
      const { rows } = await pool.query<{ parked: string }>(`SELECT count(*) AS parked FROM log.parked WHERE status = 'waiting'`);
      gauge.set(Number(rows[0]?.parked ?? 0));
    });
    this.gauge('lienthong_timers_failing', 'Timers that are due, failed, and are tried again', [], async (gauge) => {
      const { rows } = await pool.query<{ failing: string }>('SELECT count(*) AS failing FROM log.timers WHERE failure IS NOT NULL');
      gauge.set(Number(rows[0]?.failing ?? 0));
    });
  }

  /** How far the log is hashed, signed and cosigned. */
  watchTransparency(served: Readonly<{ status(): Promise<TransparencyFigures> }>): void {
    this.gauge('lienthong_tree_size', 'Events in the Merkle tree of the log', [], async (gauge) => gauge.set((await served.status()).size));
    this.gauge('lienthong_tree_behind_events', 'Events of the log that are not in its tree yet', [], async (gauge) => gauge.set((await served.status()).treeBehind));
    this.gauge('lienthong_checkpoint_size', 'Events that the served checkpoint covers', [], async (gauge) => gauge.set((await served.status()).served?.size ?? 0));
    this.gauge('lienthong_checkpoint_age_seconds', 'Time since the served checkpoint was cosigned last; none without a cosignature', [], async (gauge) => {
      const { served: checkpoint } = await served.status();
      if (checkpoint?.cosignedAt == null) gauge.remove();
      else gauge.set(secondsSince(checkpoint.cosignedAt));
    });
    this.gauge('lienthong_unwitnessed_seconds', 'Time since the oldest signed tree that no served checkpoint covers; 0 when all are covered', [], async (gauge) => {
      const { unwitnessedSince } = await served.status();
      gauge.set(unwitnessedSince === null ? 0 : secondsSince(unwitnessedSince));
    });
    this.gauge('lienthong_signing_refused', '1 while the log refuses to sign until a person has decided', [], async (gauge) => gauge.set((await served.status()).refusing === null ? 0 : 1));
  }

  measureRequests(instance: FastifyInstance): void {
    instance.addHook('onResponse', async (request, reply) => {
      this.requestDuration.observe({ method: request.method, route: request.routeOptions.url ?? 'unknown', status: reply.statusCode }, reply.elapsedTime / 1_000);
    });
  }

  private gauge(name: string, help: string, labelNames: readonly string[], read: (gauge: Gauge) => Promise<void>): void {
    const gauge: Gauge = new Gauge({
      name, help, labelNames: [...labelNames], registers: [],
      // With the database away the process still answers with what it knows; a missing figure is the alarm.
      async collect() {
        this.reset();
        await read(this).catch(() => this.remove());
      },
    });
    this.registry.registerMetric(gauge);
  }
}

function secondsSince(moment: string): number {
  return Math.max(0, (Date.now() - Date.parse(moment)) / 1_000);
}
