import { componentsAsked } from '../form/files-in.js';
import type { Form, FormField } from '../form/form.js';
import type { Procedure } from '../procedure.js';

type Complaint = Readonly<{ vi: string; en: string }>;

/** A form, or a field of files, that is a paper of the procedure is one that the procedure asks for; whoever applies online can see it where it is mandatory. */
export function complaintsAboutPapers({ fields, component: itself }: Form, procedure: Procedure): readonly Complaint[] {
  const strange = [...(itself === undefined ? [] : [itself]), ...componentsAsked(fields)].filter((code) => !procedure.components.some((component) => component.code === code));
  return [
    ...strange.map((code) => ({ vi: `thủ tục không có thành phần hồ sơ “${code}” (lienthong:component)`, en: `the procedure has no component "${code}" (lienthong:component)` })),
    ...hidden(fields, procedure).map((code) => ({ vi: `thành phần hồ sơ bắt buộc “${code}” có lúc bị ẩn (conditional.hide)`, en: `the mandatory component "${code}" is hidden at times (conditional.hide)` })),
  ];
}

function hidden(fields: readonly FormField[], procedure: Procedure): readonly string[] {
  return fields.flatMap((field) => {
    if (field.hide === null) return field.type === 'group' || field.type === 'dynamiclist' ? hidden(field.fields, procedure) : [];
    return componentsAsked([field]).filter((code) => procedure.components.some((component) => component.code === code && component.mandatory));
  });
}

/** Of a task, files are the dossier's and no paper of the application. */
export function complaintsAboutTaskPapers({ fields, component: itself }: Form): readonly Complaint[] {
  return [...(itself === undefined ? [] : [itself]), ...componentsAsked(fields)].map((code) => ({ vi: `chỉ tờ khai của người dân mới có thành phần hồ sơ, không phải biểu mẫu của việc (“${code}”)`, en: `only the application has components, not the form of a task ("${code}")` }));
}
