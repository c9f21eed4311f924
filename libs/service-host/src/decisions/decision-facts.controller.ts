import { DecisionPublishedSchema } from '@lienthong/contracts';
import { CannotHandle, EventStore, type Reaction } from '@lienthong/event-store';
import { OnFact, type Fact } from '@lienthong/messaging';
import { Controller } from '@nestjs/common';
import { Clock } from '../clock.js';
import { appendsOf } from '../reaction.js';
import { ServiceConfig } from '../service-config.js';
import { decisionStreams, namesTakenBy, type DecisionStreams } from './decision-streams.js';
import type { DecisionContent } from './learned-decision.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Keeps every published decision in the service's own log, so that it decides without asking anybody. Put it among the module's controllers. */
@Controller()
export class DecisionFacts {
  private readonly streams: DecisionStreams;

  constructor(store: EventStore, private readonly config: ServiceConfig, private readonly clock: Clock) {
    this.streams = decisionStreams(store);
  }

  @OnFact(DecisionPublishedSchema)
  async published(fact: Fact<typeof DecisionPublishedSchema>): Promise<Reaction> {
    const { id, version, nameVi, nameEn, effectiveFrom, namespace, imports, modelSha256, model, decisions } = fact.message;
    if (!DAY.test(effectiveFrom)) throw new CannotHandle('DECISION_UNREADABLE', `Expected to learn decision model ${id} version ${version}, but it has no effective date`);
    const data: DecisionContent = {
      id, version, name: { vi: nameVi, en: nameEn }, effectiveFrom, namespace, imports, modelSha256, model,
      decisions: decisions.map((decision) => ({ id: decision.id, name: decision.name })),
    };
    const at = this.clock.now();
    const learned = await this.streams.models.prepare(id, { type: 'LearnDecision', at, data });
    const names = await Promise.all(namesTakenBy(data).map((name) => this.streams.names.prepare(name, { type: 'TakeDecisionName', at, data: { name, model: id } })));
    const streams = [learned, ...names].flatMap(appendsOf);
    // Not about a dossier, so no dossier's history can name the fact as its cause.
    return streams.length === 0 ? 'nothing' : { streams, meta: { actor: { role: 'service', name: this.config.service }, at, dossier: null } };
  }
}
