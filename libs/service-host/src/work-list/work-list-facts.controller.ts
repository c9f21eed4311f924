import { InstanceCompletedSchema, TaskCompletedSchema, TaskDateMovedSchema, TaskOfferedSchema, TaskWithdrawnSchema } from '@lienthong/contracts';
import { CannotHandle, type Reaction } from '@lienthong/event-store';
import { OnFact, type Fact } from '@lienthong/messaging';
import { Controller } from '@nestjs/common';
import { Clock } from '../clock.js';
import { appendsOf, dossierOf, reactionOf, type React } from '../reaction.js';
import { ServiceConfig } from '../service-config.js';
import { OfferedWork, type ClosedStep } from './offered-work.js';

/** What processing says is due at an agency, to whom, and no longer. The module provides the agency's `OfferedWork`. */
@Controller()
export class WorkListFacts {
  private readonly react: React;

  constructor(private readonly work: OfferedWork, private readonly config: ServiceConfig, private readonly clock: Clock) {
    this.react = reactionOf(config.service);
  }

  @OnFact(TaskOfferedSchema)
  async offered(fact: Fact<typeof TaskOfferedSchema>): Promise<Reaction> {
    const step = this.work.stepOf(fact.message);
    if (step !== undefined) return this.take(fact, step);
    const { type, taskId, dossierCode, agency, unit, name, offeredAt } = fact.message;
    // Taken in silence, the dossier would wait for ever at an office that does not know what to do.
    if (type.startsWith(`${this.config.service}.`)) throw new CannotHandle('UNKNOWN_STEP', `Expected to take step ${type} of dossier ${dossierCode}, but this office does no such work`);
    return this.react(fact, this.clock.now(), [], [this.work.whereabouts.note(taskId, dossierCode, { agency, unit, name, since: offeredAt })]);
  }

  @OnFact(TaskCompletedSchema)
  completed(fact: Fact<typeof TaskCompletedSchema>): Promise<Reaction> {
    const { dossierCode, taskId } = fact.message;
    return this.close(fact, { dossierCode, taskId, how: 'completed', reason: '' });
  }

  @OnFact(TaskWithdrawnSchema)
  withdrawn(fact: Fact<typeof TaskWithdrawnSchema>): Promise<Reaction> {
    const { dossierCode, taskId, reason } = fact.message;
    return this.close(fact, { dossierCode, taskId, how: 'withdrawn', reason });
  }

  /** Never ahead of its step: facts of a dossier come in order, and wait behind one that is parked. */
  @OnFact(TaskDateMovedSchema)
  async dateMoved(fact: Fact<typeof TaskDateMovedSchema>): Promise<Reaction> {
    const { dossierCode, taskId, to } = fact.message;
    return this.react(fact, this.clock.now(), appendsOf(await this.work.move({ dossierCode, taskId, dueAt: to }, fact.at)));
  }

  @OnFact(InstanceCompletedSchema)
  async ended(fact: Fact<typeof InstanceCompletedSchema>): Promise<Reaction> {
    const { dossierCode, outcome } = fact.message;
    return this.react(fact, this.clock.now(), await this.work.end(dossierCode, outcome, fact.at), [this.work.whereabouts.forgetDossier(dossierCode)]);
  }

  private async take(fact: Fact<typeof TaskOfferedSchema>, step: string): Promise<Reaction> {
    const { dossierCode, taskId, element, name, nameEn, unit, role, reasonVi, reasonEn, offeredAt, dueAt, inputs } = fact.message;
    const offered = { dossierCode, dossierRef: dossierOf(fact).ref, taskId, step, element, name, nameEn, unit, role, reasonVi, reasonEn, offeredAt, dueAt, inputs: JSON.stringify(inputs ?? {}) };
    return this.react(fact, this.clock.now(), appendsOf(await this.work.offer(offered, fact.at)));
  }

  private async close(fact: Pick<Fact, 'cause' | 'dossier' | 'at'>, step: ClosedStep): Promise<Reaction> {
    return this.react(fact, this.clock.now(), appendsOf(await this.work.close(step, fact.at)), [this.work.whereabouts.forgetStep(step.taskId)]);
  }
}
