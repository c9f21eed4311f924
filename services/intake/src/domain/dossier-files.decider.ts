import type { FormFile } from '@lienthong/bpmn';
import { accepted, rejected, type Command, type Decision, type Rejection } from '@lienthong/kernel';
import type { By } from './application.js';
import { moveOf } from './dossier-rules.js';
import type { Dossier, FileAttached } from './dossier.js';

// Command

/** `dossierCode`: whose task it is for; of a case that may be one of its children. Whether `by` may see the dossier and holds the file, whoever sends this has looked. */
export type AttachFile = Command<'AttachFile', { by: By; dossierCode: string; taskId: string; file: FormFile }>;

// Rejections

export type AttachRejection = Rejection<'NOT_IN_STATE' | 'NOT_OF_THE_CASE' | 'TOO_MANY_FILES'>;

/** More than any procedure makes: each task of a long one, several times. */
const MOST_ATTACHED = 300;

// Decide

/** An officer's file becomes the dossier's, as the papers of the citizen are: its readers may open it, and it is destroyed with it. */
export function attachFile({ data, at }: AttachFile, dossier: Dossier): Decision<FileAttached, AttachRejection> {
  const { by, dossierCode, taskId, file: { name, sha256, size, mediaType } } = data;
  const { code, attached = [], children = [] } = dossier;
  const isOfCase = dossierCode === code || children.some(({ childCode }) => childCode === dossierCode);
  if (!isOfCase) return rejected('NOT_OF_THE_CASE', `Expected to attach a file to dossier ${code}, but task ${taskId} belongs to dossier ${dossierCode}`);
  if (attached.some((each) => each.sha256 === sha256 && each.dossierCode === dossierCode)) return accepted();
  const move = moveOf('attach', dossier);
  if (move.kind !== 'moves') return move.kind === 'idle' ? accepted() : move;
  if (attached.length >= MOST_ATTACHED) return rejected('TOO_MANY_FILES', `Expected to attach a file to dossier ${code}, but officers have attached ${attached.length} to it`);
  const { agency, unit, subject, name: officer } = by;
  return accepted({ type: 'FileAttached', data: { code, dossierCode, taskId, name, sha256, size, mediaType, attachedBy: { agency, unit, subject, name: officer }, attachedAt: at } });
}
