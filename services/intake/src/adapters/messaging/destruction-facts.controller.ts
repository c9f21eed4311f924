import { Controller } from '@nestjs/common';
import { DossierErasedSchema } from '@lienthong/contracts';
import type { Reaction } from '@lienthong/event-store';
import { OnFact, type Fact } from '@lienthong/messaging';
import { appendsOf, Clock } from '@lienthong/service-host';
import { DestructionPorts } from '../../use-cases/destruction-ports.js';

/** What the other services report of an ordered destruction; intake's own report joins by the definition's `reported`. */
@Controller()
export class DestructionFacts {
  constructor(private readonly ports: DestructionPorts, private readonly clock: Clock) {}

  @OnFact(DossierErasedSchema)
  async erased({ message }: Fact<typeof DossierErasedSchema>): Promise<Reaction> {
    const { dossierRef: ref, list, agency, events, kept, files, erasedAt, keptByLaw, recordsUntil } = message;
    const report = { ref, agency, events, kept, files, erasedAt, recordsUntil, keptByLaw: keptByLaw.map(({ category, becauseVi, becauseEn }) => ({ category, because: { vi: becauseVi, en: becauseEn } })) };
    const at = this.clock.now();
    const streams = appendsOf(await this.ports.lists.prepare(list, { type: 'RecordErasure', at, data: { list, report, agencies: this.ports.agencies } }));
    // About a list and not about a dossier, so no dossier's history names the report as its cause.
    return streams.length === 0 ? 'nothing' : { streams, meta: { actor: { role: 'service', name: 'intake' }, at, dossier: null } };
  }
}
