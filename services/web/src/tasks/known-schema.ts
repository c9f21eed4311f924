import type { FormSchema } from '../api/tasks.js';
import type { Bilingual, Language } from '../language/bilingual.js';

/** A field that a source filled in: where it stands in the form's data, with what, and from where (to be put after "from"). `isFixed`: nobody corrects it here. */
export type KnownField = Readonly<{ path: readonly string[]; value: unknown; words: Bilingual; isFixed: boolean }>;

type Data = Readonly<Record<string, unknown>>;

/**
 * What is known goes where nothing is said yet; what somebody has typed is theirs. `before`: what was filled in last time, which gives way to
 * what is known now as long as nobody has changed it.
 */
export function fillKnown<Known extends KnownField>(data: Data, known: readonly Known[], before: readonly Known[]): Readonly<{ data: Data; filled: readonly Known[] }> {
  // What was known of somebody else, or of another parcel, goes with them.
  const gone = before.filter(({ path, value }) => !known.some((each) => isSamePath(each.path, path)) && same(valueAt(data, path), value));
  let filledData = gone.reduce((kept, { path }) => placed(kept, path, undefined), data);
  const filled = known.filter((each) => {
    const present = valueAt(data, each.path);
    const last = before.find(({ path }) => isSamePath(path, each.path));
    const isOpen = each.isFixed || isNothing(present) || (last !== undefined && same(present, last.value));
    if (isOpen) filledData = placed(filledData, each.path, each.value);
    // What was filled in and corrected since is still known to have been.
    return isOpen || (last !== undefined && same(last.value, each.value));
  });
  return { data: filledData, filled };
}

/**
 * Says at each field where it was filled in from, or that it says something else now: as the field's own description, which the viewer reads
 * out with it and works out anew with every letter.
 */
export function knownSchema(schema: FormSchema, filled: readonly KnownField[], language: Language): FormSchema {
  return described(schema, [], filled, language);
}

function described(component: FormSchema, within: readonly string[], filled: readonly KnownField[], language: Language): FormSchema {
  const { components, type } = component;
  if (Array.isArray(components)) {
    // Repeated rows are never filled in from elsewhere.
    if (type === 'dynamiclist') return component;
    const inside = type === 'group' ? [...within, ...stepsOf(component['path'])] : within;
    return { ...component, components: components.map((each: FormSchema) => described(each, inside, filled, language)) };
  }
  const path = [...within, ...stepsOf(component['key'])];
  const known = filled.find((each) => isSamePath(each.path, path));
  if (known === undefined || path.length === 0) return component;
  const own = typeof component['description'] === 'string' && component['description'] !== '' ? `${component['description']} ` : '';
  return { ...component, description: own + sentenceOf(known, language), ...(known.isFixed && { readonly: true }) };
}

const SAID = {
  vi: { from: (source: string) => `Lấy từ ${source}.`, differs: (source: string) => `Đã sửa, khác với ${source}.`, fixed: (source: string) => `Lấy từ ${source}, không sửa ở đây.` },
  en: { from: (source: string) => `Taken from ${source}.`, differs: (source: string) => `Corrected: differs from ${source}.`, fixed: (source: string) => `Taken from ${source}; not corrected here.` },
} as const;

function sentenceOf({ path, value, words, isFixed }: KnownField, language: Language): string {
  const said = SAID[language];
  const source = words[language].replace(/[{}]/g, '');
  const [from, differs] = [said.from(source), said.differs(source)].map((sentence) => JSON.stringify(sentence));
  if (isFixed) return said.fixed(source);
  const literal = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? JSON.stringify(value) : null;
  // Lists are compared by nobody, two braces would end the template, and a hyphen would subtract.
  if (literal === null || /[{}]/.test(literal) || path.some((step) => step.includes('-'))) return said.from(source);
  return `{{if ${path.join('.')} = ${literal} then ${from} else ${differs}}}`;
}

const stepsOf = (path: unknown): readonly string[] => (typeof path === 'string' && path !== '' ? path.split('.') : []);
const isSamePath = (one: readonly string[], other: readonly string[]): boolean => one.join('.') === other.join('.');
const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);
export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

export function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, step) => (typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as Data)[step] : undefined), data);
}

function placed(data: Data, [step = '', ...rest]: readonly string[], value: unknown): Data {
  const inner = data[step];
  return { ...data, [step]: rest.length === 0 ? value : placed(typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as Data) : {}, rest, value) };
}
