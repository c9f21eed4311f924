import { expressionAt, idOf, problem, type Component, type FormReader } from './form-reader.js';

/** Shown, and nothing to fill in. */
export const SHOWN: ReadonlySet<string> = new Set(['text', 'html', 'image', 'table', 'documentPreview', 'spacer', 'separator', 'button']);

/** Files are shown from where they are kept, so that the same people may open them as on the dossier's page. */
export function checkShown(component: Component, type: string, reader: FormReader): void {
  if (type !== 'documentPreview') return;
  const source = expressionAt(component, ['dataSource'], reader);
  if (source === null) reader.problems.push(problem(idOf(component), 'Thành phần xem tệp thiếu “dataSource” là biểu thức, ví dụ “=banVe”', 'The preview has no expression as its "dataSource" such as "=drawings"'));
}
