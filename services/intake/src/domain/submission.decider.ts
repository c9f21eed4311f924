import { accepted, assertNever, rejected, type Command, type Decider, type Decision, type Rejection } from '@lienthong/kernel';
import { evolveSubmission, noSubmission, type Submission, type SubmissionEvent } from './submission.js';

// Commands

export type ReserveSubmission = Command<'ReserveSubmission', { dossierCode: string }>;
export type ReleaseSubmission = Command<'ReleaseSubmission', { dossierCode: string }>;
export type SubmissionCommand = ReserveSubmission | ReleaseSubmission;

// Rejections

/** `dossierCode`: the dossier that stands for this request, which is the answer to it. */
export type SubmissionRejection = Rejection<'ALREADY_SUBMITTED'> & Readonly<{ dossierCode: string }>;

// Decide

export const submissionDecider: Decider<SubmissionCommand, Submission, SubmissionEvent, SubmissionRejection> = {
  initial: noSubmission,
  decide(command, state) {
    switch (command.type) {
      case 'ReserveSubmission': return reserve(command, state);
      case 'ReleaseSubmission': return release(command, state);
      default: return assertNever(command);
    }
  },
  evolve: evolveSubmission,
};

function reserve({ data }: ReserveSubmission, { dossierCode }: Submission): Decision<SubmissionEvent, SubmissionRejection> {
  if (dossierCode === null) return accepted({ type: 'SubmissionReserved', data });
  return dossierCode === data.dossierCode ? accepted() : alreadySubmitted(dossierCode);
}

export function alreadySubmitted(dossierCode: string): Readonly<{ kind: 'rejected'; rejection: SubmissionRejection }> {
  const { rejection } = rejected('ALREADY_SUBMITTED', `Expected to submit a new dossier, but dossier ${dossierCode} already carries this request`);
  return { kind: 'rejected', rejection: { ...rejection, dossierCode } };
}

/** Only the dossier that holds the reservation frees it. */
function release({ data }: ReleaseSubmission, { dossierCode }: Submission): Decision<SubmissionEvent, SubmissionRejection> {
  return dossierCode === data.dossierCode ? accepted({ type: 'SubmissionReleased', data }) : accepted();
}
