import { Controller } from '@nestjs/common';
import type { Channel } from '@lienthong/calendar';
import type { Variables } from '@lienthong/bpmn';
import { Channel as AnnouncedChannel, DossierAcceptedSchema, DossierSupplementedSchema, FileAttachedSchema, factSchemas } from '@lienthong/contracts';
import { CannotHandle, type AppendMeta, type Reaction } from '@lienthong/event-store';
import { OnFact, type Fact } from '@lienthong/messaging';

import type { Pin } from '../../domain/instance.js';
import { advanceBy, advanceDossier, takeOverDossier, type Advance } from '../../use-cases/advance-dossier.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { correctedVariables } from './corrected-variables.js';
import { variablesOf } from './fact-variables.js';

const OWN_OR_ABOUT_LOGS = /^lienthong\.(processing|audit)\./;

/** Whatever an agency announces may complete a step: the models say what, so no fact is left out here. */
const AGENCY_FACTS = [...factSchemas.values()].filter(({ typeName }) => !OWN_OR_ABOUT_LOGS.test(typeName) && typeName !== DossierAcceptedSchema.typeName && typeName !== FileAttachedSchema.typeName);

@Controller()
export class FactsController {
  constructor(private readonly ports: DossierPorts) {}

  @OnFact(DossierAcceptedSchema)
  async accepted(fact: Fact<typeof DossierAcceptedSchema>): Promise<Reaction> {
    const { message } = fact;
    const pin: Pin = {
      procedure: message.procedureCode,
      procedureVersion: message.procedureVersion,
      calendar: message.calendar,
      dueAt: message.dueAt,
      units: { ...message.competentUnits, 'one-stop': message.receivingUnit },
      ...channelOf(message.channel),
      ...(message.submittedAt !== '' && { submittedAt: message.submittedAt }),
      ...(message.prefilled.length > 0 && { prefilled: message.prefilled.map(({ field, wordsVi, wordsEn }) => ({ field, words: { vi: wordsVi, en: wordsEn } })) }),
      parties: [message.transferor, message.transferee, message.applicant].flatMap((party) => (party === undefined || party.identifier === '' ? [] : [party.identifier])),
    };
    // What the procedure's own form says stands beside what every application says, which comes first where both have a name.
    const facts = { ...(message.content as Variables | undefined), ...variablesOf(DossierAcceptedSchema, message) };
    const takeOver = { code: message.code, receivedAt: message.receivedAt, pin, facts };
    return this.reactionOf(message.code, await takeOverDossier(this.ports, takeOver), fact);
  }

  /** It completes no step: the officer who attached it does. */
  @OnFact(FileAttachedSchema)
  async fileAttached(fact: Fact<typeof FileAttachedSchema>): Promise<Reaction> {
    const { code, dossierCode, sha256, size, mediaType, attachedAt } = fact.message;
    const own = dossierCode || code;
    const instance = await this.ports.loadInstance(own);
    if (instance.state.pin === null) return 'nothing';
    return this.reactionOf(own, await advanceBy(this.ports, own, instance, { type: 'NoteFile', at: fact.at, data: { sha256, size, mediaType, at: attachedAt } }), fact);
  }

  @OnFact(...AGENCY_FACTS)
  async happened(fact: Fact): Promise<Reaction> {
    const schema = factSchemas.get(fact.type);
    if (fact.dossier === null || schema === undefined) return 'nothing';
    const variables = variablesOf(schema, fact.message);
    const corrects = fact.type === DossierSupplementedSchema.typeName ? correctedVariables(variables) : null;
    const step = { type: 'CorrelateFact', at: fact.at, data: { fact: fact.type, variables, ...(corrects && { corrects }) } } as const;
    const code = instanceOf(fact, fact.dossier.code);
    const advance = await advanceDossier(this.ports, code, step);
    // Before its acceptance a dossier is intake's alone: its facts are not for a procedure yet.
    if (advance.kind === 'rejected' && advance.rejection.code === 'DOSSIER_UNKNOWN') return 'nothing';
    return this.reactionOf(code, advance, fact);
  }

  private reactionOf(code: string, advance: Advance, fact: Fact): Reaction {
    if (advance.kind === 'quiet') return 'nothing';
    if (advance.kind === 'rejected') throw new CannotHandle(advance.rejection.code, advance.rejection.because);
    return { streams: advance.streams, meta: metaOf(fact), also: advance.also, stored: () => this.ports.learn(code, advance.after) };
  }
}

/** An agency's fact names the dossier whose step it did, which may be a child of the case. */
function instanceOf({ message }: Pick<Fact, 'message'>, caseCode: string): string {
  const named: unknown = 'dossierCode' in message ? message.dossierCode : undefined;
  return typeof named === 'string' && named !== '' ? named : caseCode;
}

function metaOf({ at, dossier, cause, envelope }: Fact): AppendMeta {
  const meta = { actor: { role: 'service', name: 'processing' }, at, dossier, cause, causationId: `${envelope.source}/${envelope.id}` } as const;
  return envelope.traceparent === undefined ? meta : { ...meta, traceParent: envelope.traceparent };
}

const CHANNELS = { [AnnouncedChannel.UNSPECIFIED]: null, [AnnouncedChannel.COUNTER]: 'counter', [AnnouncedChannel.ONLINE]: 'online', [AnnouncedChannel.POSTAL]: 'postal' } as const satisfies Record<AnnouncedChannel, Channel | null>;

/** Of a channel that a newer intake knows and this service does not, nothing is kept: the date on the receipt would not agree, and says so. */
function channelOf(announced: AnnouncedChannel): Pick<Pin, 'channel'> {
  const channel: Channel | null | undefined = CHANNELS[announced];
  return channel === null || channel === undefined ? {} : { channel };
}
