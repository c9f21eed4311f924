import { MAX_PROOF_BYTES, MAX_PROOFS, refusals } from '@lienthong/transparency-log';
import type { Refusal } from '@lienthong/transparency-log';
import type { DossierEvidence, LogEvidence } from './dossier-evidence.js';

/**
 * Why the dossier cannot be proved by what is verified now, or null. Every fact that was heard of it is inside; every cause is too, or
 * whoever verifies would ask for what is beyond the checkpoints.
 */
export function missingFrom({ logs, heard, hearings }: DossierEvidence, origins: readonly string[]): Refusal | null {
  const known = new Map(logs.filter(({ origin }) => origins.includes(origin)).map((log) => [log.origin, log]));
  // Without witnesses of its own audit's log stands in no policy; then its word is in no proof.
  for (const { origin, index } of [...heard, ...hearings.filter((hearing) => origins.includes(hearing.origin))]) {
    const refusal = missingAt(known.get(origin), origin, index);
    if (refusal !== null) return refusal;
  }
  for (const { entries } of known.values()) {
    for (const { cause } of entries) {
      const place = placeOf(cause);
      const refusal = place === null ? null : missingAt(known.get(place.origin), place.origin, place.index);
      if (refusal !== null) return refusal;
    }
  }
  return null;
}

/** Why one file cannot hold the proof (transparency-log.md §8), or null: of the events before it is written, of its bytes after. */
export function beyondOneFile({ logs }: DossierEvidence, bytes = 0): string | null {
  const events = logs.reduce((sum, { entries }) => sum + entries.length, 0);
  if (events > MAX_PROOFS) return `it has ${events} events of at most ${MAX_PROOFS}`;
  return bytes > MAX_PROOF_BYTES ? `its file has ${bytes} bytes of at most ${MAX_PROOF_BYTES}` : null;
}

function missingAt(log: LogEvidence | undefined, origin: string, index: number): Refusal | null {
  if (log === undefined || index >= log.size) return refusals.notYetProven(`${origin}#${index}`, log?.size ?? 0);
  return log.entries.some((entry) => entry.index === index) ? null : refusals.cause(`${origin}#${index}`, 'no event of this dossier there');
}

function placeOf(cause: string | null): Readonly<{ origin: string; index: number }> | null {
  const [, origin, index] = /^(.+)#(\d+)$/.exec(cause ?? '') ?? [];
  return origin === undefined ? null : { origin, index: Number(index) };
}
