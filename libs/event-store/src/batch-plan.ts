import { drawSalt } from '@lienthong/transparency-log';
import type { DossierPlace, Head, LogMemory, StreamPlace } from './log-memory.js';
import type { SealedAppend, SealedEvent, SealedStream } from './sealed-append.js';

export type PlacedEvent = Readonly<{
  event: SealedEvent; append: SealedAppend; index: number; factNumber: number | null;
  streamId: string; category: string; version: number; dossierVersion: number | null;
}>;
export type Conflict = Readonly<{ stream: string; expected: number | 'none'; actual: number }>;
export type Placement =
  | Readonly<{ kind: 'placed'; position: number; versions: Readonly<Record<string, number>> }>
  | Readonly<{ kind: 'conflict'; conflict: Conflict }>;

/** Where every event of a batch goes if the head stands at `from`. One placement per append, in their order. */
export type BatchPlan = Readonly<{
  from: Head; to: Head; events: readonly PlacedEvent[]; placements: readonly Placement[];
  newStreams: readonly Readonly<{ name: string; id: string }>[]; newDossiers: readonly NonNullable<SealedAppend['dossier']>[];
  streams: ReadonlyMap<string, StreamPlace>; dossiers: ReadonlyMap<string, DossierPlace>;
}>;

/** Numbers a batch densely, dropping the appends that conflict. The memory must know every stream and dossier of it. */
export function planBatch(appends: readonly SealedAppend[], memory: LogMemory): BatchPlan {
  const from = memory.head;
  const streams = new Map<string, StreamPlace>();
  const dossiers = new Map<string, DossierPlace>();
  const events: PlacedEvent[] = [];
  const newStreams: { name: string; id: string }[] = [];
  const newDossiers: NonNullable<SealedAppend['dossier']>[] = [];
  let { position, factNumber } = from;
  const placeOf = (name: string): StreamPlace => streams.get(name) ?? memory.findStream(name) ?? { id: '', version: 0 };

  const placements = appends.map((append): Placement => {
    const conflict = findConflict(append.streams, placeOf);
    if (conflict !== undefined) return { kind: 'conflict', conflict };
    const versions: Record<string, number> = {};
    for (const { stream, category, events: sealed } of append.streams) {
      let { id, version } = placeOf(stream);
      if (id === '' && sealed.length > 0) {
        id = drawStreamId();
        newStreams.push({ name: stream, id });
      }
      for (const event of sealed) {
        version += 1;
        position += 1;
        if (event.isFact) factNumber += 1;
        events.push({ event, append, index: position, factNumber: event.isFact ? factNumber : null, streamId: id, category, version, dossierVersion: countDossier(append) });
      }
      if (sealed.length > 0) streams.set(stream, { id, version });
      versions[stream] = version;
    }
    return { kind: 'placed', position, versions };
  });
  return { from, to: { position, factNumber }, events, placements, newStreams, newDossiers, streams, dossiers };

  function countDossier({ dossier }: SealedAppend): number | null {
    if (dossier === null) return null;
    const known = dossiers.get(dossier.ref) ?? memory.findDossier(dossier.ref) ?? { version: 0, recorded: false };
    if (!known.recorded) newDossiers.push(dossier);
    dossiers.set(dossier.ref, { version: known.version + 1, recorded: true });
    return known.version + 1;
  }
}

/** Makes a plan that has been committed part of the memory. */
export function rememberPlan(memory: LogMemory, plan: BatchPlan): void {
  for (const [name, place] of plan.streams) memory.rememberStream(name, place);
  for (const [ref, place] of plan.dossiers) memory.rememberDossier(ref, place);
  memory.moveHead(plan.to);
}

/** 16 random bytes, hex: a stream's public name tells nothing about its own. */
function drawStreamId(): string {
  return drawSalt().toString('hex', 0, 16);
}

function findConflict(streams: readonly SealedStream[], placeOf: (name: string) => StreamPlace): Conflict | undefined {
  for (const { stream, expected } of streams) {
    const actual = placeOf(stream).version;
    if (expected !== 'any' && actual !== (expected === 'none' ? 0 : expected)) return { stream, expected, actual };
  }
  return undefined;
}
