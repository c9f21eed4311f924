import { accepted, rejected, type Command, type Decider, type Decision, type Rejection } from '@lienthong/kernel';
import type { By } from './application.js';
import { isAfter } from './dossier-rules.js';
import { inFuture, type DateRejection } from './dossier-submission.js';
import { evolveSynchronisation, notSynchronised, type Synchronisation, type SynchronisationEvent, type SynchronisedStep } from './synchronisation.js';

// Command

export type SynchronisationOutcome = Readonly<{ kind: 'synchronised'; reference: string; at: string }> | Readonly<{ kind: 'refused'; reason: string; at: string }>;
/** `step` as the dossier's own log has it, never as the connector says. */
export type ReportSynchronisation = Command<'ReportSynchronisation', { by: By; step: SynchronisedStep; outcome: SynchronisationOutcome }>;

// Rejections

type Taken = Rejection<'SYNCHRONISED_ALREADY'> & Readonly<{ reference: string; synchronisedAt: string }>;
export type SynchronisationRejection = DateRejection | Taken | Rejection<'TOO_MANY_REFUSALS'>;

/** A connector that tries again for ever with ever other words must not fill the log: a person has to look long before. */
const MOST_REFUSALS = 100;

// Decide

/** Its connectors report what the National Portal has taken; nobody else does. */
export const NATIONAL_PORTAL = 'national-portal';

export const synchronisationDecider: Decider<ReportSynchronisation, Synchronisation, SynchronisationEvent, SynchronisationRejection> = {
  initial: notSynchronised,
  decide: report,
  evolve: evolveSynchronisation,
};

/** What the portal has it has: the same said again adds nothing, anything else about that state is refused. What it refused may be tried again. */
function report({ data: { by, step, outcome }, at }: ReportSynchronisation, { reports, refusals }: Synchronisation): Decision<SynchronisationEvent, SynchronisationRejection> {
  const { unit, subject, name } = by;
  const { code, dossierVersion } = step;
  const before = reports.find((each) => each.dossierVersion === dossierVersion);
  if (before?.kind === 'synchronised') return outcome.kind === 'synchronised' && outcome.reference === before.reference ? accepted() : takenAlready(step, before);
  if (isAfter(outcome.at, at)) return inFuture(`report on dossier ${code}`, 'at', outcome.at);
  const reportedBy = { unit, subject, name };
  if (outcome.kind === 'synchronised') return accepted({ type: 'DossierSynchronised', data: { ...step, reference: outcome.reference, synchronisedAt: outcome.at, reportedBy } });
  if (before?.reason === outcome.reason) return accepted();
  if (refusals >= MOST_REFUSALS) return rejected('TOO_MANY_REFUSALS', `Expected to report a refusal of dossier ${code}, but ${refusals} of it are recorded`);
  return accepted({ type: 'SynchronisationRefused', data: { ...step, reason: outcome.reason, refusedAt: outcome.at, reportedBy } });
}

function takenAlready({ code, state }: SynchronisedStep, { reference, at }: Readonly<{ reference: string; at: string }>): Decision<SynchronisationEvent, SynchronisationRejection> {
  const { rejection } = rejected('SYNCHRONISED_ALREADY', `Expected to report on state ${state} of dossier ${code}, but the portal has it since ${at} as ${reference}`);
  return { kind: 'rejected', rejection: { ...rejection, reference, synchronisedAt: at } };
}
