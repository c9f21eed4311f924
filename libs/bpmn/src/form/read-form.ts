import type { Json } from '../instance-events.js';
import type { Form, FormField, FormReading } from './form.js';
import { hideAt } from './read-hide.js';
import { readKeyed, KEYED_TYPES } from './read-keyed-field.js';
import { checkShown, SHOWN } from './read-shown.js';
import { complaintsAboutSources } from './read-sources.js';
import { fieldsAt, idOf, namesOf, pathAt, problem, textAt, valueAt, type Component, type FormReader } from './form-reader.js';

/** A file of 1,000,000 characters may hold several. */
export const MAX_FORM_LENGTH = 100_000;
const MOST_COMPONENTS = 300;
/** As deep as anybody can read a form. */
const DEEPEST = 6;

/** The schema as form-js knows it; what is not shown and checked here is refused, since a form that lacks a field is worse than none. */
export function readForm(id: string, text: string): FormReading {
  if (text.length > MAX_FORM_LENGTH) return refused(id, `Biểu mẫu dài ${text.length} ký tự, tối đa ${MAX_FORM_LENGTH}`, `The form is ${text.length} characters of at most ${MAX_FORM_LENGTH}`);
  const schema = parsed(text);
  if (!isObject(schema) || !Array.isArray(schema['components'])) return refused(id, 'Biểu mẫu không phải lược đồ form-js dạng JSON', 'The form is no form-js schema in JSON');
  const reader: FormReader = { problems: [], keys: new Set(), ids: new Set(), count: { components: 0 } };
  const fields = readFields(schema, reader, [], 1);
  if (reader.count.components > MOST_COMPONENTS)
    reader.problems.push(problem(id, `Biểu mẫu có ${reader.count.components} thành phần, tối đa ${MOST_COMPONENTS}`, `The form has ${reader.count.components} components of at most ${MOST_COMPONENTS}`));
  reader.problems.push(...complaintsAboutSources(fields));
  const component = valueAt(schema, ['properties', 'component']);
  const form: Form = { id, schema, fields, ...(typeof component === 'string' && component !== '' && { component }) };
  return reader.problems.length === 0 ? { kind: 'form', form } : { kind: 'refused', problems: reader.problems };
}

const refused = (at: string, vi: string, en: string): FormReading => ({ kind: 'refused', problems: [problem(at, vi, en)] });

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null; // JSON.parse refuses by throwing
  }
}

const isObject = (value: Json): value is Component => typeof value === 'object' && value !== null && !Array.isArray(value);

function readFields(container: Component, reader: FormReader, within: readonly string[], depth: number): readonly FormField[] {
  if (depth > DEEPEST) {
    reader.problems.push(problem(idOf(container), `Biểu mẫu lồng quá ${DEEPEST} cấp`, `The form is nested deeper than ${DEEPEST} levels`));
    return [];
  }
  return fieldsAt(container).flatMap((component): readonly FormField[] => {
    reader.count.components += 1;
    identify(component, reader);
    const type = textAt(component, 'type') ?? '';
    if (SHOWN.has(type)) {
      checkShown(component, type, reader);
      return [];
    }
    if (type === 'group' || type === 'dynamiclist') return readContainer(component, type, reader, within, depth);
    if (KEYED_TYPES.has(type)) return readKeyed(component, type, reader, within);
    reader.problems.push(problem(idOf(component), `Hệ thống không dùng thành phần “${type}” của biểu mẫu`, `Form component "${type}" is not used here`));
    return [];
  });
}

/** form-js shows no form in which two components have one id. */
function identify(component: Component, { ids, problems }: FormReader): void {
  const id = textAt(component, 'id');
  if (id !== null && ids.has(id)) problems.push(problem(id, `Hai thành phần cùng mang id “${id}”`, `Two components have the id "${id}"`));
  if (id !== null) ids.add(id);
}

function readContainer(component: Component, type: 'group' | 'dynamiclist', reader: FormReader, within: readonly string[], depth: number): readonly FormField[] {
  const path = pathAt(component, 'path', reader);
  const common = { id: idOf(component), ...namesOf(component), hide: hideAt(component, reader), path };
  const place = [...within, ...path];
  if (type === 'group') return [{ type, ...common, fields: readFields(component, reader, place, depth + 1) }];
  if (path.length === 0) reader.problems.push(problem(common.id, 'Danh sách lặp cần “path”', 'A dynamic list needs a path'));
  else remember(place, common.id, reader);
  const count = Number(component['defaultRepetitions'] ?? 1);
  const fields = readFields(component, { ...reader, keys: new Set() }, [], depth + 1);
  return [{ type, ...common, fields, canGrow: component['allowAddRemove'] !== false, repetitions: Number.isSafeInteger(count) && count >= 0 ? count : 1 }];
}

function remember(place: readonly string[], id: string, { keys, problems }: FormReader): void {
  const key = place.join('.');
  if (keys.has(key)) problems.push(problem(id, `Hai thành phần cùng ghi vào “${key}”`, `Two components write to "${key}"`));
  keys.add(key);
}
