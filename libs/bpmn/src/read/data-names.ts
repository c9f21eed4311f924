import { referenceOf, textOf, type ModelElement } from '../model.js';
import type { ModelFile } from './model-file.js';

const REFERENCE: Readonly<Record<string, string>> = { 'bpmn:DataObjectReference': 'dataObjectRef', 'bpmn:DataStoreReference': 'dataStoreRef' };

/** The data object or store behind a reference; anything else is itself. */
export function dataBehind(element: ModelElement, file: ModelFile): ModelElement {
  const property = REFERENCE[element.type];
  const target = property === undefined ? undefined : file.byId.get(referenceOf(element, property) ?? '');
  return target ?? element;
}

/**
 * The variable that a data object, store, property, input or output is. Modelers name the reference that is drawn and not the
 * object behind it; then the first named reference gives the name.
 */
export function dataNameOf(element: ModelElement, file: ModelFile): string {
  const behind = dataBehind(element, file);
  return textOf(behind, 'name') ?? nameOfReferences(behind, file) ?? textOf(element, 'name') ?? behind.id ?? '';
}

function nameOfReferences(behind: ModelElement, file: ModelFile): string | null {
  if (behind.type !== 'bpmn:DataObject' && behind.type !== 'bpmn:DataStore') return null;
  for (const element of file.byId.values()) {
    const property = REFERENCE[element.type];
    const name = property !== undefined && referenceOf(element, property) === behind.id ? textOf(element, 'name') : null;
    if (name !== null) return name;
  }
  return null;
}
