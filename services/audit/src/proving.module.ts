import type { AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { originOf, ReadModels, ServiceConfig, ServiceToken, signersOf } from '@lienthong/service-host';
import pg from 'pg';
import { LogsController } from './adapters/http/logs.controller.js';
import { ProofsController } from './adapters/http/proofs.controller.js';
import { IntakeHolders } from './adapters/intake/intake-holders.js';
import { KeyCompletenessSigner } from './adapters/keys/completeness-signer.js';
import { AgencyLogsClient } from './adapters/logs/agency-logs-client.js';
import { StoredDossierEvidence } from './adapters/postgres/dossier-evidence.js';
import { Histories } from './adapters/postgres/histories.js';
import { Stopping } from './stopping.js';
import { DossierReads } from './use-cases/dossier-reads.js';
import { Holders } from './use-cases/holders.js';
import { AgencyLogs, DossierEvidenceReads } from './use-cases/proof/dossier-evidence.js';
import { CompletenessSigner } from './use-cases/proof/write-proof.js';

/** What people get from the logs: how each of them stands, the proof of a dossier, and who read it. */
@Module({
  controllers: [LogsController, ProofsController],
  providers: [
    { provide: DossierReads, useFactory: (reads: ReadModels) => new Histories(reads), inject: [ReadModels] },
    { provide: DossierEvidenceReads, inject: [pg.Pool, ServiceConfig], useFactory: (pool: pg.Pool, { province }: ServiceConfig) => new StoredDossierEvidence(pool, originOf(province, 'audit')) },
    { provide: Holders, inject: [ServiceConfig, Stopping], useFactory: ({ feeds }: ServiceConfig, { signal }: Stopping) => new IntakeHolders(feeds.intake, signal) },
    { provide: CompletenessSigner, inject: [ServiceConfig], useFactory: ({ settings }: ServiceConfig) => new KeyCompletenessSigner(signersOf(settings['COMPLETENESS_KEY'] ?? '')) },
    {
      provide: AgencyLogs, inject: [ServiceConfig, ServiceToken, HttpAdapterHost, Stopping],
      useFactory: ({ feeds, host }: ServiceConfig, token: ServiceToken, { httpAdapter }: HttpAdapterHost, { signal }: Stopping) => new AgencyLogsClient({
        // Its own log is asked in the same way as the others: what one may say of a dossier is decided in one place.
        token, stop: signal, addressOf: (service) => (service === 'audit' ? ownAddress(host, httpAdapter.getHttpServer() as Listening) : feeds[service as keyof typeof feeds]),
      }),
    },
  ],
  exports: [DossierReads, Holders],
})
export class ProvingModule {}

type Listening = Readonly<{ address(): AddressInfo | string | null }>;

function ownAddress(host: string, server: Listening): string | undefined {
  const address = server.address();
  return typeof address === 'object' && address !== null ? `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${address.port}` : undefined;
}
