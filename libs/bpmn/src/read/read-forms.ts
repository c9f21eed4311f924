import type { Definition } from '../definition.js';
import { readForm } from '../form/read-form.js';
import { strangeSources } from '../form/read-sources.js';
import { extensionsOf, textOf } from '../model.js';
import { report, type Reader } from './reader.js';

/** As Camunda Modeler refers to a form that it has written into the file. */
const EMBEDDED = /^camunda-forms:bpmn:/;
/** The name of the form within its file. */
export const formIdOf = (form: string): string => form.replace(EMBEDDED, '');

/** The forms that the process carries (`zeebe:userTaskForm`): published with it, so that a version always has its own. */
export function readForms(reader: Reader): Definition['forms'] {
  const { process } = reader.drawing;
  const readings = extensionsOf(process, 'zeebe:UserTaskForm').map((source) => {
    const id = source.id ?? '';
    return { id, source, reading: readForm(id, textOf(source, 'body') ?? '') };
  });
  for (const { id, source, reading } of readings) {
    if (id === '') report(reader, source, 'form-invalid', 'Biểu mẫu nhúng thiếu id', 'The embedded form has no id');
    if (reading.kind === 'form') continue;
    for (const { at, text } of reading.problems) report(reader, source, 'form-invalid', `Biểu mẫu “${id}”, ${at}: ${text.vi}`, `Form "${id}", ${at}: ${text.en}`);
  }
  return Object.fromEntries(readings.flatMap(({ id, reading }) => (reading.kind === 'form' ? [[id, reading.form] as const] : [])));
}

/** In a procedure every task whose form is named has it in the file: one that comes from elsewhere could change under a running dossier. */
export function checkFormsOfTasks({ nodes, forms }: Pick<Definition, 'nodes' | 'forms'>, reader: Reader): void {
  if (!reader.isStrict) return;
  for (const node of nodes) {
    const form = node.kind === 'userTask' ? (node.job.task?.form ?? null) : null;
    if (form === null) continue;
    const element = reader.drawing.elements[reader.drawing.places.get(node.id) ?? -1] ?? reader.drawing.process;
    const found = Object.hasOwn(forms, formIdOf(form)) ? forms[formIdOf(form)] : undefined;
    for (const { vi, en } of strangeSources(found?.fields ?? [], 'task')) report(reader, element, 'form-invalid', `Biểu mẫu “${form}”: ${vi}`, `Form "${form}": ${en}`);
    if (found === undefined) report(reader, element, 'reference-missing', `Tệp không có biểu mẫu “${form}”`, `The file has no form "${form}"`);
  }
}
