import type { FormSchema } from '../api/tasks.js';

/** Codes of the papers that fields of the form are (`properties.component` of a field of files). */
export function papersInForm(schema: FormSchema): ReadonlySet<string> {
  const components = Array.isArray(schema['components']) ? (schema['components'] as readonly FormSchema[]) : [];
  return new Set(components.flatMap((component) => [...(component['type'] === 'filepicker' ? codeOf(component) : []), ...papersInForm(component)]));
}

function codeOf({ properties }: FormSchema): readonly string[] {
  const code = typeof properties === 'object' && properties !== null ? (properties as FormSchema)['component'] : undefined;
  return typeof code === 'string' ? [code] : [];
}
