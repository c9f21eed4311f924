import type { Json } from '@lienthong/feel';
import { evaluateBkm, evaluateDecision, evaluateService } from './evaluate.js';
import type { DecisionModel } from './model.js';
import { readModelLeniently } from './model.js';

/** Models for specs, written short. */
export const DMN_15 = 'https://www.omg.org/spec/DMN/20230324/MODEL/';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export const definitions = (body: string, { namespace = 'urn:spec', dmn = DMN_15, name = 'Spec' } = {}): string =>
  `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="${dmn}" id="spec" name="${name}" namespace="${namespace}">${body}</definitions>`;

const typed = (typeRef: string | undefined): string => (typeRef === undefined ? '' : ` typeRef="${typeRef}"`);
export const input = (name: string, typeRef?: string): string => `<inputData id="${name}" name="${name}"><variable name="${name}"${typed(typeRef)}/></inputData>`;
export const literal = (text: string, typeRef?: string): string => `<literalExpression${typed(typeRef)}><text>${escaped(text)}</text></literalExpression>`;

const REQUIRED = { input: ['information', 'Input'], decision: ['information', 'Decision'], knowledge: ['knowledge', 'Knowledge'] } as const;
const requirement = (kind: keyof typeof REQUIRED, href: string): string =>
  `<${REQUIRED[kind][0]}Requirement><required${REQUIRED[kind][1]} href="${href.includes('#') ? href : `#${href}`}"/></${REQUIRED[kind][0]}Requirement>`;

type Requires = Readonly<{ [K in keyof typeof REQUIRED]?: readonly string[] }>;
const requirements = (requires: Requires): string =>
  Object.entries(requires).flatMap(([kind, names]) => names.map((name) => requirement(kind as keyof typeof REQUIRED, name))).join('');

export const decision = (name: string, logic: string, requires: Requires = {}, typeRef?: string): string =>
  `<decision id="${name}" name="${name}"><variable name="${name}"${typed(typeRef)}/>${requirements(requires)}${logic}</decision>`;
export const bkm = (name: string, parameters: readonly string[], body: string, requires: Requires = {}): string =>
  `<businessKnowledgeModel id="${name}" name="${name}"><variable name="${name}"/><encapsulatedLogic>${parameters
    .map((each) => each.split(': '))
    .map(([parameter = '', typeRef]) => `<formalParameter name="${parameter}"${typed(typeRef)}/>`)
    .join('')}${body}</encapsulatedLogic>${requirements(requires)}</businessKnowledgeModel>`;

type Columns = Readonly<{ inputs?: readonly string[]; outputs?: readonly string[]; hitPolicy?: string; aggregation?: string }>;
/** Columns are `expression` and `name`, with allowed values behind `|`, for outputs a default behind a second; rows are cells with `|` between. */
export function table({ inputs = ['x'], outputs = [''], hitPolicy, aggregation }: Columns, ...rows: readonly string[]): string {
  const attributes = `${hitPolicy === undefined ? '' : ` hitPolicy="${hitPolicy}"`}${aggregation === undefined ? '' : ` aggregation="${aggregation}"`}`;
  const wording = (tag: string, text: string | undefined): string => (text === undefined || text === '' ? '' : `<${tag}><text>${escaped(text)}</text></${tag}>`);
  const heads = inputs.map((each, i) => {
    const [expression = '', values] = each.split('|');
    return `<input id="in${i + 1}"><inputExpression><text>${escaped(expression)}</text></inputExpression>${wording('inputValues', values)}</input>`;
  });
  const results = outputs.map((each, i) => {
    const [name = '', values, fallback] = each.split('|');
    return `<output id="out${i + 1}"${name === '' ? '' : ` name="${name}"`}>${wording('outputValues', values)}${wording('defaultOutputEntry', fallback)}</output>`;
  });
  const rules = rows.map((row, i) => {
    const cells = row.split('|').map((cell) => cell.trim());
    const entries = cells.map((cell, j) => {
      const tag = j < inputs.length ? 'inputEntry' : 'outputEntry';
      return `<${tag} id="r${i + 1}c${j + 1}"><text>${escaped(cell)}</text></${tag}>`;
    });
    return `<rule id="r${i + 1}">${entries.join('')}</rule>`;
  });
  return `<decisionTable id="table"${attributes}>${heads.join('')}${results.join('')}${rules.join('')}</decisionTable>`;
}

export function modelOf(xml: string, imports: Readonly<Record<string, string>> = {}): DecisionModel {
  const reading = readModelLeniently(xml, (namespace) => imports[namespace]);
  if (reading.kind === 'refused') throw new Error(JSON.stringify(reading.findings));
  return reading.model;
}

type Asked = Readonly<{ imports?: Readonly<Record<string, string>>; kind?: 'decision' | 'service' | 'bkm'; stepBudget?: number }>;
type Answer = Readonly<{ value: Json; errors: readonly Readonly<{ element: string; text: string }>[] }>;

/** The value with the errors, in English. */
export function answer(body: string, name: string, given: Readonly<Record<string, Json>> = {}, { imports, kind = 'decision', stepBudget }: Asked = {}): Answer {
  const evaluate = { decision: evaluateDecision, service: evaluateService, bkm: evaluateBkm }[kind];
  const { value, errors } = evaluate(modelOf(definitions(body), imports), name, given, { output: 'tagged', ...(stepBudget !== undefined && { stepBudget }) });
  return { value, errors: errors.map(({ element, text }) => ({ element, text: text.en })) };
}

/** The value where nothing went wrong. */
export function valueOf(body: string, name: string, given: Readonly<Record<string, Json>> = {}, asked: Asked = {}): Json {
  const { value, errors } = answer(body, name, given, asked);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return value;
}
