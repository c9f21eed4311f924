import type { FormFile } from '@lienthong/bpmn';
import type { Application, Attachment, By } from '../domain/application.js';
import type { FilledFormRejection } from '../domain/filled-form.js';
import type { DossierPorts } from './dossier-ports.js';
import { holderOf, type UnknownFile } from './file-holders.js';

/** More than the papers of any procedure; each is looked up. */
const MOST_ATTACHMENTS = 100;

type Finding = FilledFormRejection['findings'][number];

/**
 * Every file of the form has to be kept here as what the form says it is, and uploaded by whoever sends the form, or be the dossier's already (`known`, by
 * hash). All that are wrong are named, each at its field.
 */
export async function refuseWrongAttachments(ports: DossierPorts, by: By, { procedureCode, attachments = [] }: Application, known: ReadonlySet<string> = new Set()): Promise<FilledFormRejection | undefined> {
  const holder = holderOf(by);
  if (attachments.length > MOST_ATTACHMENTS) {
    const said = { path: 'content', vi: `có ${attachments.length} tệp, tối đa ${MOST_ATTACHMENTS}`, en: `has ${attachments.length} files of at most ${MOST_ATTACHMENTS}` };
    return { code: 'FORM_INVALID', because: `Expected an application for procedure ${procedureCode}, but its form ${said.en}`, findings: [said] };
  }
  const findings: Finding[] = [];
  for (const attachment of attachments) {
    const finding = await complaintAbout(ports, attachment, known.has(attachment.sha256) ? null : holder);
    if (finding !== undefined) findings.push({ path: `content.${attachment.path}`, ...finding });
  }
  if (findings.length === 0) return undefined;
  return { code: 'FORM_INVALID', because: `Expected an application for procedure ${procedureCode}, but ${findings.length} files of its form are not here as it says`, findings };
}

/** A file that is named by itself: kept here as what it is said to be, and uploaded by the sender or their office. */
export async function refuseWrongFile(ports: DossierPorts, by: Pick<By, 'agency' | 'unit' | 'subject'>, file: FormFile): Promise<UnknownFile | undefined> {
  const { sha256, size, mediaType } = file;
  const { state } = await ports.files.state(sha256);
  const isTheirs = state.mediaType === mediaType && state.size === size && state.holders.includes(holderOf(by)) && !(await ports.isBeingDestroyed(sha256));
  return isTheirs ? undefined : { code: 'FILE_UNKNOWN', because: `Expected to attach file ${sha256}, but the requester has uploaded none of that hash, type and size`, hash: sha256 };
}

async function complaintAbout(ports: DossierPorts, { sha256, name, label, size, mediaType }: Attachment, holder: string | null): Promise<Omit<Finding, 'path'> | undefined> {
  const { state } = await ports.files.state(sha256);
  const isTheirs = state.mediaType !== null && (holder === null || state.holders.includes(holder)) && !(await ports.isBeingDestroyed(sha256));
  if (!isTheirs) return { vi: `“${label}”: tệp “${name}” chưa được tải lên, hoặc không phải tệp của người nộp; hãy chọn lại tệp`, en: `"${label}": file "${name}" was not uploaded, or is not the sender's; choose it again` };
  if (state.mediaType === mediaType && state.size === size) return undefined;
  return { vi: `“${label}”: tệp “${name}” là ${state.mediaType}, ${state.size} byte, khác với khai báo`, en: `"${label}": file "${name}" is ${state.mediaType} of ${state.size} bytes, which is not what was said` };
}
