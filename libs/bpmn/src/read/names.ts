import { childOf, childrenOf, extensionOf, textOf, type ModelElement } from '../model.js';
import { dataNameOf } from './data-names.js';
import { containersOf, type Drawing } from './drawing.js';
import type { ModelFile } from './model-file.js';

/** Which variables something sets: everywhere, or only inside an element. */
export type Names = Readonly<{
  /** Names the grammar would read otherwise unless it is told. */
  odd: readonly string[];
  /** `place` -1 is the process itself. */
  isKnown(place: number, name: string): boolean;
}>;

/** BPMN 2.0.2, tables 10.28 to 10.30: what an activity in a loop may ask of it. */
const LOOP_COUNTS = ['loopCounter', 'numberOfInstances', 'numberOfActiveInstances', 'numberOfCompletedInstances', 'numberOfTerminatedInstances'];
/** Table 10.106: what a complex gateway may ask of itself. */
export const GATEWAY_COUNTS = ['activationCount', 'waitingForStart'];

/** `declared`: by the file's procedures. What one process of the file sets may be handed to any other. */
export function readNames(drawing: Drawing, everywhere: ReadonlySet<string>, file: ModelFile): Names {
  const local = drawing.elements.map((element) => new Set(localNames(element, file)));
  const all = [...everywhere, ...local.flatMap((names) => [...names])];
  const odd = [...new Set(all)].filter((name) => !/^[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*$/u.test(name));
  const isKnown = (place: number, name: string): boolean =>
    everywhere.has(name) || (place >= 0 && (local[place]?.has(name) === true || isKnown(drawing.parents[place] ?? -1, name)));
  return { odd, isKnown };
}

/** Names that any element may have set in the process by the time another looks. */
export function sharedNames(drawing: Drawing, file: ModelFile): readonly string[] {
  const holders = containersOf(drawing.process);
  const data = holders.flatMap((holder) => [
    ...childrenOf(holder, 'flowElements').filter(({ type }) => type.startsWith('bpmn:Data')),
    ...childrenOf(holder, 'properties'),
    ...dataOf(holder),
  ]);
  return [...data.map((element) => dataNameOf(element, file)), ...drawing.elements.flatMap((element) => resultNames(element, file))];
}

/** What an element leaves behind: the first name of each output's path, results, collections. */
function resultNames(element: ModelElement, file: ModelFile): readonly string[] {
  const mapping = extensionOf(element, 'zeebe:IoMapping');
  const outputs = mapping === null ? [] : childrenOf(mapping, 'outputParameters').map((output) => textOf(output, 'target'));
  const results = ['zeebe:Script', 'zeebe:CalledDecision'].map((type) => textOf(extensionOf(element, type), 'resultVariable'));
  const caught = ['codeVariable', 'messageVariable'].map((name) => textOf(extensionOf(element, 'lienthong:Caught'), name));
  const loop = childOf(element, 'loopCharacteristics');
  const collection = loop === null ? null : textOf(extensionOf(loop, 'zeebe:LoopCharacteristics'), 'outputCollection');
  const associated = childrenOf(element, 'dataOutputAssociations').flatMap(({ references }) => references['targetRef'] ?? []);
  const data = associated.flatMap((id) => file.byId.get(id) ?? []).map((target) => dataNameOf(target, file));
  return [...outputs, ...results, ...caught, collection, textOf(extensionOf(element, 'lienthong:Result'), 'variable'), ...data].flatMap((name) =>
    name === null ? [] : [firstOf(name)],
  );
}

/** Inputs, the item of a round and its counts, properties, data inputs. */
function localNames(element: ModelElement, file: ModelFile): readonly string[] {
  const mapping = extensionOf(element, 'zeebe:IoMapping');
  const inputs = mapping === null ? [] : childrenOf(mapping, 'inputParameters').flatMap((input) => textOf(input, 'target') ?? []);
  const loop = childOf(element, 'loopCharacteristics');
  const item = loop === null ? null : (textOf(extensionOf(loop, 'zeebe:LoopCharacteristics'), 'inputElement') ?? itemOf(loop, file));
  return [
    ...inputs.map(firstOf),
    ...(loop === null ? [] : LOOP_COUNTS),
    ...(item === null ? [] : [item]),
    ...[...childrenOf(element, 'properties'), ...dataOf(element)].map((data) => dataNameOf(data, file)),
  ];
}

function itemOf(loop: ModelElement, file: ModelFile): string | null {
  const item = childOf(loop, 'inputDataItem');
  return item === null ? null : dataNameOf(item, file);
}

function dataOf(element: ModelElement): readonly ModelElement[] {
  const specification = childOf(element, 'ioSpecification');
  const holders = specification === null ? [element] : [element, specification];
  return holders.flatMap((holder) => [...childrenOf(holder, 'dataInputs'), ...childrenOf(holder, 'dataOutputs')]);
}

const firstOf = (path: string): string => path.split('.')[0] ?? path;
