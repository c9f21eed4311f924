import { acceptedTypes } from './files.js';
import type { Files } from './form.js';
import { expressionAt, idOf, problem, textAt, valueAt, type Component, type FormReader } from './form-reader.js';

/** `accept` is read here and now: what would be worked out while somebody chooses could ask for a file that nobody can keep. */
export function readFiles(component: Component, { problems, ...reader }: FormReader): Pick<Files, 'isMultiple' | 'accept' | 'component'> {
  const id = idOf(component);
  const accept = textAt(component, 'accept');
  const types = accept === null ? null : acceptedTypes(accept);
  if (accept !== null && types === null)
    problems.push(problem(id, `“accept” của trường tệp “${id}” là “${accept}”; hệ thống lưu được .pdf, .png, .jpg`, `"accept" of the file field "${id}" is "${accept}"; what can be kept is .pdf, .png, .jpg`));
  if (component['defaultValue'] !== undefined) problems.push(problem(id, `Trường tệp “${id}” không thể có sẵn tệp`, `File field "${id}" cannot have files by default`));
  const named = valueAt(component, ['properties', 'component']);
  return {
    isMultiple: component['multiple'] === true || (expressionAt(component, ['multiple'], { problems, ...reader }) ?? false),
    accept: types, component: typeof named === 'string' && named.trim() !== '' ? named.trim() : null,
  };
}
