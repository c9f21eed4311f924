import { checkLimit, checkWays } from './check-graph.js';
import { isWorking, type Definition, type Node } from './definition.js';
import { checkExecuted } from './executed.js';
import { finding, type Finding } from './findings.js';
import { attributeOf, childrenOf, textOf, type ModelElement } from './model.js';
import { readProcedure } from './procedure.js';
import { checkDrawing, readFlows, readGraph, type Graph } from './read-flows.js';
import { outputTargets } from './read-job.js';
import { readNodes } from './read-nodes.js';
import type { Reader } from './reader.js';

export type Compilation =
  Readonly<{ kind: 'compiled'; definition: Definition }> | Readonly<{ kind: 'refused'; findings: readonly Finding[] }>;

/** More than any procedure on paper; the measure of the longest way recurses over it. */
export const MAX_ELEMENTS = 500;

/** Total: tables, or every reason why not. */
export function compileModel(model: ModelElement): Compilation {
  const findings: Finding[] = [...checkExecuted(model)];
  const processes = childrenOf(model, 'rootElements').filter(({ type }) => type === 'bpmn:Process');
  const [processElement] = processes;
  if (processElement === undefined || processes.length > 1) {
    findings.push(
      finding(
        null,
        'process-count',
        `Tệp cần đúng một quy trình, có ${processes.length}`,
        `The file needs exactly one process, it has ${processes.length}`,
      ),
    );
    return { kind: 'refused', findings };
  }
  if (attributeOf(processElement, 'isExecutable') !== 'true') {
    findings.push(finding(processElement.id, 'process-not-executable', 'isExecutable phải là true', 'isExecutable must be true'));
  }
  const elementCount = childrenOf(processElement, 'flowElements').length;
  if (elementCount > MAX_ELEMENTS) {
    findings.push(
      finding(
        processElement.id,
        'too-many-elements',
        `Có ${elementCount} phần tử, tối đa ${MAX_ELEMENTS}`,
        `There are ${elementCount} elements, at most ${MAX_ELEMENTS} are allowed`,
      ),
    );
    return { kind: 'refused', findings };
  }
  return compileProcess(model, processElement, findings);
}

function compileProcess(model: ModelElement, processElement: ModelElement, findings: Finding[]): Compilation {
  const procedure = readProcedure(processElement, findings);
  const graph = readGraph(processElement, findings);
  const variables = [...(procedure?.variables ?? []), ...graph.elements.flatMap(outputTargets)];
  const reader: Reader = { findings, variables, messages: messagesOf(model) };
  checkDrawing(graph, reader);
  const nodes = readNodes(graph, reader);
  const flows = readFlows(graph, reader);
  findings.push(...checkWays(graph));
  if (procedure !== null) findings.push(...checkLimit(graph, processElement.id, procedure.limit));
  const known = nodes.filter((node): node is Node => node !== null);
  const start = known.find(({ kind }) => kind === 'startEvent');
  if (findings.length > 0 || procedure === null || start === undefined) return { kind: 'refused', findings: inFileOrder(findings, graph) };
  const nodeIndex = Object.fromEntries(known.map(({ id, index }) => [id, index]));
  return {
    kind: 'compiled',
    definition: { processId: processElement.id ?? '', procedure, nodes: known, flows, start: start.index, nodeIndex, steps: stepsOf(known) },
  };
}

function messagesOf(model: ModelElement): Readonly<Record<string, string>> {
  const messages = childrenOf(model, 'rootElements').filter(({ type }) => type === 'bpmn:Message');
  return Object.fromEntries(messages.map((message) => [message.id ?? '', textOf(message, 'name') ?? '']));
}

/** What concerns the whole first, then element by element as in the file. */
function inFileOrder(findings: readonly Finding[], { elements, flows }: Graph): readonly Finding[] {
  const order = new Map([...elements, ...flows.map(({ element }) => element)].map(({ id }, place) => [id, place]));
  const place = (element: string | null): number => order.get(element) ?? -1;
  return findings.toSorted((left, right) => place(left.element) - place(right.element));
}

function stepsOf(nodes: readonly Node[]): Definition['steps'] {
  return nodes.filter(isWorking).map(({ id, name, job }) => {
    const { nameEn, kind, type, agency, role, stepNumber, limit, counts, dossierState } = job;
    return { element: id, name, nameEn, kind, type, agency, role, stepNumber, limit, counts, dossierState };
  });
}
