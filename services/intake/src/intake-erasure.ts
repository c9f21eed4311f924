import { EventStore } from '@lienthong/event-store';
import { appendsOf, ReadModels, type ErasureSteps } from '@lienthong/service-host';
import { isFileInUse } from './adapters/postgres/destruction-reads.js';
import { clearFiles } from './use-cases/clear-files.js';
import { DestructionPorts } from './use-cases/destruction-ports.js';
import { DossierPorts } from './use-cases/dossier-ports.js';
import { FileVault } from './use-cases/file-vault.js';

const ANYWHERE = { strict: false } as const;

/** Nothing of a dossier is kept here by another law; its files go with it, and intake's own report goes to the list that ordered it. */
export const intakeErasure: ErasureSteps = {
  keeps: [],
  tables: [],
  async clear(order, app) {
    const { position } = await app.get(EventStore, ANYWHERE).head();
    const reads = app.get(ReadModels, ANYWHERE);
    return clearFiles(app.get(DossierPorts, ANYWHERE), app.get(FileVault, ANYWHERE), (hash) => isFileInUse(reads, hash, position), order);
  },
  async reported(report, app, at) {
    const ports = app.get(DestructionPorts, ANYWHERE);
    return appendsOf(await ports.lists.prepare(report.list, { type: 'RecordErasure', at, data: { list: report.list, report, agencies: ports.agencies } }));
  },
};
