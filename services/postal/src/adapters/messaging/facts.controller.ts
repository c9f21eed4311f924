import { Controller } from '@nestjs/common';
import { Channel, DossierAcceptedSchema, DossierSubmittedSchema, DossierSupplementedSchema, ReturnManner, TaskCompletedSchema, TaskDateMovedSchema, TaskOfferedSchema, TaskWithdrawnSchema, type Person } from '@lienthong/contracts';
import { CannotHandle, type Reaction } from '@lienthong/event-store';
import { OnFact, type Fact } from '@lienthong/messaging';
import { appendsOf, Clock, reactionOf } from '@lienthong/service-host';
import type { Addressee } from '../../domain/delivery.js';
import { PostOffice } from '../../use-cases/post-office.js';

const OURS = 'postal.';
const reaction = reactionOf('postal');

/** What postal makes of the facts of intake and processing. */
@Controller()
export class FactsController {
  constructor(private readonly office: PostOffice, private readonly clock: Clock) {}

  /** The paper originals of an online application may have to be fetched. */
  @OnFact(DossierSubmittedSchema)
  async submitted(fact: Fact<typeof DossierSubmittedSchema>): Promise<Reaction> {
    const { code, channel, receivingUnit } = fact.message;
    if (channel !== Channel.ONLINE) return 'nothing';
    const at = this.clock.now();
    return reaction(fact, at, appendsOf(await this.office.collections.prepare(code, { type: 'NotePapers', at, data: { code, receivingUnit } })));
  }

  @OnFact(DossierAcceptedSchema)
  async accepted(fact: Fact<typeof DossierAcceptedSchema>): Promise<Reaction> {
    const { code, returnManner, recipient, receivingUnit } = fact.message;
    if (returnManner !== ReturnManner.POST || recipient === undefined) return 'nothing';
    const at = this.clock.now();
    return reaction(fact, at, appendsOf(await this.office.deliveries.prepare(code, { type: 'NoteRecipient', at, data: { code, recipient: addresseeOf(recipient), sender: receivingUnit } })));
  }

  /** Corrected before the item goes out, it goes to the new address; afterwards the office is told that it went to the old one. */
  @OnFact(DossierSupplementedSchema)
  async supplemented(fact: Fact<typeof DossierSupplementedSchema>): Promise<Reaction> {
    const { code, recipient, reason, supplementedAt } = fact.message;
    if (recipient === undefined) return 'nothing';
    const at = this.clock.now();
    return reaction(fact, at, appendsOf(await this.office.deliveries.prepare(code, { type: 'CorrectRecipient', at, data: { code, recipient: addresseeOf(recipient), reason, correctedAt: supplementedAt } })));
  }

  @OnFact(TaskOfferedSchema)
  async offered(fact: Fact<typeof TaskOfferedSchema>): Promise<Reaction> {
    const { dossierCode: code, taskId, type, element, name, agency, unit, role, reasonVi, reasonEn, offeredAt, dueAt } = fact.message;
    if (!type.startsWith(OURS)) return 'nothing';
    // Taken in silence, the dossier would wait for ever at an office that does not know what to do.
    if (type !== 'postal.deliver-result') throw new CannotHandle('WORK_UNKNOWN', `Expected to take up ${type} of dossier ${code}, but the post does no such work`);
    const at = this.clock.now();
    const wanted = { taskId, type, element, name, agency, unit, role, reason: { vi: reasonVi, en: reasonEn }, offeredAt, dueAt };
    return reaction(fact, at, appendsOf(await this.office.deliveries.prepare(code, { type: 'WantDelivery', at, data: { code, recipient: recipientOf(fact.message.inputs?.['recipient']), wanted } })));
  }

  @OnFact(TaskDateMovedSchema)
  async dateMoved(fact: Fact<typeof TaskDateMovedSchema>): Promise<Reaction> {
    const { dossierCode: code, taskId, to } = fact.message;
    const at = this.clock.now();
    return reaction(fact, at, appendsOf(await this.office.deliveries.prepare(code, { type: 'MoveDeliveryDate', at, data: { code, taskId, dueAt: to } })));
  }

  @OnFact(TaskCompletedSchema)
  completed(fact: Fact<typeof TaskCompletedSchema>): Promise<Reaction> {
    return this.unwant(fact);
  }

  @OnFact(TaskWithdrawnSchema)
  withdrawn(fact: Fact<typeof TaskWithdrawnSchema>): Promise<Reaction> {
    return this.unwant(fact);
  }

  private async unwant(fact: Fact<typeof TaskCompletedSchema> | Fact<typeof TaskWithdrawnSchema>): Promise<Reaction> {
    const { dossierCode: code, taskId } = fact.message;
    const at = this.clock.now();
    return reaction(fact, at, appendsOf(await this.office.deliveries.prepare(code, { type: 'UnwantDelivery', at, data: { code, taskId } })));
  }
}

function addresseeOf({ name, address, phone, email }: Person): Addressee {
  return { name, address, phone, email };
}

/** A procedure may map another recipient than the application's into its step. */
function recipientOf(input: unknown): Addressee | null {
  if (typeof input !== 'object' || input === null) return null;
  const { name, address, phone, email } = input as Record<string, unknown>;
  if (typeof name !== 'string' || typeof address !== 'string') return null;
  return { name, address, phone: typeof phone === 'string' ? phone : '', email: typeof email === 'string' ? email : '' };
}
