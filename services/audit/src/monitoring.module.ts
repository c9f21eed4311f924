import { Global, Module } from '@nestjs/common';
import { EventStore, Leases, Projections, SelfAudit } from '@lienthong/event-store';
import { Clock, Log, originOf, ReadModels, ServiceConfig, ServiceToken, signersOf, TransparencyPolicy } from '@lienthong/service-host';
import type { Policy } from '@lienthong/transparency-log';
import pg from 'pg';
import { EvidenceWatcher } from './adapters/clock/evidence-watcher.js';
import { LogMonitor, watchedLogs } from './adapters/clock/log-monitor.js';
import { AlarmsController } from './adapters/http/alarms.controller.js';
import { WitnessController } from './adapters/http/witness.controller.js';
import { KeyCosigner } from './adapters/keys/cosigner.js';
import { LogClient } from './adapters/logs/log-client.js';
import { SelfAuditClient } from './adapters/logs/self-audit-client.js';
import { ShownDifferences } from './adapters/logs/shown-differences.js';
import { StoredAlarmReads, ToldAlarms } from './adapters/postgres/alarms.js';
import { StoredAuditedLogs } from './adapters/postgres/audited-logs.js';
import { StoredEvidenceRecord } from './adapters/postgres/evidence-record.js';
import { StoredFactComparison } from './adapters/postgres/fact-comparison.js';
import { StoredWitnessRecord } from './adapters/postgres/witness-record.js';
import { Stopping } from './stopping.js';
import { AlarmReads, Alarms } from './use-cases/alarms.js';
import { EvidenceWatch } from './use-cases/evidence-watch.js';
import { AuditedLogs } from './use-cases/monitor/audited-logs.js';
import { LogReading } from './use-cases/monitor/log-reading.js';
import { Cosigner, WitnessRecord } from './use-cases/witness.js';

const AUDITED = ['intake', 'processing', 'tax', 'land-registry', 'postal', 'audit'] as const;
/** Where the installation has no policy, no log is watched. */
const WATCHES_NOTHING: Policy = { logs: [], witnesses: [], groups: [], quorum: 'none', completeness: [] };

const nowSeconds = (): number => Math.floor(Date.now() / 1_000);

/** The witness, the monitor and the alarms: what audit does with the logs themselves. */
@Global()
@Module({
  controllers: [AlarmsController, WitnessController],
  providers: [
    Stopping,
    { provide: AlarmReads, inject: [ReadModels], useFactory: (reads: ReadModels) => new StoredAlarmReads(reads) },
    {
      provide: Alarms, inject: [EventStore, Projections, ReadModels, Clock],
      useFactory: (store: EventStore, projections: Projections, reads: ReadModels, clock: Clock) => new ToldAlarms({ store, projections, reads, clock }),
    },
    { provide: WitnessRecord, inject: [pg.Pool], useFactory: (pool: pg.Pool) => new StoredWitnessRecord(pool) },
    { provide: Cosigner, inject: [ServiceConfig], useFactory: ({ settings }: ServiceConfig) => new KeyCosigner(signersOf(settings['WITNESS_KEY'] ?? ''), nowSeconds) },
    { provide: AuditedLogs, inject: [pg.Pool], useFactory: (pool: pg.Pool) => new StoredAuditedLogs(pool) },
    { provide: LogReading, inject: [Stopping], useFactory: ({ signal }: Stopping) => new LogClient(signal) },
    {
      provide: EvidenceWatch, inject: [pg.Pool, Alarms, TransparencyPolicy, LogReading, AuditedLogs],
      useFactory: (pool: pg.Pool, alarms: Alarms, { policy }: TransparencyPolicy, reading: LogReading, kept: AuditedLogs) => new EvidenceWatcher({
        record: new StoredEvidenceRecord(pool), alarms,
        differences: new ShownDifferences(new Map(watchedLogs(policy ?? WATCHES_NOTHING).map(({ origin, url }) => [origin, url])), { reading, kept }),
      }),
    },
    {
      provide: LogMonitor, inject: [Leases, TransparencyPolicy, LogReading, AuditedLogs, Alarms, pg.Pool, ServiceConfig, ServiceToken, SelfAudit, Clock, Log, Stopping],
      useFactory: (
        leases: Leases, { policy }: TransparencyPolicy, reading: LogReading, kept: AuditedLogs, alarms: Alarms, pool: pg.Pool, config: ServiceConfig, token: ServiceToken, own: SelfAudit,
        clock: Clock, log: Log, { signal }: Stopping,
      ) => new LogMonitor({
        leases, policy: policy ?? WATCHES_NOTHING, reading, kept, alarms, comparison: new StoredFactComparison(pool), clock, log, services: AUDITED,
        audits: new SelfAuditClient({ addresses: config.feeds, token, own, ownName: 'audit', stop: signal }), ownOrigin: originOf(config.province, 'audit'),
      }),
    },
  ],
  exports: [AlarmReads, Alarms, AuditedLogs, Stopping],
})
export class MonitoringModule {}
