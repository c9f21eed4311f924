import type { Json } from '@lienthong/feel';
import { evaluateDecision, evaluateService, type Evaluation, type Inputs, type StepMeter } from '../evaluate.js';
import type { DecisionModel } from '../model.js';
import type { ModelFinding } from '../model-finding.js';

/** What lies beside a table: this input has to give that value. `element` of a finding is the example's id or its line. */
export type ExampleFinding = Omit<ModelFinding, 'rule'> & Readonly<{ rule: 'example-unreadable' | 'example-failed' }>;

/** More examples than rows that a person can read; each costs one evaluation. */
const MAX_EXAMPLES = 2_000;
const MAX_SHOWN = 300;
/** Of all examples together, two seconds at the most: whoever checks a file waits for them, and on a server everybody else does. The examples of no released file take 500 steps. */
const STEP_BUDGET = 1_000_000;

/**
 * Evaluates every line of `{"id"?, "decision"|"service", "input", "expected", "now"?}` and says which do not come out as expected. Values
 * are compared as data: the order of keys means nothing, tags mean what they say. An evaluation with an error fails as well, unless null is expected.
 */
export function checkExamples(model: DecisionModel, text: string): readonly ExampleFinding[] {
  const lines = text.split('\n').map((line, i) => ({ line: line.trim(), number: i + 1 })).filter(({ line }) => line !== '');
  if (lines.length > MAX_EXAMPLES) return [failed('examples', 'example-unreadable', `có hơn ${MAX_EXAMPLES} ví dụ`, `there are more than ${MAX_EXAMPLES} examples`)];
  const meter: StepMeter = { stepsLeft: STEP_BUDGET };
  return lines.flatMap(({ line, number }) => {
    if (meter.stepsLeft === 0) return [];
    const example = parsed(line);
    if (example === undefined) {
      return [failed(`line ${number}`, 'example-unreadable', 'dòng này không phải một ví dụ {"decision"|"service", "input", "expected"}', 'the line is no example {"decision"|"service", "input", "expected"}')];
    }
    const findings = checked(model, example, typeof example['id'] === 'string' ? example['id'] : `line ${number}`, meter);
    return meter.stepsLeft > 0 ? findings : [failed(`line ${number}`, 'example-failed', 'đến ví dụ này thì hết số bước cho phép của cả tệp; các ví dụ sau chưa được thử', 'with this example the steps of the whole file are used up; those after it have not been tried')];
  });
}

type Example = Readonly<Record<string, Json>>;

function parsed(line: string): Example | undefined {
  const json = parsedJson(line);
  if (!isObject(json) || !isObject(json['input'] ?? null) || !('expected' in json)) return undefined;
  const named = [json['decision'], json['service']].filter((name) => typeof name === 'string');
  return named.length === 1 ? json : undefined;
}

const isObject = (json: Json): json is Example => typeof json === 'object' && json !== null && !Array.isArray(json);

function parsedJson(line: string): Json {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return null;
  }
}

function checked(model: DecisionModel, { decision, service, input, expected, now }: Example, id: string, meter: StepMeter): readonly ExampleFinding[] {
  const options = { output: 'tagged', meter, ...(typeof now === 'string' && { now }) } as const;
  const evaluation = typeof decision === 'string' ? evaluateDecision(model, decision, input as Inputs, options) : evaluateService(model, service as string, input as Inputs, options);
  const actual = canonical(evaluation.value);
  const isAsExpected = actual === canonical(expected ?? null) && (evaluation.errors.length === 0 || expected === null);
  return isAsExpected ? [] : [different(id, evaluation, expected ?? null)];
}

function different(id: string, { value, errors }: Evaluation, expected: Json): ExampleFinding {
  const [wanted, got] = [canonical(expected).slice(0, MAX_SHOWN), canonical(value).slice(0, MAX_SHOWN)];
  const [first] = errors;
  const vi = first === undefined ? '' : ` (${first.element}: ${first.text.vi})`;
  const en = first === undefined ? '' : ` (${first.element}: ${first.text.en})`;
  return failed(id, 'example-failed', `phải là ${wanted}, nhưng tính ra ${got}${vi}`, `expected ${wanted}, but got ${got}${en}`);
}

const failed = (element: string, rule: ExampleFinding['rule'], vi: string, en: string): ExampleFinding => ({ element, rule, severity: 'error', text: { vi, en } });

function canonical(json: Json): string {
  if (Array.isArray(json)) return `[${(json as readonly Json[]).map(canonical).join(',')}]`;
  if (!isObject(json)) return JSON.stringify(json);
  return `{${Object.entries(json).toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([key, value]) => `${JSON.stringify(key)}:${canonical(value)}`).join(',')}}`;
}
