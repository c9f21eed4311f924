import type { Mapping } from '../definition.js';
import { childOf, childrenOf, extensionOf, referenceOf, textOf, type ModelElement } from '../model.js';
import { VARIABLE } from '../procedure.js';
import { dataNameOf } from './data-names.js';
import type { ModelFile } from './model-file.js';
import { readBody, readExpression, report, variableNamed, type Reader, type Sees, type Site } from './reader.js';

type Direction = 'inputs' | 'outputs';
type Mappings = Readonly<Record<Direction, readonly Mapping[]>>;

/** Camunda's mappings, then the standard's data associations. `apart` are data of the loop, which it reads itself. */
export function readMappings(site: Site, reader: Reader, apart: ReadonlySet<string> = new Set()): Mappings {
  return { inputs: readDirection(site, reader, 'inputs', apart), outputs: readDirection(site, reader, 'outputs', apart) };
}

function readDirection(site: Site, reader: Reader, direction: Direction, apart: ReadonlySet<string>): readonly Mapping[] {
  const [parameters, associations] =
    direction === 'inputs' ? (['inputParameters', 'dataInputAssociations'] as const) : (['outputParameters', 'dataOutputAssociations'] as const);
  const mappings = [
    ...readParameters(site, reader, parameters),
    ...executedAssociations(site.element, associations, reader.file)
      .filter(({ references }) => !apart.has(references['targetRef']?.[0] ?? '') && !(references['sourceRef'] ?? []).some((id) => apart.has(id)))
      .flatMap((association) => readAssociation(association, site, reader, direction)),
  ];
  const targets = mappings.map(({ target }) => target);
  // Zeebe lets the later one win; what is published for a procedure says one thing.
  if (reader.isStrict && new Set(targets).size < targets.length)
    report(reader, site.element, 'mapping-invalid', 'Một biến được gán hai lần', 'A variable is mapped twice');
  return mappings;
}

/**
 * Drawing tools that know no data draw the arrow only: into the task to a property that stands for none, out of it from nothing.
 * Such arrows are words for people.
 */
export const executedAssociations = (element: ModelElement, property: string, { byId }: ModelFile): readonly ModelElement[] =>
  childrenOf(element, property).filter((association) => {
    const says = ['sourceRef', 'transformation', 'assignment'].some((name) => name in association.references || childOf(association, name) !== null);
    const target = byId.get(referenceOf(association, 'targetRef') ?? '') ?? null;
    return property === 'dataOutputAssociations' ? says : textOf(target, 'name') !== '__targetRef_placeholder';
  });

function readParameters(site: Site, reader: Reader, property: 'inputParameters' | 'outputParameters'): readonly Mapping[] {
  const source = extensionOf(site.element, 'zeebe:IoMapping');
  const parameters = source === null ? [] : childrenOf(source, property);
  const seen: string[] = [];
  return parameters.flatMap((parameter): readonly Mapping[] => {
    const [target, text] = [textOf(parameter, 'target') ?? '', textOf(parameter, 'source')];
    if (text === null || !target.split('.').every((name) => VARIABLE.test(name))) {
      report(
        reader,
        site.element,
        'mapping-invalid',
        `Phép gán vào “${target}” cần nguồn và tên biến hợp lệ`,
        `The mapping to "${target}" needs a source and a valid variable name`,
      );
      return [];
    }
    // A mapping sees the targets before it; outputs also see what came back.
    const sees: Sees = property === 'outputParameters' ? 'any' : [...seen];
    seen.push(target.split('.')[0] ?? target);
    if (!text.startsWith('=')) return [{ target, source: text }];
    const expression = readExpression(text, site, reader, sees);
    return expression === null ? [] : [{ target, source: expression }];
  });
}

/** BPMN 2.0.2 §10.4.2: a transformation, or assignments from and to, or the source as it is. */
function readAssociation(association: ModelElement, site: Site, reader: Reader, direction: Direction): readonly Mapping[] {
  const sources = (association.references['sourceRef'] ?? []).flatMap((id) => reader.file.byId.get(id) ?? []);
  const target = reader.file.byId.get(referenceOf(association, 'targetRef') ?? '');
  const targetName = target === undefined ? '' : dataNameOf(target, reader.file);
  const sees: Sees = direction === 'outputs' ? 'any' : sources.map((source) => dataNameOf(source, reader.file));
  const assignments = childrenOf(association, 'assignment');
  if (assignments.length > 0) return assignments.flatMap((assignment) => readAssignment(assignment, targetName, site, reader, sees));
  const [source] = sources;
  const hasTransformation = childOf(association, 'transformation') !== null;
  if (targetName === '' || (!hasTransformation && (source === undefined || sources.length > 1))) {
    report(
      reader,
      site.element,
      'mapping-invalid',
      'Liên kết dữ liệu cần một đích, và một nguồn hoặc phép biến đổi',
      'A data association needs a target, and one source or a transformation',
    );
    return [];
  }
  const expression =
    hasTransformation || source === undefined
      ? readBody(association, 'transformation', site, reader, sees)
      : variableNamed(dataNameOf(source, reader.file), site, reader);
  return expression === null ? [] : [{ target: targetName, source: expression }];
}

/** `to` is a path into the target, or the target itself; written as an expression of one name. */
function readAssignment(assignment: ModelElement, targetName: string, site: Site, reader: Reader, sees: Sees): readonly Mapping[] {
  const expression = readBody(assignment, 'from', site, reader, sees);
  const path = (textOf(childOf(assignment, 'to'), 'body') ?? targetName).replace(/^\s*=\s*/, '').trim();
  if (!path.split('.').every((name) => VARIABLE.test(name))) {
    report(reader, site.element, 'mapping-invalid', `“${path}” không thể là tên biến`, `"${path}" cannot be the name of a variable`);
    return [];
  }
  if (expression === null && childOf(assignment, 'from') === null)
    report(reader, site.element, 'mapping-invalid', 'Phép gán thiếu nguồn', 'The assignment lacks its source');
  return expression === null ? [] : [{ target: path, source: expression }];
}
