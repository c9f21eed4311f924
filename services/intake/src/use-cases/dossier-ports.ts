import type { CommandHandler, EventStore } from '@lienthong/event-store';
import type { DossierCommand, DossierRejection } from '../domain/dossier.decider.js';
import type { DossierEvent, DossierState } from '../domain/dossier.js';
import type { ProcedureCommand, ProcedureRejection } from '../domain/procedure.decider.js';
import type { Procedure, ProcedureEvent } from '../domain/procedure.js';
import type { StoreFile, StoredFileRejection } from '../domain/stored-file.decider.js';
import type { StoredFile, StoredFileEvent } from '../domain/stored-file.js';
import type { SubmissionCommand, SubmissionRejection } from '../domain/submission.decider.js';
import type { Submission, SubmissionEvent } from '../domain/submission.js';

/** Draws the number of the day for a receiving unit. Gaps happen, repeats never. */
export abstract class DossierNumbers {
  /** `day` is YYYY-MM-DD. */
  abstract next(unit: string, day: string): Promise<number>;
}

/** The streams of intake, as the use cases need them. */
export abstract class DossierPorts {
  abstract readonly store: EventStore;
  abstract readonly numbers: DossierNumbers;
  abstract readonly dossiers: CommandHandler<DossierCommand, DossierState, DossierEvent, DossierRejection>;
  abstract readonly submissions: CommandHandler<SubmissionCommand, Submission, SubmissionEvent, SubmissionRejection>;
  abstract readonly procedures: CommandHandler<ProcedureCommand, Procedure, ProcedureEvent, ProcedureRejection>;
  /** True for a file that an approved destruction takes with it: its holders are about to be forgotten. */
  abstract isBeingDestroyed(hash: string): Promise<boolean>;
  abstract readonly files: CommandHandler<StoreFile, StoredFile, StoredFileEvent, StoredFileRejection>;
}
