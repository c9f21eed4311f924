import type { CommandHandler, EventStore } from '@lienthong/event-store';
import type { Page, Paged } from '@lienthong/service-host';
import type { SynchronisationEvent, Synchronisation, SynchronisationStatus, SynchronisedStep } from '../domain/synchronisation.js';
import type { ReportSynchronisation, SynchronisationRejection } from '../domain/synchronisation.decider.js';
import type { Visibility } from '../domain/visibility.js';
import type { DossierPorts } from './dossier-ports.js';

export abstract class SynchronisationPorts {
  abstract readonly store: EventStore;
  abstract readonly procedures: DossierPorts['procedures'];
  abstract readonly synchronisations: CommandHandler<ReportSynchronisation, Synchronisation, SynchronisationEvent, SynchronisationRejection>;
}

/** A state of a dossier with what the portal made of it; the last three null until it was reported. */
export type KnownStep = SynchronisedStep & Readonly<{ procedureCode: string; reachedAt: string; status: SynchronisationStatus; reference: string | null; reason: string | null; reportedAt: string | null }>;

export type StepFilter = Readonly<{ status: SynchronisationStatus | undefined; dossierCode: string | undefined }>;

/** Every state that dossiers have reached, in the order in which they did. */
export abstract class SynchronisationReads {
  abstract list(visibility: Visibility, filter: StepFilter, page: Page): Promise<Paged<KnownStep>>;
  abstract findStep(code: string, dossierVersion: number): Promise<KnownStep | undefined>;
}
