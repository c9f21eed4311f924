import { accepted, rejected, type Command, type Decider, type Decision, type Rejection } from '@lienthong/kernel';
import { evolveProcedure, unknownProcedure, type Procedure, type ProcedureEvent, type ProcedureVersion } from './procedure.js';

// Commands

export type LearnProcedure = Command<'LearnProcedure', ProcedureVersion>;
export type ProcedureCommand = LearnProcedure;

// Rejections

export type ProcedureRejection = Rejection<'VERSION_ALTERED'>;

// Decide

export const procedureDecider: Decider<ProcedureCommand, Procedure, ProcedureEvent, ProcedureRejection> = {
  initial: unknownProcedure,
  decide: learn,
  evolve: evolveProcedure,
};

/** A version is immutable: hearing it twice adds nothing, hearing it changed is a fault of the sender that a person must see. */
function learn({ data }: LearnProcedure, { versions }: Procedure): Decision<ProcedureEvent, ProcedureRejection> {
  const known = versions.find(({ version }) => version === data.version);
  if (known === undefined) return accepted({ type: 'ProcedureLearned', data });
  if (JSON.stringify(known) === JSON.stringify(data)) return accepted();
  return rejected('VERSION_ALTERED', `Expected to learn procedure ${data.code} version ${data.version}, but that version is known with other contents`);
}
