import { setTimeout as pause } from 'node:timers/promises';
import type { AppendRequest, Reaction, SqlEffect } from './event.js';
import type { EventStore } from './event-store.js';
import { CannotHandle, ConflictError, EffectFailed } from './store-errors.js';
import { isTransient } from './transient.js';

/** `recorded`: reaction and `marks` are durable. `moot`: a mark no longer holds, so another consumer was there first. */
export type Outcome =
  | Readonly<{ kind: 'recorded' }> | Readonly<{ kind: 'nothing' }> | Readonly<{ kind: 'moot' }>
  | Readonly<{ kind: 'cannot'; code: string; because: string }>;

/** Decisions that lose against other writers this often wait a little: someone is busy on that stream. */
const QUICK_CONFLICTS = 10;
const MAX_CONFLICTS = 50;
const CONFLICT_PAUSE_MS = 20;
/** An effect that fails on every fresh decision is a mistake in the handler, not bad luck. */
const MAX_EFFECT_FAILURES = 5;

/**
 * Decides and appends in one transaction with `marks` (the rows that record it as done). Throws only what a later
 * attempt may not meet: failures of database or network. Everything else is an outcome.
 */
export async function react(store: EventStore, decide: () => Promise<Reaction>, marks: readonly SqlEffect[], onNothing: 'record' | 'leave'): Promise<Outcome> {
  let [conflicts, effectFailures] = [0, 0];
  for (;;) {
    try {
      const reaction = await decide();
      if (reaction === 'nothing' && onNothing === 'leave') return { kind: 'nothing' };
      await store.append(reaction === 'nothing' ? marksOnly(marks) : { streams: reaction.streams, meta: reaction.meta, also: [...marks, ...(reaction.also ?? [])] });
      if (reaction !== 'nothing') reaction.stored?.();
      return { kind: 'recorded' };
    } catch (error) {
      if (error instanceof EffectFailed && marks.some(({ text }) => text === error.text)) return { kind: 'moot' };
      if (error instanceof CannotHandle) return { kind: 'cannot', code: error.code, because: error.because };
      if (isTransient(error)) throw error;
      if (error instanceof ConflictError && (conflicts += 1) < MAX_CONFLICTS) {
        if (conflicts > QUICK_CONFLICTS) await pause(CONFLICT_PAUSE_MS * Math.random());
        continue;
      }
      if (error instanceof EffectFailed && (effectFailures += 1) < MAX_EFFECT_FAILURES) continue;
      return { kind: 'cannot', code: codeOf(error), because: String(error) };
    }
  }
}

/** An append that only records: it has no event, so its meta is written nowhere. */
export function marksOnly(marks: readonly SqlEffect[]): AppendRequest {
  return { streams: [], meta: { actor: { role: 'clock' }, at: new Date().toISOString(), dossier: null }, also: marks };
}

function codeOf(error: unknown): string {
  if (error instanceof ConflictError) return 'CONFLICT';
  return error instanceof EffectFailed ? 'EFFECT_FAILED' : 'UNEXPECTED';
}
