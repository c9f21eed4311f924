import type { PointRules } from '../domain/indicators/report.js';

/** How many points an indicator has and from which rate all are given: as the authority set it, from a day on. */
export abstract class PointRulesByDay {
  abstract on(day: string): PointRules;
}

type Released = Readonly<{ effectiveFrom: string; points: PointRules }>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * `INDICATOR_POINTS`: `[{"effectiveFrom": "2022-06-23", "points": {"2.1": {"threshold": 90, "most": 12}}}]`. Empty: thresholds as far as a source says, and
 * no points, since the official table of points is not at hand. Throws at start.
 */
export function readPointRules(text: string): PointRulesByDay {
  const released: unknown = text === '' ? [] : JSON.parse(text);
  if (!Array.isArray(released) || !released.every(isReleased)) throw new Error('Expected to read INDICATOR_POINTS, but an entry lacks effectiveFrom or points with threshold and most');
  const newestFirst = released.toSorted((one, other) => (one.effectiveFrom < other.effectiveFrom ? 1 : -1));
  return { on: (day) => newestFirst.find(({ effectiveFrom }) => effectiveFrom <= day)?.points ?? {} };
}

function isReleased(value: unknown): value is Released {
  if (typeof value !== 'object' || value === null) return false;
  const { effectiveFrom, points } = value as Record<string, unknown>;
  if (typeof effectiveFrom !== 'string' || !DAY.test(effectiveFrom) || typeof points !== 'object' || points === null) return false;
  return Object.values(points).every((rule: unknown) => typeof rule === 'object' && rule !== null && ['threshold', 'most'].every((name) => isAmount((rule as Record<string, unknown>)[name])));
}

function isAmount(value: unknown): boolean {
  return value === null || (typeof value === 'number' && value > 0 && value <= 100);
}
