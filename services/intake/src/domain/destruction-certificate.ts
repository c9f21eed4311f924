import type { Bilingual } from '@lienthong/calendar';
import type { DestroyedThere, KnownList } from './destruction-list.js';

/** What one service destroyed, over all dossiers of the list. `recordsUntil`: latest end of what is left on its broker, or empty. */
export type AgencyLine = Readonly<{
  agency: string; dossiers: number; events: number; kept: number; files: number; firstAt: string; lastAt: string; keptByLaw: readonly Readonly<{ category: string; because: Bilingual }>[]; recordsUntil: string;
}>;

/** Says that, by whom, on what ground and when; of the dossiers only their references and procedures. */
export type Certificate = Readonly<{
  number: string; list: string; certifiedAt: string; legalBasis: string;
  proposed: Readonly<{ by: string; unit: string; at: string }>; approved: Readonly<{ by: string; unit: string; at: string }>;
  dossiers: readonly Readonly<{ ref: string; procedureCode: string; keptUntil: string }>[]; agencies: readonly AgencyLine[];
}>;

/** Undefined while a service has still to report. */
export function certificateOf({ number: list, legalBasis, dossiers, proposed, decided, reports, certificate }: KnownList): Certificate | undefined {
  if (certificate === null || decided === null) return undefined;
  const agencies = [...new Set(reports.map(({ agency }) => agency))];
  return {
    number: certificate.number, list, certifiedAt: certificate.at, legalBasis,
    proposed: { by: proposed.by.name, unit: proposed.by.unit, at: proposed.at }, approved: { by: decided.by.name, unit: decided.by.unit, at: decided.at },
    dossiers: dossiers.map(({ ref, procedureCode, keptUntil }) => ({ ref, procedureCode, keptUntil })),
    agencies: agencies.map((agency) => lineOf(agency, reports.filter((report) => report.agency === agency))),
  };
}

function lineOf(agency: string, reports: readonly DestroyedThere[]): AgencyLine {
  const sum = (pick: (report: DestroyedThere) => number): number => reports.reduce((total, report) => total + pick(report), 0);
  const times = reports.map(({ erasedAt }) => erasedAt).toSorted();
  const kept = new Map(reports.flatMap(({ keptByLaw }) => keptByLaw).map(({ category, because }) => [category, because]));
  return {
    agency, dossiers: reports.length, events: sum(({ events }) => events), kept: sum((report) => report.kept), files: sum(({ files }) => files),
    firstAt: times[0] ?? '', lastAt: times.at(-1) ?? '', keptByLaw: [...kept].map(([category, because]) => ({ category, because })),
    recordsUntil: reports.map(({ recordsUntil }) => recordsUntil).toSorted().at(-1) ?? '',
  };
}
