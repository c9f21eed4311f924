import { filesIn, type FieldFinding, type Json, type TaskForm, type Variables } from '@lienthong/bpmn';
import type { Instance } from './instance.js';

type Known = NonNullable<Instance['files']>;

/**
 * Files in a task's form that nobody has said to be there: neither what the form was shown with, nor what intake keeps of this dossier. The bytes are
 * intake's; here are the hash and what intake says of it.
 */
export function strangeFiles({ form, data }: Pick<TaskForm, 'form' | 'data'>, filled: Variables, attached: Instance['files'] = {}): readonly FieldFinding[] {
  const named = filesIn(form, filled);
  if (named.length === 0) return [];
  const known: Known = { ...Object.fromEntries(filesShown(data)), ...attached };
  return named.flatMap(({ path, label, file: { name, sha256, size, mediaType } }): readonly FieldFinding[] => {
    const found = Object.hasOwn(known, sha256) ? known[sha256] : undefined;
    if (found?.size === size && found.mediaType === mediaType) return [];
    return [{ path, vi: `“${label}”: tệp “${name}” chưa được đính kèm vào hồ sơ; hãy chọn lại tệp`, en: `"${label}": file "${name}" is not attached to the dossier; choose it again` }];
  });
}

/** Whatever the form was shown with that is a file: it came from the application or from a step before. */
function filesShown(value: Json): readonly (readonly [string, Known[string]])[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(filesShown);
  const { sha256, size, mediaType } = value as Variables;
  if (typeof sha256 === 'string' && typeof size === 'number' && typeof mediaType === 'string') return [[sha256, { size, mediaType }]];
  return Object.values(value as Variables).flatMap(filesShown);
}
