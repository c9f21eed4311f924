import type { AppendMeta, DossierRef, Prepared, Reaction, SqlEffect, StreamAppend } from '@lienthong/event-store';
import { CannotHandle } from '@lienthong/event-store';
import type { Rejection } from '@lienthong/kernel';
import type { Fact } from '@lienthong/messaging';

/** The append that a prepared command wants, or none where it has nothing to add. A refused fact parks: somebody has to look at it. */
export function appendsOf(prepared: Prepared<unknown, Rejection<string>>): readonly StreamAppend[] {
  if (prepared.kind === 'rejected') throw new CannotHandle(prepared.rejection.code, prepared.rejection.because);
  return prepared.append.events.length > 0 ? [prepared.append] : [];
}

export function reaction(fact: Pick<Fact, 'cause' | 'dossier'>, at: string, streams: readonly StreamAppend[], also: readonly SqlEffect[] = []): Reaction {
  if (streams.length === 0 && also.length === 0) return 'nothing';
  const meta: AppendMeta = { actor: { role: 'service', name: 'tax' }, at, dossier: fact.dossier, cause: fact.cause };
  return { streams, meta, also };
}

export function dossierOf({ dossier, type }: Pick<Fact, 'dossier' | 'type'>): DossierRef {
  if (dossier === null) throw new CannotHandle('NO_DOSSIER', `Expected to take ${type}, but it names no dossier`);
  return dossier;
}
