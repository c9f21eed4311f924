import { Controller, Inject } from '@nestjs/common';
import { InstanceCompletedSchema, TaskCompletedSchema, TaskOfferedSchema, TaskWithdrawnSchema } from '@lienthong/contracts';
import type { Reaction } from '@lienthong/event-store';
import { CannotHandle } from '@lienthong/event-store';
import { OnFact, type Fact } from '@lienthong/messaging';
import { Clock } from '@lienthong/service-host';
import { STEPS, type StepName } from '../../domain/transfer.js';
import { closeTransfer } from '../../use-cases/close-transfer.js';
import { LAND_OFFICE, type LandOffice } from '../../use-cases/land-office.js';
import { appendsOf, dossierOf, reaction } from './reaction.js';

const OURS = 'land-registry.';

/** What processing says is due, to whom, and no longer. */
@Controller()
export class ProcessingFacts {
  constructor(@Inject(LAND_OFFICE) private readonly office: LandOffice, private readonly clock: Clock) {}

  @OnFact(TaskOfferedSchema)
  async offered(fact: Fact<typeof TaskOfferedSchema>): Promise<Reaction> {
    const { type, taskId, dossierCode, agency, unit, name, offeredAt } = fact.message;
    if (!type.startsWith(OURS)) return reaction(fact, this.clock.now(), [], [this.office.whereabouts.note(taskId, dossierCode, { agency, unit, name, since: offeredAt })]);
    const step = STEPS.find((known) => type === `${OURS}${known}`);
    // Taken in silence, the dossier would wait for ever at an office that does not know what to do.
    if (step === undefined) throw new CannotHandle('UNKNOWN_STEP', `Expected to take step ${type} of dossier ${dossierCode}, but this office does no such work`);
    return this.take(fact, step);
  }

  @OnFact(TaskCompletedSchema)
  completed(fact: Fact<typeof TaskCompletedSchema>): Promise<Reaction> {
    return this.close(fact, 'completed', '');
  }

  @OnFact(TaskWithdrawnSchema)
  withdrawn(fact: Fact<typeof TaskWithdrawnSchema>): Promise<Reaction> {
    return this.close(fact, 'withdrawn', fact.message.reason);
  }

  @OnFact(InstanceCompletedSchema)
  async ended(fact: Fact<typeof InstanceCompletedSchema>): Promise<Reaction> {
    const { dossierCode, outcome } = fact.message;
    return reaction(fact, this.clock.now(), await closeTransfer(this.office, dossierCode, outcome, fact.at), [this.office.whereabouts.forgetDossier(dossierCode)]);
  }

  private async take(fact: Fact<typeof TaskOfferedSchema>, step: StepName): Promise<Reaction> {
    const { dossierCode, taskId, element, name, unit, role, reasonVi, reasonEn, offeredAt, dueAt, inputs } = fact.message;
    const prepared = await this.office.transfers.prepare(dossierCode, {
      type: 'OfferStep', at: fact.at,
      data: { dossierCode, dossierRef: dossierOf(fact).ref, taskId, step, element, name, unit, role, reasonVi, reasonEn, offeredAt, dueAt, inputs: JSON.stringify(inputs ?? {}) },
    });
    return reaction(fact, this.clock.now(), appendsOf(prepared));
  }

  private async close(fact: Fact<typeof TaskCompletedSchema> | Fact<typeof TaskWithdrawnSchema>, how: 'completed' | 'withdrawn', reason: string): Promise<Reaction> {
    const { dossierCode, taskId } = fact.message;
    const prepared = await this.office.transfers.prepare(dossierCode, { type: 'CloseStep', at: fact.at, data: { dossierCode, taskId, how, reason } });
    return reaction(fact, this.clock.now(), appendsOf(prepared), [this.office.whereabouts.forgetStep(taskId)]);
  }
}
