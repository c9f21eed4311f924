import type { Fact } from '@lienthong/kernel';

// Events

/** The bytes lie outside the log, under their hash: whoever sends the same bytes again adds only himself as a holder. */
export type FileStored = Fact<'FileStored', { hash: string; size: number; mediaType: MediaType; name: string; holder: string }>;
export type StoredFileEvent = FileStored;

/** What a dossier may contain. Anything else has to be converted by the citizen, who knows what it should look like. */
export const MEDIA_TYPES = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg' } as const;
export type MediaType = keyof typeof MEDIA_TYPES;

export function isMediaType(text: string): text is MediaType {
  return Object.hasOwn(MEDIA_TYPES, text);
}

// State

export type StoredFile = Readonly<{ mediaType: MediaType | null; size: number; holders: readonly string[] }>;

export const noFile: StoredFile = { mediaType: null, size: 0, holders: [] };

// Evolve

export function evolveStoredFile(state: StoredFile, { data }: StoredFileEvent): StoredFile {
  return { mediaType: data.mediaType, size: data.size, holders: [...state.holders, data.holder] };
}
