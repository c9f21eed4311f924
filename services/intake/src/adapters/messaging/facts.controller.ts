import { Controller } from '@nestjs/common';
import { CertificateIssuedSchema, InstanceCompletedSchema, ItemDeliveredSchema, ProcedurePublishedSchema, TaskCompletedSchema, TaskOfferedSchema, TaskWithdrawnSchema } from '@lienthong/contracts';
import { CannotHandle, type Actor, type Reaction } from '@lienthong/event-store';
import type { Rejection } from '@lienthong/kernel';
import { OnFact, type Fact } from '@lienthong/messaging';
import { Clock, vietnamTime } from '@lienthong/service-host';
import type { FollowingCommand } from '../../domain/dossier-following.js';
import { prepareChange } from '../../use-cases/change-dossier.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { stepOf } from './offered-step.js';
import { versionOf } from './published-procedure.js';

const INTAKE: Actor = { role: 'service', name: 'intake' };

/** What intake makes of the facts of processing, the land office and the post. */
@Controller()
export class FactsController {
  constructor(private readonly ports: DossierPorts, private readonly clock: Clock) {}

  @OnFact(ProcedurePublishedSchema)
  async procedurePublished({ message }: Fact<typeof ProcedurePublishedSchema>): Promise<Reaction> {
    const at = this.clock.now();
    const version = versionOf(message);
    const prepared = await this.ports.procedures.prepare(version.code, { type: 'LearnProcedure', at, data: version });
    if (prepared.kind === 'rejected') throw park(prepared.rejection);
    // Not about a dossier, so no dossier's history can name the fact as its cause.
    return prepared.append.events.length === 0 ? 'nothing' : { streams: [prepared.append], meta: { actor: INTAKE, at, dossier: null } };
  }

  @OnFact(TaskOfferedSchema)
  async taskOffered(fact: Fact<typeof TaskOfferedSchema>): Promise<Reaction> {
    return this.react(fact, { type: 'FollowStep', at: this.clock.now(), data: stepOf(fact.message) });
  }

  @OnFact(TaskCompletedSchema)
  async taskCompleted(fact: Fact<typeof TaskCompletedSchema>): Promise<Reaction> {
    return this.react(fact, { type: 'CloseWork', at: this.clock.now(), data: { taskId: fact.message.taskId } });
  }

  @OnFact(TaskWithdrawnSchema)
  async taskWithdrawn(fact: Fact<typeof TaskWithdrawnSchema>): Promise<Reaction> {
    return this.react(fact, { type: 'CloseWork', at: this.clock.now(), data: { taskId: fact.message.taskId } });
  }

  /** An instance that ends with its result needs nothing here: the hand-over was the end that the citizen sees. */
  @OnFact(InstanceCompletedSchema)
  async instanceCompleted(fact: Fact<typeof InstanceCompletedSchema>): Promise<Reaction> {
    const { outcome } = fact.message;
    return outcome === 'returned' ? 'nothing' : this.react(fact, { type: 'StopDossier', at: this.clock.now(), data: { outcome } });
  }

  /** The right is the buyer's from here on: too late to withdraw. */
  @OnFact(CertificateIssuedSchema)
  async certificateIssued(fact: Fact<typeof CertificateIssuedSchema>): Promise<Reaction> {
    const { certificateNumber, issuedAt } = fact.message;
    return this.react(fact, { type: 'RecordDecision', at: this.clock.now(), data: { certificateNumber, decidedAt: momentOf(issuedAt) } });
  }

  @OnFact(ItemDeliveredSchema)
  async itemDelivered(fact: Fact<typeof ItemDeliveredSchema>): Promise<Reaction> {
    const { itemCode, deliveredAt, receivedBy } = fact.message;
    return this.react(fact, { type: 'RecordDelivery', at: this.clock.now(), data: { itemCode, receivedBy, deliveredAt: momentOf(deliveredAt) } });
  }

  private async react({ message: { dossierCode }, dossier, cause }: Readonly<{ message: { dossierCode: string } } & Pick<Fact, 'dossier' | 'cause'>>, command: FollowingCommand): Promise<Reaction> {
    const change = await prepareChange(this.ports, dossierCode, command);
    if (change.kind === 'rejected') throw park(change.rejection);
    return change.events.length === 0 ? 'nothing' : { streams: change.streams, meta: { actor: INTAKE, at: command.at, dossier, cause } };
  }
}

/** In the one written form by which the domain compares times. */
function momentOf(text: string): string {
  const moment = Date.parse(text);
  if (Number.isNaN(moment)) throw new CannotHandle('TIME_UNREADABLE', `Expected to read a time, but "${text.slice(0, 40)}" is none`);
  return vietnamTime(moment);
}

/** A person has to look at a fact that does not fit the dossier; its later facts wait behind it. */
function park({ code, because }: Rejection<string>): CannotHandle {
  return new CannotHandle(code, because);
}
