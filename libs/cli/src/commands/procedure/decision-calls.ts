import type { FindDecision, Model } from '@lienthong/bpmn';

export type CallFinding = Readonly<{
  element: string;
  rule: 'decision-unknown' | 'decision-input-unset' | 'decision-result-unnamed' | 'decision-result-unused';
  text: Readonly<{ vi: string; en: string }>;
}>;

/** `errors` keep the model from running with these decisions; `doubts` are for a person to look at. */
export type CallFindings = Readonly<{ errors: readonly CallFinding[]; doubts: readonly CallFinding[] }>;

type Call = Readonly<{ element: string; decision: string; resultVariable: string | null; ownOutputs: boolean }>;

/**
 * Whether the decisions that a model calls are there, whether it knows of what they ask for, and whether it reads what they come to. A name
 * counts as known where the file has it as a word anywhere else: what comes with the start or from a worker is set by nothing in it.
 */
export function findingsOfCalls(model: Model, xml: string, find: FindDecision): CallFindings {
  const words = wordsIn(xml);
  const calls = callsIn(model);
  const errors: CallFinding[] = [];
  const doubts: CallFinding[] = [];
  const asked = new Set(calls.flatMap(({ decision }) => find(decision)?.inputs ?? []));
  for (const { element, decision, resultVariable, ownOutputs } of calls) {
    const called = find(decision);
    if (called === undefined) {
      errors.push(finding(element, 'decision-unknown', `Không có quyết định “${decision}” trong các tệp .dmn ở cạnh`, `No .dmn file beside the model has a decision "${decision}"`));
      continue;
    }
    const results = new Set(calls.flatMap((other) => (other.element === element ? [] : [other.resultVariable])));
    for (const name of called.inputs)
      if (!words.has(name) && !results.has(name)) {
        doubts.push(finding(element, 'decision-input-unset', `“${called.name}” cần “${name}”, nhưng mô hình không nhắc đến tên này`, `"${called.name}" needs "${name}", a name that the model does not mention`));
      }
    if (resultVariable === null) {
      if (!ownOutputs) doubts.push(finding(element, 'decision-result-unnamed', 'Thiếu resultVariable: chỉ kết quả gồm nhiều trường mới thành biến', 'There is no resultVariable: only the entries of a context become variables'));
    } else if (!words.has(resultVariable) && !asked.has(resultVariable)) {
      doubts.push(finding(element, 'decision-result-unused', `Không phần nào của mô hình đọc kết quả “${resultVariable}”`, `No part of the model reads the result "${resultVariable}"`));
    }
  }
  return { errors, doubts };
}

const finding = (element: string, rule: CallFinding['rule'], vi: string, en: string): CallFinding => ({ element, rule, text: { vi, en } });

/** A decision whose id is computed is found only when it runs. */
function callsIn({ processes }: Model): readonly Call[] {
  return Object.values(processes).flatMap(({ nodes }) =>
    nodes.flatMap((node) => {
      if (node.kind !== 'businessRuleTask' || typeof node.decision !== 'string') return [];
      return [{ element: node.id, decision: node.decision, resultVariable: node.resultVariable, ownOutputs: node.outputs.length > 0 }];
    }));
}

/** What the file says apart from which decisions it calls, how it is drawn and what is commented out. */
function wordsIn(xml: string): Readonly<{ has: (name: string) => boolean }> {
  const text = xml
    .replaceAll(/<!--[\s\S]*?-->/g, ' ')
    .replaceAll(/<(?:[\w.-]+:)?calledDecision\b[^>]*>/g, ' ')
    .replace(/<(?:[\w.-]+:)?BPMNDiagram\b[\s\S]*/, ' ')
    .normalize('NFC');
  return {
    has: (name) => {
      const word = name.normalize('NFC').replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
      return new RegExp(String.raw`(?<![\p{L}\p{N}_])${word}(?![\p{L}\p{N}_])`, 'u').test(text);
    },
  };
}
