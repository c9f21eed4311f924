import type { Bilingual } from '../language/bilingual.js';
import { request, requestJson } from './request.js';

// Indicators of QĐ 766 over a period, owned by intake. A long report is counted in the background: it is asked for again until it is done.

export type Figure = Readonly<{
  number: string;
  kind: 'ratio' | 'average' | 'unmeasured';
  group: Readonly<{ code: string; name: Bilingual; most: number }>;
  name: Bilingual;
  formula: Bilingual;
  terms: Readonly<{ numerator: Bilingual; denominator: Bilingual }>;
  numerator: number | null;
  denominator: number | null;
  unknown: number;
  /** Per cent. */
  value: number | null;
  means: readonly Readonly<{ procedureCode: string; unit: 'working-days' | 'calendar-days' | 'hours'; count: number; mean: number }>[];
  threshold: number | null;
  points: number | null;
  most: number | null;
  remark: Bilingual | null;
  /** What it lacks to be measured. */
  missing: Bilingual | null;
}>;

export type ReportQuestion = Readonly<{ from: string; to: string; agency: string; procedure: string }>;
type About = Readonly<{ asOf: string; at: string; progress: Readonly<{ done: number; total: number }> }>;
export type Report = About & (Readonly<{ status: 'running' }> | Readonly<{ status: 'done'; indicators: readonly Figure[] }>);

export type Part = 'numerator' | 'denominator' | 'late';
export type Member =
  | Readonly<{ kind: 'dossier'; code: string; procedureCode: string; receivedAt: string | null; dueAt: string | null; endedAt: string | null }>
  | Readonly<{ kind: 'procedure'; code: string; version: number; name: Bilingual }>
  | Readonly<{ kind: 'petition'; number: string; receivedAt: string }>;

const REPORT = '/api/intake/reports/indicators';

function parameters({ from, to, agency, procedure }: ReportQuestion, more: Readonly<Record<string, string>> = {}): string {
  return new URLSearchParams({ from, to, ...(agency !== '' && { agency }), ...(procedure !== '' && { procedure }), ...more }).toString();
}

/** `asOf`: of an earlier answer, so that the same report goes on. */
export function getReport(question: ReportQuestion, asOf: string | null, signal?: AbortSignal): Promise<Report> {
  return requestJson(`${REPORT}?${parameters(question, asOf === null ? {} : { 'as-of': asOf })}`, signal);
}

export function listMembers(question: ReportQuestion, asOf: string, number: string, part: Part, cursor: string | null, signal?: AbortSignal): Promise<Readonly<{ items: readonly Member[]; next: string | null }>> {
  return requestJson(`${REPORT}/${encodeURIComponent(number)}/dossiers?${parameters(question, { 'as-of': asOf, part, limit: '20', ...(cursor !== null && { cursor }) })}`, signal);
}

/** At which steps what was due in the period is late; owned by processing, which moves the dates of steps. */
export type StepFigure = Readonly<{ procedure: string; element: string; name: Bilingual; agency: string; due: number; onTime: number; late: number; stillOpen: number; hoursLate: number | null }>;
export type LateStep = Readonly<{ dossierCode: string; taskId: string; name: Bilingual; agency: string; unit: string; dueAt: string; closedAt: string | null }>;

const STEPS = '/api/processing/reports/steps';
const stepParameters = ({ from, to, procedure }: ReportQuestion, more: Readonly<Record<string, string>> = {}): string => new URLSearchParams({ from, to, ...(procedure !== '' && { procedure }), ...more }).toString();

export function listSteps(question: ReportQuestion, signal?: AbortSignal): Promise<Readonly<{ items: readonly StepFigure[] }>> {
  return requestJson(`${STEPS}?${stepParameters(question)}`, signal);
}

export function listLateSteps(question: ReportQuestion, { procedure, element, agency }: StepFigure, cursor: string | null, signal?: AbortSignal): Promise<Readonly<{ items: readonly LateStep[]; next: string | null }>> {
  return requestJson(`${STEPS}/late?${stepParameters({ ...question, procedure }, { element, agency, limit: '20', ...(cursor !== null && { cursor }) })}`, signal);
}

export async function fetchReportTable(question: ReportQuestion, asOf: string): Promise<Blob> {
  return (await request(`${REPORT}?${parameters(question, { 'as-of': asOf, format: 'csv' })}`, { accept: 'text/csv' })).blob();
}
