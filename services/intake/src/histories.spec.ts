import { describeHistories } from '@lienthong/service-host/specs';
import { announcements } from './adapters/messaging/announce.js';
import { dossierDecider } from './domain/dossier.decider.js';
import type { DestructionEvent, ErasureOrdered } from './domain/destruction-list.js';
import { destructionListDecider } from './domain/destruction-list.decider.js';
import type { DossierEvent } from './domain/dossier.js';
import { petitionDecider } from './domain/petition.decider.js';
import type { PetitionEvent } from './domain/petition.js';
import { procedureDecider } from './domain/procedure.decider.js';
import type { ProcedureEvent } from './domain/procedure.js';
import { storedFileDecider } from './domain/stored-file.decider.js';
import type { StoredFileEvent } from './domain/stored-file.js';
import { submissionDecider } from './domain/submission.decider.js';
import type { SubmissionEvent } from './domain/submission.js';
import type { SynchronisationEvent } from './domain/synchronisation.js';
import { synchronisationDecider } from './domain/synchronisation.decider.js';

const released: Readonly<Record<DossierEvent['type'] | ProcedureEvent['type'] | StoredFileEvent['type'] | SubmissionEvent['type'] | DestructionEvent['type'] | PetitionEvent['type'] | SynchronisationEvent['type'] | ErasureOrdered['type'], true>> = {
  DossierSubmitted: true, DossierAccepted: true, SupplementRequested: true, DossierSupplemented: true, DossierRefused: true, DossierWithdrawn: true, ResultReturned: true, ServiceRated: true,
  StateFollowed: true, ResultDecided: true, DossierStopped: true, WorkOffered: true, WorkDateMoved: true, WorkClosed: true, ChildStarted: true, ChildEnded: true, DueDateFollowed: true, FeePaid: true, PaymentCancelled: true, FeeRefunded: true, RefundCancelled: true, FileAttached: true,
  PetitionReceived: true, PetitionClassified: true, PetitionTransferred: true, PetitionReturned: true, PetitionAccepted: true, PetitionExtended: true, AuthorAsked: true, AuthorReplied: true, PetitionResolved: true, AnswerPublished: true, AnswerRated: true, CompetenceNamed: true, ProcedureLearned: true, FileStored: true, SubmissionReserved: true, SubmissionReleased: true,
  DestructionProposed: true, DestructionApproved: true, DestructionRejected: true, ErasureReported: true, DestructionCertified: true, ErasureOrdered: true, DossierSynchronised: true, SynchronisationRefused: true,
};

describeHistories({
  folder: new URL('../test/histories/', import.meta.url), announcements, released,
  deciders: { dossier: dossierDecider, procedure: procedureDecider, file: storedFileDecider, submission: submissionDecider, 'destruction-list': destructionListDecider, petition: petitionDecider, synchronisation: synchronisationDecider, erasure: { initial: null, evolve: (state) => state } },
});
