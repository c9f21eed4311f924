import { childrenOf, referenceOf, textOf, type ModelElement } from '../model.js';

/** The file as a whole: its processes, and whatever its parts refer to by id. */
export type ModelFile = Readonly<{
  root: ModelElement;
  executable: readonly ModelElement[];
  byId: ReadonlyMap<string, ModelElement>;
  /** The element that directly contains the one with this id. */
  owners: ReadonlyMap<string, ModelElement>;
  /** Message names that only a message flow between two pools gives: by the id of the event or task at either end. */
  flowNames: ReadonlyMap<string, string>;
}>;

export function readFile(root: ModelElement): ModelFile {
  const byId = new Map<string, ModelElement>();
  const owners = new Map<string, ModelElement>();
  const visit = (element: ModelElement, owner: ModelElement | null): void => {
    if (element.id !== null) {
      byId.set(element.id, element);
      if (owner !== null) owners.set(element.id, owner);
    }
    for (const { element: child } of element.children) visit(child, element);
  };
  visit(root, null);
  const executable = childrenOf(root, 'rootElements').filter(({ type, attributes }) => type === 'bpmn:Process' && attributes['isExecutable'] === 'true');
  return { root, executable, byId, owners, flowNames: readMessageFlows(root, byId) };
}

/** The definitions of an event: its own, then those of the file that it refers to. */
export function eventDefinitionsOf(event: ModelElement, byId: ModelFile['byId']): readonly ModelElement[] {
  const shared = (event.references['eventDefinitionRef'] ?? []).flatMap((id) => byId.get(id) ?? []);
  return [...childrenOf(event, 'eventDefinitions'), ...shared];
}

/** The message that a definition or task refers to, or that its operation takes. */
export function messageBehind(holder: ModelElement, byId: ModelFile['byId']): ModelElement | null {
  const operation = byId.get(referenceOf(holder, 'operationRef') ?? '');
  const id = referenceOf(holder, 'messageRef') ?? (operation === undefined ? null : referenceOf(operation, 'inMessageRef'));
  return byId.get(id ?? '') ?? null;
}

/** The message that an event, or a send or receive task, names itself. */
export function ownMessageOf(element: ModelElement, byId: ModelFile['byId']): ModelElement | null {
  const holders = [element, ...eventDefinitionsOf(element, byId)];
  return holders.map((holder) => messageBehind(holder, byId)).find((message) => message !== null) ?? null;
}

/**
 * A message flow between two events says which message it is, and where neither end does, the flow's own name or id is the
 * message's. Flows to and from a whole pool are words for people.
 */
function readMessageFlows(root: ModelElement, byId: ModelFile['byId']): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const flows = childrenOf(root, 'rootElements').flatMap((collaboration) => childrenOf(collaboration, 'messageFlows'));
  for (const flow of flows) {
    const [source, target] = ['sourceRef', 'targetRef'].map((end) => byId.get(referenceOf(flow, end) ?? ''));
    if (source === undefined || target === undefined) continue;
    const message = byId.get(referenceOf(flow, 'messageRef') ?? '') ?? ownMessageOf(source, byId) ?? ownMessageOf(target, byId);
    const name = textOf(message ?? null, 'name') ?? textOf(flow, 'name') ?? message?.id ?? flow.id ?? '';
    for (const { id } of [source, target]) if (id !== null && !names.has(id)) names.set(id, name);
  }
  return names;
}
