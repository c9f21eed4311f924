import type { FormFile } from '@lienthong/bpmn/files';
import { findProcedure } from './apply.js';
import type { Bilingual } from '../language/bilingual.js';
import { requestJson } from './request.js';

// What was handed in with a dossier and what its officers added. Intake's own: whoever may see the dossier there may open each of them.

type NamedFile = Readonly<{ sha256: string; name: string | null }>;
/** A paper, or files of the form and of officers by what they are called; `name` is null where the procedure names it no more. */
export type Paper = Readonly<{ code: string; name: Bilingual | null; originals: number; copies: number; files: readonly NamedFile[] }>;
export type Papers = Readonly<{ components: readonly Paper[]; inForm: readonly NamedFile[]; ofOfficers: readonly NamedFile[] }>;

type Component = Readonly<{ code: string; originals: number; copies: number; files: readonly string[] }>;
type Attachment = FormFile & Readonly<{ label: string; component?: string }>;
type Seen = Readonly<{
  submittedAt: string; attached?: readonly FormFile[];
  application: Readonly<{ procedureCode: string; components: readonly Component[]; attachments?: readonly Attachment[] }>;
}>;

export async function getPapers(code: string, signal?: AbortSignal): Promise<Papers> {
  const { submittedAt, application: { procedureCode, components, attachments = [] }, attached = [] } = await requestJson<Seen>(`/api/intake/dossiers/${encodeURIComponent(code)}`, signal);
  // Names are a help; the papers are there without them.
  const procedure = await findProcedure(procedureCode, submittedAt.slice(0, 10), signal).catch(() => null);
  const named = (sha256: string): NamedFile => ({ sha256, name: attachments.find((file) => file.sha256 === sha256)?.name ?? null });
  return {
    components: components.map(({ files, ...paper }) => ({ ...paper, name: procedure?.components.find((asked) => asked.code === paper.code)?.name ?? null, files: files.map(named) })),
    inForm: attachments.filter(({ component }) => component === undefined).map(({ sha256, name, label }) => ({ sha256, name: `${label}: ${name}` })),
    ofOfficers: attached.map(({ sha256, name }) => ({ sha256, name })),
  };
}
