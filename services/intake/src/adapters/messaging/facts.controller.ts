import { Controller } from '@nestjs/common';
import { CertificateIssuedSchema, DueDateMovedSchema, InstanceCompletedSchema, InstanceStartedSchema, ItemDeliveredSchema, ProcedurePublishedSchema, TaskCompletedSchema, TaskDateMovedSchema, TaskOfferedSchema, TaskWithdrawnSchema } from '@lienthong/contracts';
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

  /** A case is one dossier to every log: of its children the subject is the case's code, and the message names the child. */
  @OnFact(InstanceStartedSchema)
  async instanceStarted(fact: Fact<typeof InstanceStartedSchema>): Promise<Reaction> {
    const { dossierCode: childCode, procedureCode, name, nameEn, agency, unit, startedAt, dueAt } = fact.message;
    if (!isOfChild(fact)) return 'nothing';
    return this.react(ofCase(fact), { type: 'NoteChild', at: this.clock.now(), data: { childCode, procedureCode, name: { vi: name, en: nameEn }, agency, unit, startedAt, dueAt } });
  }

  @OnFact(TaskOfferedSchema)
  async taskOffered(fact: Fact<typeof TaskOfferedSchema>): Promise<Reaction> {
    const { type, dossierCode } = fact.message;
    // A child's work is done in the task list of its body: what intake does, it does for the case.
    if (isOfChild(fact) && type.startsWith('intake.')) throw new CannotHandle('WORK_UNKNOWN', `Expected to take up ${type}, but ${dossierCode} is a child dossier and has nothing to do here`);
    if (isOfChild(fact)) return 'nothing';
    return this.react(fact, { type: 'FollowStep', at: this.clock.now(), data: stepOf(fact.message) });
  }

  @OnFact(TaskDateMovedSchema)
  async taskDateMoved(fact: Fact<typeof TaskDateMovedSchema>): Promise<Reaction> {
    if (isOfChild(fact)) return 'nothing';
    const { taskId, from, to, movedAt } = fact.message;
    return this.react(fact, { type: 'MoveWorkDate', at: this.clock.now(), data: { taskId, from, to, movedAt: momentOf(movedAt) } });
  }

  @OnFact(TaskCompletedSchema)
  async taskCompleted(fact: Fact<typeof TaskCompletedSchema>): Promise<Reaction> {
    return isOfChild(fact) ? 'nothing' : this.react(fact, { type: 'CloseWork', at: this.clock.now(), data: { taskId: fact.message.taskId } });
  }

  @OnFact(TaskWithdrawnSchema)
  async taskWithdrawn(fact: Fact<typeof TaskWithdrawnSchema>): Promise<Reaction> {
    return isOfChild(fact) ? 'nothing' : this.react(fact, { type: 'CloseWork', at: this.clock.now(), data: { taskId: fact.message.taskId } });
  }

  /** An instance that ends with its result needs nothing here: the hand-over was the end that the citizen sees. */
  @OnFact(InstanceCompletedSchema)
  async instanceCompleted(fact: Fact<typeof InstanceCompletedSchema>): Promise<Reaction> {
    const { outcome, outcomeName, completedAt, dossierCode: childCode } = fact.message;
    if (isOfChild(fact)) return this.react(ofCase(fact), { type: 'NoteChildEnd', at: this.clock.now(), data: { childCode, outcome, name: outcomeName, at: momentOf(completedAt) } });
    return outcome === 'returned' ? 'nothing' : this.react(fact, { type: 'StopDossier', at: this.clock.now(), data: { outcome } });
  }

  /** Of a child dossier the date is its body's. */
  @OnFact(DueDateMovedSchema)
  async dueDateMoved(fact: Fact<typeof DueDateMovedSchema>): Promise<Reaction> {
    if (isOfChild(fact)) return 'nothing';
    const { from, to, ground, movedAt } = fact.message;
    return this.react(fact, { type: 'FollowDueDate', at: this.clock.now(), data: { from, to, ground, movedAt: momentOf(movedAt) } });
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

  private async react({ message: { dossierCode }, dossier, cause }: OfDossier, command: FollowingCommand): Promise<Reaction> {
    const change = await prepareChange(this.ports, dossierCode, command);
    if (change.kind === 'rejected') throw park(change.rejection);
    return change.events.length === 0 ? 'nothing' : { streams: change.streams, meta: { actor: INTAKE, at: command.at, dossier, cause } };
  }
}

type OfDossier = Readonly<{ message: { dossierCode: string } } & Pick<Fact, 'dossier' | 'cause'>>;

function isOfChild({ message, dossier }: OfDossier): boolean {
  return dossier !== null && dossier.code !== message.dossierCode;
}

function ofCase(fact: OfDossier): OfDossier {
  return { ...fact, message: { dossierCode: fact.dossier?.code ?? fact.message.dossierCode } };
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
