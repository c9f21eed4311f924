import type { FindDecision } from '../index.js';
import { publishModel } from '../index.js';
import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.3.3, business rule task; result and mappings as Zeebe.

/** One published decision: a fee by area, which cannot be told of an area that is no number. */
const fees: FindDecision = (decision) => {
  if (decision !== 'fee') return undefined;
  return {
    name: 'Lệ phí', model: 'fees', version: 2, effectiveFrom: '2026-07-01', inputs: ['area'],
    evaluate: ({ area }, now) => {
      if (typeof area !== 'number') return { value: null, errors: [{ element: 'rule-1/area', text: { vi: 'không phải số', en: 'no number' } }], trace: [] };
      const value = area > 100 ? 50 : 20;
      const matched = [{ rule: 'rule-1', index: 1, outputs: { amount: value }, annotations: { 'Căn cứ': 'Điều 1' } }];
      return { value, errors: [], trace: [{ decision, name: 'Lệ phí', value, table: { hitPolicy: 'UNIQUE', inputs: [{ expression: 'area', value: area }], matched }, expression: now.slice(0, 0) }] };
    },
  };
};
const asking = (attributes = 'decisionId="fee" resultVariable="amount"', more = ''): string =>
  drawing(start() + activity('businessRuleTask', 'a', `<bpmn:extensionElements><zeebe:calledDecision ${attributes}/>${more}</bpmn:extensionElements>`) + service('pay') + end() + flows('start -> a', 'a -> pay', 'pay -> end'));
const before = ['ElementActivated start#1', 'ElementCompleted start#1 to start-a', 'ElementActivated a#1 via start-a'];
const after = ['ElementCompleted a#1 to a-pay', 'ElementActivated pay#1 via a-pay', 'JobOpened pay#1'];

describe('business rule task', () => {
  it('is decided in the same step, and the event says by which version, of what and why', async () => {
    const instance = await started(asking(), { area: 120, name: 'x' }, fees);
    expect(told(instance.events())).toEqual(['InstanceStarted {"area":120,"name":"x"}', ...before, 'DecisionEvaluated a#1 fee fees@2 {"area":120} 50', 'VariablesSet {"amount":50}', ...after]);
    const evaluated = instance.events().find(({ type }) => type === 'DecisionEvaluated');
    expect(evaluated?.data).toMatchObject({ decisionName: 'Lệ phí', effectiveFrom: '2026-07-01', trace: [{ decision: 'fee', table: { matched: [{ rule: 'rule-1', index: 1, annotations: { 'Căn cứ': 'Điều 1' } }] } }] });
  });
  it('keeps the result to itself where it has output mappings, and is given what its input mappings make', async () => {
    const mapping = '<zeebe:ioMapping><zeebe:input source="=plot.area" target="area"/><zeebe:output source="=amount * 2" target="total"/></zeebe:ioMapping>';
    const instance = await started(asking(undefined, mapping), { plot: { area: 10 } }, fees);
    expect(told(instance.events()).slice(4)).toEqual(['VariablesSet {"area":10} in a#1', 'DecisionEvaluated a#1 fee fees@2 {"area":10} 20', 'VariablesSet {"amount":20} in a#1', 'VariablesSet {"total":40}', ...after]);
  });
  it('may be named by an expression', async () => {
    const instance = await started(asking('decisionId="=which" resultVariable="amount"'), { area: 1, which: 'fee' }, fees);
    expect(told(instance.events())).toContain('DecisionEvaluated a#1 fee fees@2 {"area":1} 20');
  });
  it('is an incident where no such decision is in force, and is decided when it is tried again', async () => {
    let published = false;
    const instance = await started(asking(), { area: 1 }, (decision) => (published ? fees(decision) : undefined));
    expect(told(instance.events()).slice(-1)).toEqual(['IncidentRaised incident#1 DECISION_UNKNOWN at a#1']);
    published = true;
    expect(told(instance.act('RetryIncident', { incidentKey: 'incident#1', by: { subject: 'admin', name: 'Quản trị' } })).slice(1)).toEqual(['DecisionEvaluated a#1 fee fees@2 {"area":1} 20', 'VariablesSet {"amount":20}', ...after]);
  });
  it('is an incident that names the cell where the evaluation fails; a name that nothing sets is null in a drawing', async () => {
    for (const variables of [{ area: 'wide' }, {}]) {
      const instance = await started(asking(), variables, fees);
      const raised = instance.events().at(-1);
      expect(raised).toMatchObject({ type: 'IncidentRaised', data: { code: 'DECISION_FAILED', text: { vi: '“Lệ phí”, rule-1/area: không phải số', en: '"Lệ phí", rule-1/area: no number' } } });
    }
  });
  it('is an incident in a procedure where the dossier lacks what a rule asks for', async () => {
    const strict = asking().replace('isExecutable="true">', 'isExecutable="true"><bpmn:extensionElements><lienthong:procedure code="9.000001" nameVi="Mẫu" nameEn="Sample" effectiveFrom="2026-11-01" limit="P10D" calendar="vn-h56-2026" owner="one-stop"/></bpmn:extensionElements>')
      .replace(service('pay'), activity('task', 'pay')).replace(start(), start('start', '<bpmn:extensionElements><lienthong:step number="1" limit="PT4H" counts="true"/></bpmn:extensionElements>'));
    expect((await publishModel(strict)).kind).toBe('compiled');
    const instance = await started(strict, {}, fees);
    expect(instance.events().at(-1)).toMatchObject({ type: 'IncidentRaised', data: { code: 'DECISION_FAILED', owner: 'one-stop', text: { en: '"Lệ phí" needs "area", which the dossier does not have' } } });
  });
  it('is an incident where the account would be longer than anybody can read', async () => {
    const instance = await started(asking(), { area: 1 }, () => ({ name: 'd', model: 'm', version: 1, effectiveFrom: '2026-01-01', inputs: [], evaluate: () => ({ value: 'x'.repeat(90_000), errors: [], trace: [] }) }));
    expect(told(instance.events()).slice(-1)).toEqual(['IncidentRaised incident#1 DECISION_FAILED at a#1']);
  });
  it('asks a worker for the decision where no models are at hand at all', async () => {
    const instance = await started(asking());
    expect(told(instance.events())).toEqual(['InstanceStarted {}', ...before, 'JobOpened a#1']);
    expect(instance.state().jobs['a#1']?.type).toBe('decision.fee');
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: { amount: 5 } }))).toEqual(['JobCompleted a#1 a#1 {"amount":5}', 'VariablesSet {"amount":5}', ...after]);
  });
  it('lets a worker finish what an earlier release gave it as a job', async () => {
    const instance = await started(asking());
    const waiting = instance.events();
    const { instanceDecider, evolveInstance, notStarted } = await import('../index.js');
    const compilation = await publishModel(asking());
    if (compilation.kind === 'refused') throw new Error('refused');
    const decision = instanceDecider(compilation.definition, undefined, fees).decide({ type: 'CompleteJob', at: '2026-11-20T09:00:00+07:00', data: { jobKey: 'a#1', variables: { amount: 5 } } }, waiting.reduce(evolveInstance, notStarted));
    expect(decision.kind === 'accepted' && told(decision.events)).toEqual(['JobCompleted a#1 a#1 {"amount":5}', 'VariablesSet {"amount":5}', ...after]);
  });
  it('asks a worker where it names no decision', async () => {
    const instance = await started(drawing(start() + activity('businessRuleTask', 'a') + end() + flows('start -> a', 'a -> end')), {}, fees);
    expect(instance.state().jobs['a#1']?.type).toBe('a');
  });
});
