import type { Bilingual } from '../language/bilingual.js';
import { postJson, requestJson } from './request.js';

/** A letter that the procedure words. `issued` is null for a draft; `gaps` are what it has to say and the dossier does not know. */
export type LetterItem = Readonly<{
  letter: string; name: Bilingual; isDue: boolean; gaps: readonly Readonly<{ place: string; text: Bilingual }>[]; issued: Readonly<{ number: number; by: string; unit: string; at: string }> | null;
}>;
export type Letter = Readonly<{ letter: string; name: Bilingual; text: Bilingual }>;

const address = (code: string): string => `/api/processing/dossiers/${encodeURIComponent(code)}/letters`;

export const listLetters = (code: string, signal?: AbortSignal): Promise<Readonly<{ items: readonly LetterItem[] }>> => requestJson(address(code), signal);
export const getLetter = (code: string, letter: string, signal?: AbortSignal): Promise<Letter> => requestJson(`${address(code)}/${encodeURIComponent(letter)}`, signal);
export const issueLetter = (code: string, letter: string): Promise<object> => postJson(`${address(code)}/${encodeURIComponent(letter)}/issue`, {});
