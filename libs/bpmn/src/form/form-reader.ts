import { compileExpression, type Expression } from '@lienthong/feel';
import type { Json } from '../instance-events.js';
import type { Figure, FormProblem, Named } from './form.js';

export type Component = Readonly<Record<string, Json>>;
/** What reading a form finds; lives as long as the reading. */
export type FormReader = Readonly<{ problems: FormProblem[]; keys: Set<string>; ids: Set<string>; count: { components: number } }>;

export const problem = (at: string, vi: string, en: string): FormProblem => ({ at, text: { vi, en } });

/** Only what the schema itself has: a component may be called `constructor`. */
const own = (holder: Json | undefined, name: string): Json | undefined =>
  typeof holder === 'object' && holder !== null && !Array.isArray(holder) && Object.hasOwn(holder, name) ? (holder as Component)[name] : undefined;

export const valueAt = (component: Component, path: readonly string[]): Json | undefined => path.reduce<Json | undefined>(own, component);

export function textAt(component: Component, name: string): string | null {
  const value = own(component, name);
  return typeof value === 'string' && value.trim() !== '' ? value.normalize('NFC').trim() : null;
}

export const idOf = (component: Component): string => textAt(component, 'id') ?? textAt(component, 'key') ?? textAt(component, 'type') ?? '';

/** What a person calls the field; a label that is worked out is not repeated in an error. */
export function namesOf(component: Component): Named {
  const name = ['label', 'dateLabel', 'timeLabel'].find((each) => !/^=|\{\{/.test(textAt(component, each) ?? '='));
  const label = (name && textAt(component, name)) ?? textAt(component, 'key') ?? textAt(component, 'path') ?? '';
  return { label, labelEn: (name && englishAt(component, name)) ?? label };
}

/** What the author has said in English of a text of the component: form-js keeps custom properties. */
export function englishAt(component: Component, name: string): string | null {
  const text = valueAt(component, ['properties', `${name}En`]);
  return typeof text === 'string' && text.trim() !== '' ? text.normalize('NFC').trim() : null;
}

export function fieldsAt(component: Component): readonly Component[] {
  const components = own(component, 'components');
  return Array.isArray(components) ? (components as readonly Json[]).filter((each): each is Component => typeof each === 'object' && each !== null && !Array.isArray(each)) : [];
}

const STEP = /^[\p{L}_][\p{L}\p{N}_-]*$/u;

export function pathAt(component: Component, name: 'key' | 'path', { problems }: FormReader): readonly string[] {
  const text = textAt(component, name);
  if (text === null) return [];
  const path = text.split('.');
  const wrong = path.find((step) => !STEP.test(step) || step === '__proto__');
  if (wrong !== undefined) problems.push(problem(idOf(component), `“${text}” không thể là tên trường`, `"${text}" cannot be the name of a field`));
  return path;
}

export function expressionAt(component: Component, path: readonly string[], reader: FormReader): Expression | null {
  const source = valueAt(component, path);
  return typeof source === 'string' && source.trim().startsWith('=') ? compiled(component, source, reader) : null;
}

export function figureAt(component: Component, path: readonly string[], reader: FormReader): Figure | null {
  const value = valueAt(component, path);
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string' && value.trim().startsWith('=')) return compiled(component, value, reader);
  const figure = Number(value);
  if (typeof value !== 'boolean' && Number.isFinite(figure)) return figure;
  reader.problems.push(problem(idOf(component), `“${path.join('.')}” phải là số`, `"${path.join('.')}" has to be a number`));
  return null;
}

function compiled(component: Component, source: string, { problems }: FormReader): Expression | null {
  const result = compileExpression(source.trim().slice(1));
  if (result.kind === 'compiled') return result.expression;
  const { text, from } = result.finding;
  problems.push(problem(idOf(component), `“${source}”, vị trí ${from}: ${text.vi}`, `"${source}", position ${from}: ${text.en}`));
  return null;
}
