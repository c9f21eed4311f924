import type { Explanation } from './explain.js';
import { postJson, request, requestJson } from './request.js';

// Complaints, denunciations, reflections and feedback about rules, owned by intake.

export const MATTERS = ['regulation-feedback', 'reflection', 'complaint', 'denunciation'] as const;
export type Matter = (typeof MATTERS)[number];
export type PetitionStatus = 'received' | 'accepted' | 'transferred' | 'returned' | 'resolved' | 'published';
export const OBSTACLES = ['anonymous', 'no-address', 'no-signature', 'already-resolved', 'time-barred', 'no-competence'] as const;
export type Obstacle = (typeof OBSTACLES)[number];

export type PetitionRow = Readonly<{ number: string; version: number; status: PetitionStatus; matter: Matter; obstacles: readonly Obstacle[]; subject: string; receivedAt: string; dueAt: string | null; overdue: boolean }>;
export type Petition = Readonly<{
  number: string; version: number; unit: string; status: PetitionStatus; subject: string; text: string | null; dossierCode: string | null; receivedAt: string;
  petition: Readonly<{ matter: Matter; obstacles: readonly Obstacle[] }>;
  author: Readonly<{ name: string; address: string; phone: string }> | null;
  isProtected: boolean; isAuthorWithheld: boolean; mayAct: boolean; isSatisfied: boolean | null;
  questions: readonly Readonly<{ question: string; askedAt: string; reply: string | null }>[];
  ending: Readonly<{ text: string; at: string }> | null;
  clocks: readonly Readonly<{ stage: string; dueAt: string; doneAt: string | null; late: boolean }>[];
}>;

/** What an officer or the author does, by its address. Those with `text` need a sentence. */
export type PetitionAct = 'acceptance' | 'publication' | 'extension' | 'questions' | 'return' | 'resolution' | 'replies';

const PETITIONS = '/api/intake/petitions';
const petitionAt = (number: string): string => `${PETITIONS}/${encodeURIComponent(number)}`;

export function listPetitions(isOverdue: boolean, cursor: string | null, signal?: AbortSignal): Promise<Readonly<{ items: readonly PetitionRow[]; next: string | null }>> {
  return requestJson(`${PETITIONS}?${new URLSearchParams({ ...(isOverdue && { overdue: 'true' }), ...(cursor !== null && { cursor }) })}`, signal);
}

export function getPetition(number: string, signal?: AbortSignal): Promise<Petition> {
  return requestJson(petitionAt(number), signal);
}

export function explainPetition(number: string, stage: string, signal?: AbortSignal): Promise<Explanation> {
  return requestJson(`${petitionAt(number)}/due-date/explain?${new URLSearchParams({ stage })}`, signal);
}

/** Once it is taken up: to print, sign and send. */
export async function fetchAcceptanceNotice(number: string): Promise<Blob> {
  return (await request(`${petitionAt(number)}/acceptance-notice?format=html`, { accept: 'text/html' })).blob();
}

export function receivePetition(body: object): Promise<Readonly<{ number: string }>> {
  return postJson(PETITIONS, body);
}

/** Only the petition as it was seen is acted upon. */
export function actOnPetition({ number, version }: Pick<Petition, 'number' | 'version'>, act: PetitionAct | 'transfer' | 'rating', body: object): Promise<object> {
  return postJson(`${petitionAt(number)}/${act}`, body, { 'if-match': `"${version}"` });
}
