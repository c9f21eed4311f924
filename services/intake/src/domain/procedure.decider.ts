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

/**
 * A version is immutable: hearing it twice adds nothing, hearing it changed is a fault of the sender that a person must see. Only what was kept is compared:
 * an older intake kept less of a message than this one.
 */
function learn({ data }: LearnProcedure, { versions }: Procedure): Decision<ProcedureEvent, ProcedureRejection> {
  const known = versions.find(({ version }) => version === data.version);
  if (known === undefined) return accepted({ type: 'ProcedureLearned', data });
  if (saysTheSame(known, data)) return accepted();
  return rejected('VERSION_ALTERED', `Expected to learn procedure ${data.code} version ${data.version}, but that version is known with other contents`);
}

function saysTheSame(known: ProcedureVersion, heard: ProcedureVersion): boolean {
  return Object.entries(known).every(([name, value]) => JSON.stringify(value) === JSON.stringify(heard[name as keyof ProcedureVersion]));
}
