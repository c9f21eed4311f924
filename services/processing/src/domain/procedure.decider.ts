import { parseLimit } from '@lienthong/calendar';
import { accepted, rejected, type Command, type Decider, type Decision, type Rejection } from '@lienthong/kernel';
import { evolveProcedure, unpublished, type Procedure, type ProcedureContent, type ProcedureEvent } from './procedure.js';

// Commands

export type PublishProcedure = Command<'PublishProcedure', ProcedureContent>;

// Rejections

export type ProcedureRejection = Rejection<'NOT_A_LIMIT' | 'EFFECTIVE_BEFORE_PREVIOUS'>;

// Decide

/** What the model says was checked when it was read. Versions are numbered from 1 and never change. A file that is a version already, the newest or an older one, does not become another. */
export const procedureDecider: Decider<PublishProcedure, Procedure, ProcedureEvent, ProcedureRejection> = {
  initial: unpublished,
  decide({ data, at }, procedure): Decision<ProcedureEvent, ProcedureRejection> {
    if (procedure.versionBySha256[data.modelSha256] !== undefined) return accepted();
    const limits = [data.limit, ...data.steps.map((step) => step.limit)].map((limit) => parseLimit(limit));
    const unreadable = limits.find((reading) => reading.kind === 'refused');
    if (unreadable?.kind === 'refused') return { kind: 'rejected', rejection: unreadable.rejection };
    if (data.effectiveFrom < procedure.effectiveFrom) {
      return rejected('EFFECTIVE_BEFORE_PREVIOUS', `Expected to publish procedure ${data.code} from ${data.effectiveFrom}, but version ${procedure.version} is in force from ${procedure.effectiveFrom}`);
    }
    return accepted({ type: 'ProcedurePublished', data: { ...data, version: procedure.version + 1, publishedAt: at } });
  },
  evolve: evolveProcedure,
};
