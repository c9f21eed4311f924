import type { Expression } from '@lienthong/feel';
import type { Loop, Throw } from '../definition.js';
import { childOf, childrenOf, extensionOf, flagOf, referenceOf, textOf, type ModelElement } from '../model.js';
import { dataNameOf } from './data-names.js';
import { readBody, readExpression, report, variableNamed, type Reader, type Site } from './reader.js';
import { readThrow, readThrows } from './throws.js';

type Multi = Extract<Loop, { kind: 'multi' }>;

/** `apart`: data that only the loop reads or writes, by id, so that the activity's own mappings leave them out. */
export type ReadLoop = Readonly<{ loop: Loop | null; apart: ReadonlySet<string> }>;

export function readLoop(site: Site, reader: Reader): ReadLoop {
  const source = childOf(site.element, 'loopCharacteristics');
  if (source === null) return { loop: null, apart: new Set() };
  return source.type === 'bpmn:StandardLoopCharacteristics' ? { loop: readStandard(source, site, reader), apart: new Set() } : readMulti(source, site, reader);
}

function readStandard(source: ModelElement, site: Site, reader: Reader): Loop {
  const text = textOf(source, 'loopMaximum');
  return {
    kind: 'standard',
    testBefore: flagOf(source, 'testBefore', false),
    maximum: text === null ? null : Number(text),
    condition: readBody(source, 'loopCondition', site, reader),
  };
}

function readMulti(source: ModelElement, site: Site, reader: Reader): ReadLoop {
  const outside = { ...site, place: reader.drawing.parents[site.place] ?? -1 };
  const zeebe = extensionOf(source, 'zeebe:LoopCharacteristics');
  const apart = new Set(['loopDataInputRef', 'loopDataOutputRef'].flatMap((name) => referenceOf(source, name) ?? []));
  const outputItem = childOf(source, 'outputDataItem');
  if (outputItem?.id !== null && outputItem !== null) apart.add(outputItem.id);
  const feel = (name: string, at: Site, sees: 'any' | readonly string[] = []): Expression | null => {
    const text = textOf(zeebe, name);
    return text === null ? null : readExpression(text, at, reader, sees);
  };
  const collection = feel('inputCollection', outside) ?? readCollection(source, outside, reader);
  const cardinality = readBody(source, 'loopCardinality', outside, reader);
  if (collection === null && cardinality === null && textOf(zeebe, 'inputCollection') === null && childOf(source, 'loopCardinality') === null)
    report(
      reader,
      site.element,
      'reference-missing',
      'Vòng lặp nhiều bản cần một danh sách hoặc một số lần',
      'A multi-instance loop needs a collection or a cardinality',
    );
  const inputItem = childOf(source, 'inputDataItem');
  const loop: Multi = {
    kind: 'multi',
    isSequential: flagOf(source, 'isSequential', false),
    cardinality: collection === null ? cardinality : null,
    collection,
    item: textOf(zeebe, 'inputElement') ?? (inputItem === null ? null : dataNameOf(inputItem, reader.file)),
    outputCollection: textOf(zeebe, 'outputCollection') ?? readOutputCollection(source, site, reader),
    outputElement: feel('outputElement', site, 'any') ?? readOutputElement(outputItem, site, reader),
    completion: readBody(source, 'completionCondition', site, reader, 'any'),
    ...readBehaviour(source, site, reader),
  };
  return { loop, apart };
}

/** The data input may itself be filled from a data object; then that is the collection. */
function readCollection(source: ModelElement, site: Site, reader: Reader): Expression | null {
  const id = referenceOf(source, 'loopDataInputRef');
  const data = reader.file.byId.get(id ?? '');
  if (data === undefined) return null;
  const association = childrenOf(site.element, 'dataInputAssociations').find(({ references }) => references['targetRef']?.[0] === id);
  if (association !== undefined && childOf(association, 'transformation') !== null) return readBody(association, 'transformation', site, reader, 'any');
  const behind = reader.file.byId.get(association?.references['sourceRef']?.[0] ?? '') ?? data;
  return variableNamed(dataNameOf(behind, reader.file), site, reader);
}

function readOutputCollection(source: ModelElement, { element }: Site, reader: Reader): string | null {
  const id = referenceOf(source, 'loopDataOutputRef');
  const data = reader.file.byId.get(id ?? '');
  if (data === undefined) return null;
  const association = childrenOf(element, 'dataOutputAssociations').find(({ references }) => references['sourceRef']?.[0] === id);
  return dataNameOf(reader.file.byId.get(association?.references['targetRef']?.[0] ?? '') ?? data, reader.file);
}

/** What each round adds: the output that an association leads to the item, or a variable of the item's name. */
function readOutputElement(item: ModelElement | null, site: Site, reader: Reader): Expression | null {
  if (item === null) return null;
  const association = childrenOf(site.element, 'dataOutputAssociations').find(({ references }) => references['targetRef']?.[0] === item.id);
  if (association !== undefined && childOf(association, 'transformation') !== null) return readBody(association, 'transformation', site, reader, 'any');
  const source = reader.file.byId.get(association?.references['sourceRef']?.[0] ?? '') ?? item;
  return variableNamed(dataNameOf(source, reader.file), site, reader);
}

const BEHAVIOURS = { All: 'all', None: 'none', One: 'one', Complex: 'complex' } as const;

function readBehaviour(source: ModelElement, site: Site, reader: Reader): Pick<Multi, 'behaviour' | 'throws' | 'complex'> {
  const text = textOf(source, 'behavior') ?? 'All';
  const behaviour = BEHAVIOURS[text as keyof typeof BEHAVIOURS] ?? 'all';
  const reference = behaviour === 'none' ? 'noneBehaviorEventRef' : behaviour === 'one' ? 'oneBehaviorEventRef' : null;
  const definition = reference === null ? undefined : reader.file.byId.get(referenceOf(source, reference) ?? '');
  const complex = childrenOf(source, 'complexBehaviorDefinition').flatMap((each) => {
    const condition = readBody(each, 'condition', site, reader, 'any');
    if (childOf(each, 'condition') === null)
      report(reader, site.element, 'reference-missing', 'complexBehaviorDefinition thiếu condition', 'complexBehaviorDefinition lacks its condition');
    const event = childOf(each, 'event');
    const throws: Throw | null = event === null ? null : (readThrows(event, site, reader)[0] ?? null);
    return condition === null ? [] : [{ condition, throws }];
  });
  return { behaviour, throws: definition === undefined ? null : readThrow(definition, site, reader), complex: behaviour === 'complex' ? complex : [] };
}
