import { CannotHandle, type AppendMeta, type DossierRef, type Prepared, type Reaction, type SqlEffect, type StreamAppend } from '@lienthong/event-store';
import type { Rejection } from '@lienthong/kernel';
import type { Fact } from '@lienthong/messaging';
import type { ServiceName } from './service-names.js';

/** The append that a prepared command wants, or none where it has nothing to add. A refused fact parks: somebody has to look at it. */
export function appendsOf(prepared: Prepared<unknown, Rejection<string>>): readonly StreamAppend[] {
  if (prepared.kind === 'rejected') throw new CannotHandle(prepared.rejection.code, prepared.rejection.because);
  return prepared.append.events.length > 0 ? [prepared.append] : [];
}

/** What the service makes of a fact at a time, with the fact as its cause. */
export type React = (fact: Pick<Fact, 'cause' | 'dossier'>, at: string, streams: readonly StreamAppend[], also?: readonly SqlEffect[]) => Reaction;

export function reactionOf(service: ServiceName): React {
  return (fact, at, streams, also = []) => {
    if (streams.length === 0 && also.length === 0) return 'nothing';
    const meta: AppendMeta = { actor: { role: 'service', name: service }, at, dossier: fact.dossier, cause: fact.cause };
    return { streams, meta, also };
  };
}

export function dossierOf({ dossier, type }: Pick<Fact, 'dossier' | 'type'>): DossierRef {
  if (dossier === null) throw new CannotHandle('NO_DOSSIER', `Expected to take ${type}, but it names no dossier`);
  return dossier;
}
