import { Controller, Inject } from '@nestjs/common';
import { InstanceCompletedSchema, TaskCompletedSchema, TaskKind, TaskOfferedSchema, TaskWithdrawnSchema } from '@lienthong/contracts';
import type { Reaction } from '@lienthong/event-store';
import { CannotHandle } from '@lienthong/event-store';
import { OnFact, type Fact } from '@lienthong/messaging';
import { Clock } from '@lienthong/service-host';
import type { StepName } from '../../domain/obligation.js';
import { TAX_OFFICE, type TaxOffice } from '../../use-cases/tax-office.js';
import { appendsOf, dossierOf, reaction } from './reaction.js';

type Offered = Fact<typeof TaskOfferedSchema>;

/** Ends in which the citizen has the result: what was paid for it stays paid. */
const WITH_RESULT = 'returned';

/** What processing says is due, to whom, and no longer. */
@Controller()
export class ProcessingFacts {
  constructor(@Inject(TAX_OFFICE) private readonly office: TaxOffice, private readonly clock: Clock) {}

  @OnFact(TaskOfferedSchema)
  async offered(fact: Offered): Promise<Reaction> {
    const step = stepOf(fact.message);
    if (step !== undefined) return this.take(fact, step);
    const { taskId, dossierCode, agency, unit, name, offeredAt } = fact.message;
    return reaction(fact, this.clock.now(), [], [this.office.whereabouts.note(taskId, dossierCode, { agency, unit, name, since: offeredAt })]);
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
    const streams = outcome === WITH_RESULT ? [] : appendsOf(await this.office.obligations.prepare(dossierCode, { type: 'CancelObligation', at: fact.at, data: { dossierCode, outcome } }));
    return reaction(fact, this.clock.now(), streams, [this.office.whereabouts.forgetDossier(dossierCode)]);
  }

  private async take(fact: Offered, step: StepName): Promise<Reaction> {
    const { dossierCode, taskId, element, name, unit, role, reasonVi, reasonEn, offeredAt, dueAt, inputs } = fact.message;
    const prepared = await this.office.obligations.prepare(dossierCode, {
      type: 'OfferStep', at: fact.at,
      data: { dossierCode, dossierRef: dossierOf(fact).ref, taskId, step, element, name, unit, role, reasonVi, reasonEn, offeredAt, dueAt, inputs: JSON.stringify(inputs ?? {}) },
    });
    return reaction(fact, this.clock.now(), appendsOf(prepared));
  }

  private async close(fact: Fact<typeof TaskCompletedSchema> | Fact<typeof TaskWithdrawnSchema>, how: 'completed' | 'withdrawn', reason: string): Promise<Reaction> {
    const { dossierCode, taskId } = fact.message;
    const prepared = await this.office.obligations.prepare(dossierCode, { type: 'CloseStep', at: fact.at, data: { dossierCode, taskId, how, reason } });
    return reaction(fact, this.clock.now(), appendsOf(prepared), [this.office.whereabouts.forgetStep(taskId)]);
  }
}

/** Undefined for what waits elsewhere, or in processing's own task list. Whatever this office receives, it receives by payment. */
function stepOf({ agency, kind, type, dossierCode }: Offered['message']): StepName | undefined {
  if (type === 'tax.assess') return 'assess';
  // Taken in silence, the dossier would wait for ever at an office that does not know what to do.
  if (type.startsWith('tax.')) throw new CannotHandle('UNKNOWN_STEP', `Expected to take step ${type} of dossier ${dossierCode}, but this office does no such work`);
  return agency === 'tax' && kind === TaskKind.RECEIVE ? 'await-payment' : undefined;
}
