import { accepted, rejected } from '@lienthong/kernel';
import { isCatching, type Node } from '../definition.js';
import type { StartInstance } from '../instance-command.js';
import type { Json } from '../instance-state.js';
import { readVariables } from '../variables.js';
import { proceeded, variablesInvalid, type InstanceDecision } from './answers.js';
import { raise, record, type Occurrence, type Run } from './run.js';
import { openEventSubProcesses } from './waits.js';

/** The event that starts a process happened, or somebody started it: variables are the process's own, or what the event brought. */
export function start(run: Run, { data, at }: StartInstance): InstanceDecision {
  if (run.state.status !== 'none') return accepted();
  const reading = readVariables(data.variables);
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  const { processId, procedure, contents, nodes } = run.definition;
  const event = data.startEvent === undefined ? undefined : nodes[run.definition.nodeIndex[data.startEvent] ?? -1];
  if (data.startEvent !== undefined && (event === undefined || !isCatching(event)))
    return rejected('ELEMENT_UNKNOWN', `Expected to start process ${processId} by event ${data.startEvent}, but it has no such event`);
  const initial = Object.fromEntries(contents.data.map(({ name, isCollection }): [string, Json] => [name, isCollection ? [] : null]));
  const given = event === undefined ? { ...initial, ...reading.variables } : initial;
  record(run, {
    type: 'InstanceStarted',
    data: { processId, procedure: procedure?.code ?? '', variables: given, at, ...(data.startEvent !== undefined && { startEvent: data.startEvent }) },
  });
  const failure = openEventSubProcesses(run, '', contents.eventSubProcesses);
  if (failure !== null) raise(run, null, { elementKey: null }, failure);
  if (event !== undefined && isCatching(event)) startBy(run, event, data.trigger ?? 0, { kind: event.triggers[data.trigger ?? 0]?.kind ?? '', name: '', variables: reading.variables });
  else for (const node of noneStarts(run)) run.errands.push({ kind: 'enter', node, scope: '', via: [] });
  return proceeded(run);
}

/** The none start event, or everything that stands without an incoming flow. */
function noneStarts({ definition: { contents, nodes } }: Run): readonly Node[] {
  return contents.starts.flatMap((index): readonly Node[] => {
    const node = nodes[index];
    const waits = node?.kind === 'startEvent' ? node.triggers.length > 0 : node?.kind === 'receiveTask' && node.instantiates;
    return node === undefined || waits || (node.kind === 'eventGateway' && node.instantiates) ? [] : [node];
  });
}

function startBy(run: Run, event: Node, trigger: number, occurred: Occurrence): void {
  const { flows, nodes } = run.definition;
  const gateway = event.incoming.map((flow) => nodes[flows[flow]?.source ?? -1]).find((node) => node?.kind === 'eventGateway');
  if (gateway?.kind === 'eventGateway' && gateway.isParallel) {
    // What the first message brought is the gateway's own, so that the keys of the others can be told by it.
    run.errands.push({ kind: 'enter', node: gateway, scope: '', via: [], entry: { variables: occurred.variables } });
    run.errands.push({ kind: 'occur', host: `${gateway.id}#1`, element: event, trigger, event: occurred });
  } else run.errands.push({ kind: 'enter', node: event, scope: '', via: [], entry: { occurred, trigger } });
}
