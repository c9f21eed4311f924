import { RELEASED_CALENDARS, type CalendarBook } from '@lienthong/calendar';
import { hasJob, type Definition, type Job, type Model, type Node, type Step } from './definition.js';
import { finding, type Doubt, type Finding } from './findings.js';
import { namesOf } from './letter/letter.js';
import { childrenOf, extensionOf, textOf, type ModelElement } from './model.js';
import { readProcedure, type Procedure } from './procedure.js';
import { readApplicationForm } from './read/application-form.js';
import { readContents } from './read/contents.js';
import { containersOf, labelOf, readDrawing } from './read/drawing.js';
import { checkExecuted } from './read/executed.js';
import { readFlows } from './read/flows.js';
import { checkFormsOfTasks, readForms } from './read/read-forms.js';
import { checkChannelLimits, checkLimit } from './read/limit.js';
import { readFile, type ModelFile } from './read/model-file.js';
import { readNames, sharedNames, type Names } from './read/names.js';
import { readNodes } from './read/nodes.js';
import type { Reader } from './read/reader.js';
import { checkModel } from './rules/check-model.js';
import { hiddenResults } from './rules/hidden-results.js';

/** `definition` is the main process; the model has them all. */
export type Compilation =
  | Readonly<{ kind: 'compiled'; model: Model; definition: Definition; doubts: readonly Doubt[] }>
  | Readonly<{ kind: 'refused'; findings: readonly Finding[] }>;

/** More than any procedure on paper; the measure of the longest way recurses over it. */
export const MAX_ELEMENTS = 2_000;

/** Total: tables, or every reason why not. `calendars` are those that a procedure may name. */
export function compileModel(root: ModelElement, calendars: CalendarBook = RELEASED_CALENDARS): Compilation {
  const file = readFile(root);
  const refusal = checkSize(file);
  if (refusal !== null) return { kind: 'refused', findings: [refusal] };
  const findings: Finding[] = [...checkExecuted(root), ...checkModel(root)];
  const isStrict = file.executable.some((element) => extensionOf(element, 'lienthong:Procedure') !== null);
  const drawings = file.executable.map((element) => ({ drawing: readDrawing(element, findings), procedure: readProcedure(element, findings, calendars) }));
  const everywhere = new Set(drawings.flatMap(({ drawing, procedure }) => [...(procedure?.variables ?? []), ...sharedNames(drawing, file)]));
  const calendar = drawings.find(({ procedure }) => procedure !== null)?.procedure?.calendar ?? null;
  const definitions = drawings.map(({ drawing, procedure }): Definition => {
    const names = readNames(drawing, everywhere, file);
    if (procedure !== null) findings.push(...checkLetters(procedure, drawing.process.id, names));
    return readDefinition(procedure, { findings, file, drawing, isStrict, calendar: procedure?.calendar ?? calendar, names });
  });
  for (const { drawing, procedure } of drawings)
    if (procedure !== null) findings.push(...checkLimit(drawing, procedure, drawings.map((each) => each.drawing)));
  const main = mainOf(definitions);
  if (main?.nodes.length === 0 && findings.length === 0)
    findings.push(finding(main.processId, 'process-not-executable', 'Quy trình không có gì để chạy: thêm ít nhất một phần tử', 'The process holds nothing to run: add at least one element'));
  if (findings.length > 0 || main === undefined) return { kind: 'refused', findings: inFileOrder(findings, root) };
  const processes = Object.fromEntries(definitions.map((definition) => [definition.processId, definition]));
  const model = { processes, main: main.processId };
  const short = drawings.flatMap(({ drawing, procedure }) => (procedure === null ? [] : checkChannelLimits(drawing, procedure, drawings.map((each) => each.drawing))));
  return { kind: 'compiled', model, definition: main, doubts: [...short, ...hiddenResults(model)] };
}

/** A letter speaks of what the process keeps for its whole life, and of the dossier itself. */
function checkLetters({ letters }: Procedure, process: string | null, names: Names): readonly Finding[] {
  return letters.flatMap((letter) =>
    namesOf(letter).flatMap((name) =>
      names.isKnown(-1, name)
        ? []
        : [finding(process, 'variable-unknown', `Văn bản “${letter.code}” nhắc đến “${name}” mà không bước nào đặt`, `Letter "${letter.code}" speaks of "${name}", which nothing sets`)],
    ),
  );
}

/** What makes looking further pointless. */
function checkSize({ root, executable }: ModelFile): Finding | null {
  if (executable.length === 0) {
    const drawn = childrenOf(root, 'rootElements').find(({ type }) => type === 'bpmn:Process');
    if (drawn === undefined) return finding(null, 'process-count', 'Tệp không có quy trình nào', 'The file has no process');
    return finding(drawn.id, 'process-not-executable', 'isExecutable phải là true', 'isExecutable must be true');
  }
  const count = executable.flatMap(containersOf).reduce((sum, container) => sum + childrenOf(container, 'flowElements').length, 0);
  if (count <= MAX_ELEMENTS) return null;
  const [first] = executable;
  const [vi, en] = [`Có ${count} phần tử, tối đa ${MAX_ELEMENTS}`, `There are ${count} elements, at most ${MAX_ELEMENTS} are allowed`];
  return finding(first?.id ?? null, 'too-many-elements', vi, en);
}

function readDefinition(procedure: Procedure | null, reader: Reader): Definition {
  const element = reader.drawing.process;
  const nodes = readNodes(reader).filter((node): node is Node => node !== null);
  const flows = readFlows(reader);
  const forms = readForms(reader);
  checkFormsOfTasks({ nodes, forms }, reader);
  const applicationForm = readApplicationForm({ procedure, forms }, reader);
  const processId = element.id ?? '';
  return {
    processId,
    name: labelOf(element, processId),
    versionTag: textOf(extensionOf(element, 'zeebe:VersionTag'), 'value'),
    procedure,
    nodes,
    flows,
    nodeIndex: Object.fromEntries(nodes.map(({ id, index }) => [id, index])),
    flowIndex: Object.fromEntries(flows.map(({ id, index }) => [id, index])),
    contents: readContents(element, -1, reader),
    steps: nodes.flatMap(stepsOf),
    forms,
    applicationForm,
  };
}

function stepsOf(node: Node): readonly Step[] {
  const thrown = 'throws' in node ? (Array.isArray(node.throws) ? node.throws : [node.throws]) : [];
  if (node.kind === 'businessRuleTask') return [];
  const jobs: readonly Job[] = hasJob(node) ? [node.job] : thrown.flatMap((each) => ('job' in each && each.job !== null ? [each.job] : []));
  return jobs.map(({ nameEn, kind, type, agency, role, stepNumber, limit, counts, warnings, dossierState }) => ({
    element: node.id, name: node.name, nameEn, kind, type, agency, role, stepNumber, limit, counts, dossierState, ...(warnings !== undefined && { warnings }),
  }));
}

/** The procedure, else the first that begins without being called for, else the first. */
function mainOf(definitions: readonly Definition[]): Definition | undefined {
  const startsPlainly = ({ contents, nodes }: Definition): boolean =>
    contents.starts.some((start) => {
      const node = nodes[start];
      return node !== undefined && (node.kind !== 'startEvent' || node.triggers.length === 0) && !('instantiates' in node && node.instantiates);
    });
  return definitions.find(({ procedure }) => procedure !== null) ?? definitions.find(startsPlainly) ?? definitions[0];
}

/** What concerns the whole first, then element by element as in the file. */
function inFileOrder(findings: readonly Finding[], root: ModelElement): readonly Finding[] {
  const order = new Map<string, number>();
  const visit = (element: ModelElement): void => {
    if (element.id !== null) order.set(element.id, order.size);
    for (const { element: child } of element.children) visit(child);
  };
  visit(root);
  const unique = [...new Map(findings.map((each) => [`${each.element ?? ''}\n${each.rule}\n${each.text.en}`, each])).values()];
  const place = (element: string | null): number => order.get(element ?? '') ?? -1;
  return unique.toSorted((left, right) => place(left.element) - place(right.element));
}
