import type { Definition, Model } from '../definition.js';
import type { Doubt } from '../findings.js';
import type { Form, FormField } from '../form/form.js';

type Hiding = Readonly<{ name: string; mayHide: boolean }>;

/**
 * Results of tasks that rest on a field which the task's form may hide. A hidden field says nothing, so in a procedure the output cannot be worked
 * out and the dossier stops with an incident, on the way that the analyst did not try. An input mapping that gives the name a value prevents it.
 */
export function hiddenResults({ processes, main }: Model): readonly Doubt[] {
  // A drawing that is no procedure takes what nobody set for null.
  if (processes[main]?.procedure === null) return [];
  return Object.values(processes).flatMap((definition) => definition.nodes.flatMap((node) => {
    if (node.kind !== 'userTask') return [];
    const form = formOf(definition, node.job.task?.form ?? null);
    if (form === undefined) return [];
    const known = new Set([...(definition.procedure?.variables ?? []), ...node.inputs.map(({ target }) => rootOf(target))]);
    const fields = form.fields.flatMap((field) => rootsOf(field, false));
    const hidden = new Set(fields.filter(({ name, mayHide }) => mayHide && !known.has(name) && fields.every((other) => other.name !== name || other.mayHide)).map(({ name }) => name));
    return node.outputs.flatMap(({ target, source }) => (typeof source === 'string' ? [] : source.variables.filter((name) => hidden.has(name)).map((name) => doubt(node.id, target, name))));
  }));
}

const rootOf = (path: string): string => path.split('.')[0] ?? '';

/** As the model names it: `camunda-forms:bpmn:<id>` or the id alone. */
function formOf({ forms }: Definition, name: string | null): Form | undefined {
  const id = name?.split(':').at(-1) ?? '';
  return Object.hasOwn(forms, id) ? forms[id] : undefined;
}

/** The variables that a field fills; of a group without a path those of its fields. */
function rootsOf(field: FormField, isInHidden: boolean): readonly Hiding[] {
  const mayHide = isInHidden || field.hide !== null;
  const [name] = field.path;
  if (field.type === 'group' && name === undefined) return field.fields.flatMap((each) => rootsOf(each, mayHide));
  if (field.type === 'group') return field.fields.flatMap((each) => rootsOf(each, mayHide)).map((inside) => ({ ...inside, name: name ?? inside.name }));
  return name === undefined ? [] : [{ name, mayHide }];
}

function doubt(element: string, target: string, name: string): Doubt {
  const mend = `<zeebe:input source="=null" target="${name}" />`;
  return {
    element, rule: 'form-result-hidden',
    text: {
      vi: `Kết quả “${target}” cần “${name}” mà biểu mẫu có lúc ẩn: khi ẩn, hồ sơ dừng vì sự cố. Thêm ${mend}`,
      en: `Result "${target}" needs "${name}", which the form may hide: then the dossier stops with an incident. Add ${mend}`,
    },
  };
}
