import type { Bilingual } from '../language/bilingual.js';
import { postJson, requestJson } from './request.js';

/** A step that the procedure could not do by itself. It waits for a person of the agency that owns it. */
export type Incident = Readonly<{ incidentId: string; dossierCode: string; element: string; code: string; text: Bilingual; owner: string; raisedAt: string }>;

/** What a retry did, in the service's own words; `incidents` are those that it ran into again. */
export type Retried = Readonly<{ text: Bilingual; opened: readonly string[]; incidents: readonly string[] }>;

export type IncidentPage = Readonly<{ items: readonly Incident[]; next: string | null }>;

/** Oldest first; a leader sees those of the agency, an administrator all. More are told, and come up as these are settled. */
export function listIncidents(dossier: string | undefined, signal?: AbortSignal): Promise<IncidentPage> {
  return requestJson(`/api/processing/incidents${dossier === undefined ? '' : `?dossier=${encodeURIComponent(dossier)}`}`, signal);
}

export function retryIncident({ incidentId }: Incident): Promise<Retried> {
  return postJson(`/api/processing/incidents/${encodeURIComponent(incidentId)}/retry`, {});
}
