import type { FormField, FormProblem } from './form.js';
import { idOf, problem, valueAt, type Component, type FormReader } from './form-reader.js';
import { keyedFields } from './source.js';
import { readSource, type KnownFrom } from './source-text.js';

/** More than anybody would look at in turn. */
const MOST_SOURCES = 5;
/** What is worked out, comes as files or is not sent has no value that could be known from elsewhere. */
const WITHOUT_SOURCE: ReadonlySet<string> = new Set(['filepicker', 'expression']);

/** `properties.source`: sources in the order in which they are asked, with spaces between. `properties.correctable`: "no" where what they know stands. */
export function readKnown(component: Component, type: string, { problems }: FormReader): KnownFrom | undefined {
  const id = idOf(component);
  const say = (vi: string, en: string): void => void problems.push(problem(id, vi, en));
  const [named, correctable] = [valueAt(component, ['properties', 'source']), valueAt(component, ['properties', 'correctable'])];
  if (named === undefined && correctable === undefined) return undefined;
  if (correctable !== undefined && correctable !== 'no' && correctable !== 'yes') say(`“correctable” của trường “${id}” phải là “yes” hoặc “no”`, `"correctable" of field "${id}" has to be "yes" or "no"`);
  if (typeof named !== 'string' || named.trim() === '') {
    say(`Trường “${id}” cần “source” nêu nguồn dữ liệu, ví dụ earlier:address`, `Field "${id}" needs a "source" that names where its value is known from, such as earlier:address`);
    return undefined;
  }
  if (WITHOUT_SOURCE.has(type) || component['disabled'] === true) say(`Trường “${id}” không thể điền sẵn từ “${named}”`, `Field "${id}" cannot be filled in from "${named}"`);
  const texts = named.trim().split(/\s+/);
  if (texts.length > MOST_SOURCES) say(`Trường “${id}” nêu ${texts.length} nguồn, tối đa ${MOST_SOURCES}`, `Field "${id}" names ${texts.length} sources of at most ${MOST_SOURCES}`);
  const sources = texts.slice(0, MOST_SOURCES).flatMap((text) => {
    const read = readSource(text.normalize('NFC'));
    if ('kind' in read) return [read];
    say(`Trường “${id}”: ${read.vi}`, `Field "${id}": ${read.en}`);
    return [];
  });
  return { sources, isCorrectable: correctable !== 'no' };
}

/** What only the whole form shows: a key that is no field, or a source within rows that repeat. */
export function complaintsAboutSources(fields: readonly FormField[]): readonly FormProblem[] {
  const keyed = keyedFields(fields);
  const paths = new Set(keyed.map(({ path }) => path.join('.')));
  const lost = keyed.flatMap(({ path, field: { id, known } }) => (known?.sources ?? []).flatMap((source) => {
    if (source.kind !== 'register' || source.key === null || (paths.has(source.key) && source.key !== path.join('.'))) return [];
    return [problem(id, `Trường “${id}”: “${source.text}” tra theo “${source.key}”, nhưng biểu mẫu không có trường nào khác tên đó`, `Field "${id}": "${source.text}" is looked up by "${source.key}", but the form has no other field of that name`)];
  }));
  return [...lost, ...inRows(fields, false)];
}

function inRows(fields: readonly FormField[], isRow: boolean): readonly FormProblem[] {
  return fields.flatMap((field): readonly FormProblem[] => {
    if (field.type === 'group' || field.type === 'dynamiclist') return inRows(field.fields, isRow || field.type === 'dynamiclist');
    return isRow && field.known !== undefined ? [problem(field.id, `Trường “${field.id}” nằm trong danh sách lặp nên không thể có “source”`, `Field "${field.id}" is in a dynamic list and cannot have a "source"`)] : [];
  });
}

/** The place of a form decides what can be asked: who applies has no case yet, and what an officer fills in is the case's alone. */
export function strangeSources(fields: readonly FormField[], place: 'application' | 'task'): readonly Readonly<{ vi: string; en: string }>[] {
  return keyedFields(fields).flatMap(({ field: { id, known } }) => (known?.sources ?? []).filter(({ kind }) => (kind === 'case') === (place === 'application')).map(({ text }) => (place === 'task'
    ? { vi: `trường “${id}”: “${text}” chỉ dùng trong biểu mẫu nộp hồ sơ; việc của cán bộ lấy từ case:`, en: `field "${id}": "${text}" is for applications only; tasks take from case:` }
    : { vi: `trường “${id}”: “${text}” chỉ dùng trong biểu mẫu công việc`, en: `field "${id}": "${text}" is for forms of tasks only` })));
}
