import type { Finding } from '../findings.js';
import { childOf, childrenOf, referenceOf, textOf, type ModelElement } from '../model.js';
import { broken } from './broken.js';
import { isHandler, isOf, type Part, type Plan } from './plan.js';

/** Pools and what passes between them: also between those that nobody executes. */
export function checkCollaboration(plan: Plan): readonly Finding[] {
  const collaborations = childrenOf(plan.root, 'rootElements').filter(({ type }) => type === 'bpmn:Collaboration');
  return [
    ...collaborations.flatMap((each) => [
      ...childrenOf(each, 'messageFlows').flatMap((flow) => checkMessageFlow(flow, plan)),
      ...childrenOf(each, 'participants').flatMap(checkParticipant),
    ]),
    ...[...collaborations, ...plan.scopes.map(({ element }) => element)].flatMap((holder) =>
      childrenOf(holder, 'artifacts').filter(({ type }) => type === 'bpmn:Association').flatMap(checkEnds),
    ),
  ];
}

const ENDS = [
  ['sourceRef', { vi: 'đầu đi (sourceRef)', en: 'source (sourceRef)' }],
  ['targetRef', { vi: 'đầu đến (targetRef)', en: 'target (targetRef)' }],
] as const;

const checkEnds = (connection: ModelElement): readonly Finding[] =>
  ENDS.filter(([name]) => referenceOf(connection, name) === null).map(([, end]) => broken('connection-incomplete', connection, { end }));

function checkMessageFlow(flow: ModelElement, plan: Plan): readonly Finding[] {
  const incomplete = checkEnds(flow);
  if (incomplete.length > 0) return incomplete;
  const [source = '', target = ''] = ['sourceRef', 'targetRef'].map((name) => referenceOf(flow, name) ?? '');
  const [from, to] = [poolOf(source, plan), poolOf(target, plan)];
  if (from !== null && from === to) return [broken('message-flow-within', flow)];
  const [sender, receiver] = [plan.parts.get(source), plan.parts.get(target)];
  return [
    ...(sender === undefined || canSend(sender) ? [] : [broken('message-flow-end', flow, { node: sender.name, role: { vi: 'gửi', en: 'send' } })]),
    ...(receiver === undefined || canReceive(receiver) ? [] : [broken('message-flow-end', flow, { node: receiver.name, role: { vi: 'nhận', en: 'receive' } })]),
  ];
}

/** The process of a node or of a pool; a pool without one is itself. */
function poolOf(id: string, { byId, parts }: Plan): string | null {
  const participant = byId.get(id);
  if (participant?.type === 'bpmn:Participant') return referenceOf(participant, 'processRef') ?? id;
  return parts.get(id)?.scope.process.id ?? null;
}

/** Drawing tools let a message flow lead to an event without a definition; one that says it is something else cannot have it. */
const isMessage = (part: Part): boolean => part.events.length === 0 || isOf(part, 'message');
const canSend = (part: Part): boolean =>
  part.type === 'bpmn:EndEvent' || part.type === 'bpmn:IntermediateThrowEvent' ? isMessage(part) : isActing(part);
const canReceive = (part: Part): boolean =>
  ['bpmn:StartEvent', 'bpmn:IntermediateCatchEvent', 'bpmn:BoundaryEvent'].includes(part.type) ? isMessage(part) : isActing(part);
const isActing = (part: Part): boolean => !/(Event|Gateway)$/.test(part.type) && !isHandler(part);

/** The schema's own values when one is not said: none to one. */
function checkParticipant(participant: ModelElement): readonly Finding[] {
  const multiplicity = childOf(participant, 'participantMultiplicity');
  if (multiplicity === null) return [];
  const [minimum, maximum] = [Number(textOf(multiplicity, 'minimum') ?? 0), Number(textOf(multiplicity, 'maximum') ?? 1)];
  return minimum < 0 || maximum < 1 || maximum < minimum ? [broken('participant-multiplicity', participant)] : [];
}
