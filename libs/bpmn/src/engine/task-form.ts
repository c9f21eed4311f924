import type { Definition } from '../definition.js';
import type { FieldFinding, Form } from '../form/form.js';
import { fillForm } from '../form/fill-form.js';
import { withKnown } from '../form/known-values.js';
import type { InstanceState, Variables } from '../instance-state.js';
import { formIdOf } from '../read/read-forms.js';
import { activeOf, definitionIn, runOf, type Resolve } from './run.js';

/**
 * What an open task shows: its form in the version by which the instance runs, and what the model's input mappings give it, else what its case
 * knows. `reads`: of each name that a mapping gives, the variables that it was made from.
 */
export type TaskForm = Readonly<{ form: Form; data: Variables; reads: Readonly<Record<string, readonly string[]>> }>;

/** Undefined where the task has no form, or one that is not in the file. `ofCase`: of a child dossier the variables of its case, which are asked before its own. */
export function findTaskForm(definition: Definition, resolve: Resolve, state: InstanceState, jobKey: string, ofCase: Variables = {}): TaskForm | undefined {
  const job = Object.hasOwn(state.jobs, jobKey) ? state.jobs[jobKey] : undefined;
  const name = job?.task?.form;
  if (job === undefined || name === undefined) return undefined;
  const run = runOf(definition, resolve, state, job.openedAt);
  const { forms, nodes } = definitionIn(run, activeOf(run, job.elementKey)?.scope ?? '');
  const id = formIdOf(name);
  const form = Object.hasOwn(forms, id) ? forms[id] : undefined;
  if (form === undefined) return undefined;
  const mappings = nodes.find((node) => node.id === job.element)?.inputs ?? [];
  const reads = mappings.map(({ target, source }) => [target.split('.')[0] ?? '', typeof source === 'string' ? [] : source.variables] as const);
  return { form, data: withKnown(form, job.inputs, [ofCase, state.variables]), reads: Object.fromEntries(reads) };
}

export type FormAnswer = Readonly<{ kind: 'filled'; variables: Variables }> | Readonly<{ kind: 'refused'; fields: readonly FieldFinding[] }>;

/**
 * What an officer's completion leaves when the task's form is held against it. Whoever runs instances asks before CompleteTask; a rehearsal
 * does not, where the answers are an analyst's own.
 */
export function fillTaskForm(found: Pick<TaskForm, 'form' | 'data'> | undefined, variables: Variables, at: string): FormAnswer {
  return found === undefined ? { kind: 'filled', variables } : fillForm(found.form, variables, found.data, at);
}
