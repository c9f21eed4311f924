import assert from 'node:assert/strict';
import { publishModel, type Binding, type Definition, type Resolve } from '../index.js';
import { play } from '../spec-play.js';
import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.3.6: which version of a process a call activity runs, and calls within calls.

const calling = (id: string, process: string, binding = ''): string => activity('callActivity', id, `<bpmn:extensionElements><zeebe:calledElement processId="${process}" ${binding}/></bpmn:extensionElements>`);
const file = (binding: string): string => drawing(start() + calling('call', 'other', binding) + end() + flows('start -> call', 'call -> end'));
const other = (task: string): string => drawing(start('s') + service(task) + end('e') + flows(`s -> ${task}`, `${task} -> e`), { id: 'other' });

async function compiled(xml: string): Promise<Definition> {
  const compilation = await publishModel(xml);
  return compilation.kind === 'compiled' ? compilation.definition : assert.fail(JSON.stringify(compilation.findings));
}

/** The first job of the called process says which version it is. */
async function calledWith(binding: string): Promise<Readonly<{ asked: readonly Binding[]; events: readonly string[] }>> {
  const versions = { latest: await compiled(other('newest')), deployment: await compiled(other('deployed')), versionTag: await compiled(other('tagged')) };
  const asked: Binding[] = [];
  const resolve: Resolve = (process, wanted) => {
    asked.push(wanted);
    const [first = wanted] = asked;
    // Asked by number it has been bound before, by whatever was asked first.
    const kind = wanted.kind === 'version' && wanted.version === '7' ? first.kind : wanted.kind;
    return process === 'other' && kind !== 'version' ? { definition: versions[kind], version: '7' } : undefined;
  };
  const instance = play(await compiled(file(binding)), resolve);
  return { asked, events: told(instance.act('StartInstance', { variables: {} })) };
}

describe('versions of a called process', () => {
  it.each([
    ['', { kind: 'latest' }, 'newest'],
    ['bindingType="latest"', { kind: 'latest' }, 'newest'],
    ['bindingType="deployment"', { kind: 'deployment' }, 'deployed'],
    ['bindingType="versionTag" versionTag="2026"', { kind: 'versionTag', tag: '2026' }, 'tagged'],
  ] as const)('%s runs the version that is asked for, which is entered', async (binding, wanted, task) => {
    const { asked, events } = await calledWith(binding);
    expect(asked[0]).toEqual(wanted);
    expect(events.slice(3)).toEqual([
      'ElementActivated call#1 via start-call', 'ProcessCalled call#1 other 7 {}', 'ElementActivated s#1 in call#1', `ElementCompleted s#1 to s-${task}`,
      `ElementActivated ${task}#1 via s-${task} in call#1`, `JobOpened ${task}#1`,
    ]);
  });

  it('stays the bound one, whatever is published meanwhile', async () => {
    let newest = await compiled(other('before'));
    const before = newest;
    const instance = play(await compiled(file('bindingType="latest"')), (_process, wanted) => (wanted.kind === 'version' ? { definition: before, version: '1' } : { definition: newest, version: '1' }));
    instance.act('StartInstance', { variables: {} });
    newest = await compiled(other('afterwards'));
    expect(told(instance.act('CompleteJob', { jobKey: 'before#1', variables: {} }))).toEqual([
      'JobCompleted before#1 before#1 {}', 'ElementCompleted before#1 to before-e', 'ElementActivated e#1 via before-e in call#1', 'ElementCompleted e#1',
      'ElementCompleted call#1 to call-end', 'ElementActivated end#1 via call-end', 'ElementCompleted end#1', 'InstanceCompleted',
    ]);
  });
});

describe('calls within calls', () => {
  it('each level has variables of its own, and gives what it changed to the one above', async () => {
    const inner = `<bpmn:process id="inner" isExecutable="true">${start('s2') + service('work') + end('e2') + flows('s2 -> work', 'work -> e2')}</bpmn:process>`;
    const middle = `<bpmn:process id="middle" isExecutable="true">${start('s1') + calling('deeper', 'inner') + end('e1') + flows('s1 -> deeper', 'deeper -> e1')}</bpmn:process>`;
    const instance = await started(drawing(start() + calling('call', 'middle') + end() + flows('start -> call', 'call -> end'), { more: middle + inner }), { x: 1 });
    expect(told(instance.events()).slice(3)).toEqual([
      'ElementActivated call#1 via start-call', 'ProcessCalled call#1 middle {"x":1}', 'ElementActivated s1#1 in call#1', 'ElementCompleted s1#1 to s1-deeper',
      'ElementActivated deeper#1 via s1-deeper in call#1', 'ProcessCalled deeper#1 inner {"x":1}', 'ElementActivated s2#1 in deeper#1', 'ElementCompleted s2#1 to s2-work',
      'ElementActivated work#1 via s2-work in deeper#1', 'JobOpened work#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'work#1', variables: { y: 2 } }))).toEqual([
      'JobCompleted work#1 work#1 {"y":2}', 'VariablesSet {"y":2} in deeper#1', 'ElementCompleted work#1 to work-e2', 'ElementActivated e2#1 via work-e2 in deeper#1', 'ElementCompleted e2#1',
      'VariablesSet {"y":2} in call#1', 'ElementCompleted deeper#1 to deeper-e1', 'ElementActivated e1#1 via deeper-e1 in call#1', 'ElementCompleted e1#1',
      'VariablesSet {"y":2}', 'ElementCompleted call#1 to call-end', 'ElementActivated end#1 via call-end', 'ElementCompleted end#1', 'InstanceCompleted',
    ]);
  });
});
