import type { WorkingCalendar } from '@lienthong/calendar';
import type { CommandHandler, EventStore } from '@lienthong/event-store';
import type { Page, Paged } from '@lienthong/service-host';
import type { PetitionMatter } from '@lienthong/calendar';
import type { PetitionAccess } from '../domain/petition-access.js';
import type { PetitionCommand, PetitionRejection } from '../domain/petition.decider.js';
import type { KnownPetition, Petition, PetitionEvent, PetitionStatus } from '../domain/petition.js';

/** The streams of petitions, as those who act on them need them. */
export abstract class PetitionPorts {
  abstract readonly store: EventStore;
  abstract readonly petitions: CommandHandler<PetitionCommand, Petition, PetitionEvent, PetitionRejection>;
  abstract drawNumber(series: string): Promise<number>;
  /** Who gets what a citizen sends to no unit in particular. */
  abstract readonly receivingUnit: string;
  /** By which the dates of a petition are counted. */
  abstract calendar(): Promise<WorkingCalendar | undefined>;
}

export type PetitionFilter = Readonly<{ status: PetitionStatus | undefined; matter: PetitionMatter | undefined; overdueAt: string | undefined }>;
export type FoundPetition = Readonly<{ petition: KnownPetition; version: number; dueAt: string | null }>;

/** Petitions as lists show them. */
export abstract class PetitionReads {
  /** Those that are due first in front; what is done, behind. */
  abstract list(access: PetitionAccess, filter: PetitionFilter, page: Page): Promise<Paged<FoundPetition>>;
  /** Those that have ended and are on no destruction list, those that ended first in front. */
  abstract ended(access: PetitionAccess, page: Page): Promise<Paged<KnownPetition>>;
}
