import type { FormSchema } from '../api/tasks.js';

/** The paper that the form itself is once it is filled in: nobody hands it in besides. */
export const formPaper = (schema: FormSchema): string | undefined => codeOf(schema)[0];

/** Codes of the papers that fields of the form are (`properties.component` of a field of files). */
export function papersInForm(schema: FormSchema): ReadonlySet<string> {
  const components = Array.isArray(schema['components']) ? (schema['components'] as readonly FormSchema[]) : [];
  return new Set(components.flatMap((component) => [...(component['type'] === 'filepicker' ? codeOf(component) : []), ...papersInForm(component)]));
}

function codeOf({ properties }: FormSchema): readonly string[] {
  const code = typeof properties === 'object' && properties !== null ? (properties as FormSchema)['component'] : undefined;
  return typeof code === 'string' ? [code] : [];
}

/** Whoever applies online has no sheets to hand in: a mandatory paper that the form asks for is then a field that has to be filled in. */
export function withMandatoryPapers(schema: FormSchema, codes: readonly string[]): FormSchema {
  const components = schema['components'];
  const isMandatory = schema['type'] === 'filepicker' && codeOf(schema).some((code) => codes.includes(code));
  return {
    ...schema, ...(isMandatory && { validate: { ...(schema['validate'] as object | undefined), required: true } }),
    ...(Array.isArray(components) && { components: (components as readonly FormSchema[]).map((component) => withMandatoryPapers(component, codes)) }),
  };
}
