import type { FormSchema } from '../api/tasks.js';

/** What an application says of a transfer beside its own content, under the same names as in a form. */
const PARTS = ['transferor', 'transferee', 'parcel', 'contractPrice'] as const;

type Body = Readonly<Partial<Record<(typeof PARTS)[number], unknown>> & { content: object }>;

/** What was filled in, each part where a submission has it. */
export function bodyOf(filled: object): Body {
  const entries = Object.entries(filled);
  return { ...Object.fromEntries(entries.filter(([name]) => isPart(name))), content: Object.fromEntries(entries.filter(([name]) => !isPart(name))) };
}

const isPart = (name: string): boolean => (PARTS as readonly string[]).includes(name);

/** What a submission calls the field of the form: `parcel.mapSheet`, `content.street`. */
export const fieldName = (path: readonly string[]): string => (isPart(path[0] ?? '') ? path.join('.') : `content.${path.join('.')}`);

/** A form that asks for the parties itself leaves nothing to ask of an applicant. */
export function asksForParties(schema: FormSchema): boolean {
  const components = Array.isArray(schema['components']) ? (schema['components'] as readonly FormSchema[]) : [];
  return components.some((component) => [component['path'], component['key']].some((name) => typeof name === 'string' && name.split('.')[0] === 'transferor') || asksForParties(component));
}
