import type { SqlEffect } from './event.js';

/**
 * The effects of a commit as they are run: those that join go first, each text with the same single values once. When a joined one changes
 * too few rows, the batch is repeated append by append, and the one whose effect it was is told.
 */
export function joinEffects(effects: readonly SqlEffect[]): readonly SqlEffect[] {
  const joined = new Map<string, SqlEffect>();
  const others: SqlEffect[] = [];
  for (const effect of effects) {
    if (effect.joins !== true) {
      others.push(effect);
      continue;
    }
    const key = JSON.stringify([effect.text, effect.values.map((value) => (Array.isArray(value) ? null : value))]);
    const known = joined.get(key);
    joined.set(key, known === undefined ? effect : join(known, effect));
  }
  return [...joined.values(), ...others];
}

/** What has no arrays is the same statement again: once is enough. */
function join(one: SqlEffect, other: SqlEffect): SqlEffect {
  if (!one.values.some(Array.isArray)) return one;
  const values = one.values.map((value, index) => (Array.isArray(value) ? [...value as unknown[], ...other.values[index] as unknown[]] : value));
  return { ...one, values, ...(one.mustChange !== undefined && { mustChange: one.mustChange + (other.mustChange ?? 0) }) };
}
