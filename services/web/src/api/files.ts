import type { FormFile, FileType } from '@lienthong/bpmn/files';
import { postJson, request } from './request.js';

// Papers as files. Intake keeps them, whoever asks for them: by the hash of their bytes, for those who may see the dossier they belong to.

export type StoredFile = Readonly<{ hash: string; size: number; name: string; mediaType: FileType }>;

export async function uploadFile(file: File): Promise<StoredFile> {
  const body = new FormData();
  body.append('file', file);
  const response = await request('/api/intake/files', { method: 'POST', body, headers: { 'idempotency-key': crypto.randomUUID() } });
  return (await response.json()) as StoredFile;
}

/** As a form's field holds it. */
export async function uploadToForm(file: File): Promise<FormFile> {
  const { hash, size, name, mediaType } = await uploadFile(file);
  return { name, sha256: hash, size, mediaType };
}

/** Of a dossier that is under way: whoever attaches it may see the dossier, and from here on everybody who may. */
export async function uploadToDossier(file: File, dossierCode: string, taskId: string): Promise<FormFile> {
  const stored = await uploadToForm(file);
  await postJson(`/api/intake/dossiers/${encodeURIComponent(dossierCode)}/files`, { file: stored, taskId });
  return stored;
}

export const readFile = async (sha256: string): Promise<Blob> => (await request(`/api/intake/files/${sha256}`, { accept: '*/*' })).blob();
