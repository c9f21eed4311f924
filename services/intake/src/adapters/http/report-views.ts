import type { DossierFacts } from '../../domain/indicators/dossier-facts.js';
import { GROUPS, sourceOf } from '../../domain/indicators/indicator.js';
import { endOf } from '../../domain/indicators/on-time.js';
import type { PetitionFacts } from '../../domain/indicators/petition-facts.js';
import type { ProcedureFacts } from '../../domain/indicators/procedure-facts.js';
import { findIndicator, type Figure } from '../../domain/indicators/report.js';
import type { Members } from '../../use-cases/indicator-report.js';

/** An indicator with its number, its formula in words, and what it lacks. */
export function figureView(figure: Figure): object {
  const indicator = findIndicator(figure.number);
  if (indicator === undefined) return figure;
  const { name, formula, numerator, denominator, zero, remark } = indicator;
  return {
    ...figure, group: { code: figure.group, ...GROUPS[figure.group] }, name, formula, terms: { numerator, denominator }, zero, remark,
    over: figure.kind === 'unmeasured' ? null : indicator.over, missing: figure.kind === 'unmeasured' ? sourceOf(indicator)?.missing ?? null : null,
  };
}

export function membersView(members: Exclude<Members, { matter: 'none' }>): readonly object[] {
  switch (members.matter) {
    case 'dossier': return members.found.map(({ member, judgement }) => ({ ...dossierView(member), judgement }));
    case 'procedure': return members.found.map(({ member, judgement }) => ({ ...procedureView(member), judgement }));
    case 'petition': return members.found.map(({ member, judgement }) => ({ ...petitionView(member), judgement }));
  }
}

function dossierView(facts: DossierFacts): object {
  const { code, procedureCode, channel, submittedAt, receivedAt, dueAt, waits, ratedPoints, synchronisedAt } = facts;
  return { kind: 'dossier', code, procedureCode, channel, submittedAt, receivedAt, dueAt, endedAt: endOf(facts), supplements: waits.length, ratedPoints, synchronisedAt };
}

function procedureView({ version: { code, version, name, effectiveFrom } }: ProcedureFacts): object {
  return { kind: 'procedure', code, version, name, effectiveFrom };
}

function petitionView({ number, receivedAt, dues, isRepeated, isDisliked }: PetitionFacts): object {
  return { kind: 'petition', number, receivedAt, dues, isRepeated, isDisliked };
}

const COLUMNS = ['number', 'name_vi', 'name_en', 'numerator', 'denominator', 'unknown', 'value_percent', 'threshold_percent', 'share', 'points', 'note_vi', 'note_en'] as const;

/** RFC 4180, in UTF-8 with the mark by which spreadsheets know it. */
export function reportCsv(figures: readonly Figure[]): string {
  const rows = figures.flatMap((figure) => {
    const indicator = findIndicator(figure.number);
    if (indicator === undefined) return [];
    const note = figure.kind === 'unmeasured' ? sourceOf(indicator)?.missing : indicator.remark;
    const row = [figure.number, indicator.name.vi, indicator.name.en, figure.numerator, figure.denominator, figure.unknown, figure.value, figure.threshold, figure.share, figure.points, note?.vi ?? '', note?.en ?? ''];
    const means = figure.means.map(({ procedureCode, unit, count, mean }) => [`${figure.number} ${procedureCode}`, indicator.name.vi, indicator.name.en, null, count, null, null, null, null, null, `${mean} ${unit}`, `${mean} ${unit}`]);
    return [row, ...means];
  });
  return `\uFEFF${[COLUMNS, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A text that a spreadsheet would take for a formula is marked as text. */
export function cell(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
