import { postJson, requestJson } from './request.js';

/** A message that a service could not handle: its dossier stands still there until a person deals with it. */
export type ParkedMessage = Readonly<{
  service: string;
  id: number;
  /** Dossier code; another key where the message is about no dossier. */
  key: string;
  source: string;
  type: string;
  code: string;
  /** For whoever looks into it, in English only. */
  because: string;
  parkedAt: string;
  behind: number;
}>;

/** Services that did not answer or hold more than was read are named, so that a short list is not taken for a whole one. */
export type ParkedOverview = Readonly<{ items: readonly ParkedMessage[]; unavailable: readonly string[]; more: readonly string[] }>;

export type ParkOutcome = Readonly<{ handled: number; stillParked: number }>;

/** For administrators only; the services refuse anybody else. */
export function listParked(dossier: string | undefined, signal?: AbortSignal): Promise<ParkedOverview> {
  return requestJson(`/api/parked${dossier === undefined ? '' : `?key=${encodeURIComponent(dossier)}`}`, signal);
}

export function retryParked({ service, id }: ParkedMessage): Promise<ParkOutcome> {
  return postJson(`/api/${service}/parked/${id}/retry`, {});
}

export function discardParked({ service, id }: ParkedMessage, reason: string): Promise<ParkOutcome> {
  return postJson(`/api/${service}/parked/${id}/discard`, { reason });
}
