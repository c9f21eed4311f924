import { fillForm, readForm, type FieldFinding, type Form, type Variables } from '@lienthong/bpmn';
import type { Rejection } from '@lienthong/kernel';
import type { Application } from './application.js';
import { papersOf } from './attachments.js';
import { fieldName, formValues, withFormValues } from './form-parts.js';
import type { ProcedureVersion } from './procedure.js';

export type FilledFormRejection = Rejection<'FORM_INVALID'> & Readonly<{ findings: readonly FieldFinding[] }>;
type Filled = Readonly<{ kind: 'filled'; application: Application }> | Readonly<{ kind: 'rejected'; rejection: FilledFormRejection }>;

/**
 * The application as the procedure's own form leaves it: what is hidden or unknown is dropped, what the form works out is worked out, what is filled in
 * otherwise than it asks is refused field by field. The same schema and rules as in the browser (`libs/bpmn/src/form`). Without a form it stays as it is. `standing`: what sources know of fields that nobody corrects.
 */
export function filledIn(version: ProcedureVersion, application: Application, at: string, standing: Variables = {}): Filled {
  const form = version.applicationForm === undefined ? undefined : formOf(version.applicationForm);
  if (form === undefined) return { kind: 'filled', application };
  const answer = fillForm(form, formValues(application) as Variables, standing, at);
  if (answer.kind === 'filled') return { kind: 'filled', application: { ...withFormValues(application, { ...unasked(version, form), ...answer.variables }), ...papersOf(application, form, answer.variables) } };
  const because = `Expected an application for procedure ${version.code}, but ${answer.fields.length} fields of its form are not filled in as they should be`;
  return { kind: 'rejected', rejection: { code: 'FORM_INVALID', because, findings: answer.fields.map((field) => ({ ...field, path: fieldName(field.path) })) } };
}

/** What was hidden from the citizen is said to be nothing, so that conditions of the procedure can ask for it. */
function unasked({ variables = [] }: ProcedureVersion, { fields }: Form): Record<string, null> {
  const asked = new Set(namesIn(fields));
  return Object.fromEntries(variables.filter((name) => asked.has(name)).map((name) => [name, null]));
}

const namesIn = (fields: Form['fields']): readonly string[] => fields.flatMap((field) => (field.type === 'group' && field.path.length === 0 ? namesIn(field.fields) : [field.path[0] ?? '']));

/** Read at publication by the same reader; one that it refuses cannot have been published. */
function formOf(schema: string): Form | undefined {
  const reading = readForm('application', schema);
  return reading.kind === 'form' ? reading.form : undefined;
}
