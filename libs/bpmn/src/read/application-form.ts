import type { Definition } from '../definition.js';
import type { Form, FormField } from '../form/form.js';
import { strangeSources } from '../form/read-sources.js';
import { extensionOf, textOf } from '../model.js';
import type { Procedure } from '../procedure.js';
import { complaintsAboutPapers, complaintsAboutTaskPapers } from './application-papers.js';
import { formIdOf } from './read-forms.js';
import { report, type Reader } from './reader.js';

/**
 * The form by which a dossier of the procedure is applied for: that of its start event without a trigger (`zeebe:formDefinition`), carried by the file as
 * those of tasks are. What it asks for is what the procedure declares (`lienthong:variable`), so that nothing is asked of a citizen that nobody wants.
 */
export function readApplicationForm({ procedure, forms }: Pick<Definition, 'forms'> & Readonly<{ procedure: Procedure | null }>, reader: Reader): Form | null {
  const starts = reader.drawing.elements.filter(({ type, children }) => type === 'bpmn:StartEvent' && !children.some(({ property }) => property === 'eventDefinitions'));
  for (const start of starts) {
    const source = extensionOf(start, 'zeebe:FormDefinition');
    const name = ['formId', 'formKey'].map((attribute) => textOf(source, attribute)).find((text) => text !== null) ?? null;
    if (name === null || procedure === null) continue;
    const id = formIdOf(name);
    const form = Object.hasOwn(forms, id) ? forms[id] : undefined;
    if (form === undefined) {
      report(reader, start, 'reference-missing', `Tệp không có biểu mẫu “${name}”`, `The file has no form "${name}"`);
      continue;
    }
    for (const { vi, en } of [...complaintsAbout(form.fields, procedure), ...complaintsAboutPapers(form, procedure), ...strangeSources(form.fields, 'application')]) report(reader, start, 'form-invalid', `Biểu mẫu “${id}”: ${vi}`, `Form "${id}": ${en}`);
    for (const other of Object.values(forms).filter((each) => each !== form))
      for (const { vi, en } of complaintsAboutTaskPapers(other)) report(reader, start, 'form-invalid', `Biểu mẫu “${other.id}”: ${vi}`, `Form "${other.id}": ${en}`);
    return form;
  }
  return null;
}

function complaintsAbout(fields: readonly FormField[], { variables }: Procedure): readonly Readonly<{ vi: string; en: string }>[] {
  return fields.flatMap((field): readonly Readonly<{ vi: string; en: string }>[] => {
    if (field.type === 'group' && field.path.length === 0) return complaintsAbout(field.fields, { variables } as Procedure);
    const [name = ''] = field.path;
    return [
      ...(variables.includes(name) ? [] : [{ vi: `thủ tục không khai “${name}” (lienthong:variable)`, en: `the procedure does not declare "${name}" (lienthong:variable)` }]),
      ...wholeNumbers(field),
    ];
  });
}

/** The log's entries hold whole numbers: a fraction is kept as its digits. */
function wholeNumbers(field: FormField): readonly Readonly<{ vi: string; en: string }>[] {
  if (field.type === 'group' || field.type === 'dynamiclist') return field.fields.flatMap(wholeNumbers);
  if (field.type !== 'number' || field.isText || field.decimalDigits === 0) return [];
  const name = field.path.join('.');
  return [{ vi: `số “${name}” phải là số nguyên (decimalDigits 0) hoặc ghi dạng văn bản (serializeToString)`, en: `number "${name}" has to be whole (decimalDigits 0) or kept as text (serializeToString)` }];
}
