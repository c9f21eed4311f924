import { vietnamTime } from '@lienthong/service-host';
import type { Ending } from '../domain/dossier.js';
import { ANY_PROCEDURE, keptUntil, MOST_YEARS, retentionRule, USUAL_RETENTION, type RetentionRule } from '../domain/retention.js';

export type RetentionPeriods = Readonly<{ of(procedureCode: string, ending: Pick<Ending, 'kind' | 'at'>): Readonly<{ rule: RetentionRule | null; keptUntil: string }> }>;

type Configured = Readonly<{ mode: 'local' | 'production'; settings: Readonly<Record<string, string>> }>;

const OUTCOMES: readonly string[] = ['returned', 'refused', 'withdrawn', 'stopped'];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Throws at start: nobody may find out by a destruction that its rules were misspelt. */
export function readRetention({ mode, settings }: Configured): RetentionPeriods {
  const rules = readRules(settings['RETENTION_RULES'] ?? '');
  const shortened = readShortened(mode, settings['RETENTION_SHORTENED_TO'] ?? '');
  return {
    of(procedureCode, ending) {
      const rule = retentionRule(rules, procedureCode, ending);
      // Unconfirmed periods are for trying: nothing real is destroyed by a guess.
      if (rule === undefined || (mode !== 'local' && !rule.confirmed)) return { rule: null, keptUntil: '' };
      return { rule, keptUntil: shortened === null ? keptUntil(ending.at, rule.years) : vietnamTime(Date.parse(ending.at) + shortened * 1_000) };
    },
  };
}

function readShortened(mode: Configured['mode'], text: string): number | null {
  if (text === '') return null;
  const seconds = Number(text);
  if (mode !== 'local') throw new Error('Expected to keep dossiers as long as the rules say, but RETENTION_SHORTENED_TO is set outside local mode');
  if (!Number.isInteger(seconds) || seconds < 0) throw new Error(`Expected to read RETENTION_SHORTENED_TO, but "${text.slice(0, 40)}" is no number of seconds`);
  return seconds;
}

/** `[{"procedure": "*", "outcome": "returned", "years": 20, "effectiveFrom": "2025-07-01", "confirmed": true, "source": {"vi": …, "en": …}}]` */
function readRules(text: string): readonly RetentionRule[] {
  if (text === '') return USUAL_RETENTION;
  const rules: unknown = JSON.parse(text);
  if (!Array.isArray(rules) || rules.length === 0 || !rules.every(isRule)) throw new Error('Expected to read RETENTION_RULES, but a rule lacks procedure, outcome, years, effectiveFrom, confirmed or source');
  return rules;
}

function isRule(value: unknown): value is RetentionRule {
  if (typeof value !== 'object' || value === null) return false;
  const { procedure, outcome, years, effectiveFrom, confirmed, source } = value as Record<string, unknown>;
  const isYears = typeof years === 'number' && Number.isInteger(years) && years >= 1 && years <= MOST_YEARS;
  const isSource = typeof source === 'object' && source !== null && typeof (source as Record<string, unknown>)['vi'] === 'string' && typeof (source as Record<string, unknown>)['en'] === 'string';
  return typeof procedure === 'string' && (procedure === ANY_PROCEDURE || procedure !== '') && OUTCOMES.includes(String(outcome)) && isYears
    && typeof effectiveFrom === 'string' && DAY.test(effectiveFrom) && typeof confirmed === 'boolean' && isSource;
}
