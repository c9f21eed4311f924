import type { BusinessRuleTask } from '../definition.js';
import { faulted, passes, waitsUnless, type ElementBehaviour } from '../engine/behaviour.js';
import { openJob } from '../engine/open-job.js';
import { fault, record, type CalledDecision, type Fault, type Run } from '../engine/run.js';
import { fieldsOf, lookupOf, nameIn, propagate, setIn, textOf } from '../engine/scope.js';
import type { ActiveElement, Json, Variables } from '../instance-state.js';

/** As much as an instance's variables may have: an account that nobody could read explains nothing, and an event holds no more. */
const MOST_CHARACTERS = 80_000;

/**
 * Decided in the same step by a published model, without a worker; what was asked, what fired and what it came to is an event. With output
 * mappings the result is the task's own; without, it goes where the variable is. Doubt is an incident, and its retry decides again.
 * BPMN 2.0.2 §13.3.3; mappings and result as Zeebe.
 */
export const businessRuleTask: ElementBehaviour<BusinessRuleTask> = {
  activate(run, node, active, inputs) {
    if (run.findDecision === null) return waitsUnless(openJob(run, active, node.job, node.name, inputs));
    const named = nameIn(run, node.decision, lookupOf(run, active));
    if (named.kind === 'failed') return faulted(failed(named.vi, named.en));
    const id = textOf(named.value);
    const called = run.findDecision(id);
    if (called === undefined)
      return faulted(fault('DECISION_UNKNOWN', `Chưa có bảng quyết định “${id}” có hiệu lực vào ngày của hồ sơ`, `No decision "${id}" is in force on the day of the dossier`));
    const decided = decide(run, node, active, id, called);
    if ('text' in decided) return faulted(decided);
    const result = node.resultVariable === null ? fieldsOf(decided.value) : { [node.resultVariable]: decided.value };
    if (node.outputs.length > 0) setIn(run, active.elementKey, result);
    else propagate(run, active.elementKey, result);
    return passes;
  },
};

const failed = (vi: string, en: string): Fault => fault('DECISION_FAILED', vi, en);

function decide(run: Run, node: BusinessRuleTask, active: ActiveElement, id: string, called: CalledDecision): Readonly<{ value: Json }> | Fault {
  const { name: decisionName, model, version, effectiveFrom, inputs: names, evaluate } = called;
  const find = lookupOf(run, active);
  const missing = names.filter((name) => find(name) === undefined);
  // A drawing follows Zeebe: a name that nothing sets is null. A procedure is strict: what a rule asks for has to be there.
  if (missing.length > 0 && run.definition.procedure !== null) {
    const list = (open: string, close: string): string => missing.map((name) => open + name + close).join(', ');
    return failed(`“${decisionName}” cần ${list('“', '”')}, nhưng hồ sơ không có`, `"${decisionName}" needs ${list('"', '"')}, which the dossier does not have`);
  }
  const inputs: Variables = Object.fromEntries(names.map((name) => [name, find(name) ?? null]));
  const { value, errors, trace } = evaluate(inputs, run.at);
  const [error] = errors;
  if (error !== undefined) return failed(`“${decisionName}”, ${error.element}: ${error.text.vi}`, `"${decisionName}", ${error.element}: ${error.text.en}`);
  if (JSON.stringify({ inputs, value, trace }).length > MOST_CHARACTERS)
    return failed(`“${decisionName}” cho kết quả dài hơn ${MOST_CHARACTERS} ký tự`, `"${decisionName}" comes to more than ${MOST_CHARACTERS} characters`);
  const { elementKey, element } = active;
  record(run, { type: 'DecisionEvaluated', data: { elementKey, element, name: node.name, decision: id, decisionName, model, version, effectiveFrom, inputs, value, trace, at: run.at } });
  return { value };
}
