import { Controller } from '@nestjs/common';
import { factSchemas } from '@lienthong/contracts';
import type { DossierRef, Reaction } from '@lienthong/event-store';
import { OnErasedFact, OnFact } from '@lienthong/messaging';
import type { ErasedFact, Fact } from '@lienthong/messaging';
import { Clock } from '@lienthong/service-host';
import { hearingOf } from '../../domain/heard-fact.js';
import type { FactHeard } from '../../domain/heard-fact.js';

/** Messages that are parts of facts, not facts, never arrive; listing them too costs nothing. */
const EVERY_FACT = [...factSchemas.values()].filter(({ typeName }) => !typeName.startsWith('lienthong.audit.'));

/** Audit hears everything: each fact becomes one event of its own log, exactly as it was said. */
@Controller()
export class EveryFact {
  constructor(private readonly clock: Clock) {}

  @OnFact(...EVERY_FACT)
  async heard(fact: Fact): Promise<Reaction> {
    return this.keep(fact, fact.dossier);
  }

  /** It counts, and belongs to no dossier any more: with the dossier's code the source has given up what it was about. */
  @OnErasedFact()
  async heardErased(fact: ErasedFact): Promise<Reaction> {
    return this.keep(fact, null);
  }

  private keep({ envelope, cause }: ErasedFact, dossier: DossierRef | null): Reaction {
    const service = envelope.source.slice(envelope.source.lastIndexOf('/') + 1);
    const event: FactHeard = {
      type: 'FactHeard',
      data: {
        service, factType: envelope.type, sequence: Number(envelope.sequence), logIndex: Number(envelope.logindex),
        dossierCode: dossier?.code ?? '', at: envelope.time, data: JSON.stringify(envelope.data),
      },
    };
    const stream = dossier ? `dossier/${dossier.code}` : `source/${service}`;
    return {
      streams: [{ stream, expected: 'any', events: [event] }],
      meta: {
        actor: { role: 'service', name: 'audit' }, at: this.clock.now(), dossier, cause, causationId: hearingOf(event.data),
        ...(envelope.traceparent ? { traceParent: envelope.traceparent } : {}),
      },
    };
  }
}
