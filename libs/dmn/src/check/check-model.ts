import { normalName, type Kind } from '@lienthong/feel';
import type { Boxed, DecisionTable, InputClause } from '../boxed.js';
import type { DecisionModel } from '../model.js';
import type { ItemDefinition } from '../model-source.js';
import { checkTable } from './check-table.js';
import type { TableFinding, TableToCheck } from './table-to-check.js';

const KINDS: readonly string[] = ['string', 'number', 'boolean', 'date', 'time', 'date and time', 'days and time duration', 'years and months duration'];
/** Item definitions that refer to each other. */
const MAX_ALIASES = 20;

/** Every decision table of a model, those within contexts, functions and lists among them. */
export function checkModel(model: DecisionModel): readonly TableFinding[] {
  const types = typesOf(model);
  const logics = [...model.decisions.map(({ logic }) => logic), ...model.bkms.map(({ logic }) => logic)];
  return logics.flatMap((logic) => tablesIn(logic)).flatMap((table) => checkTable(tableToCheck(table, types)));
}

type Types = Readonly<{ kindOf(typeRef: string | null): Kind | null; valuesOf(typeRef: string | null): string; ofName(expression: string): string | null }>;

function typesOf({ linked, inputs, decisions }: DecisionModel): Types {
  const { items } = linked.source;
  const find = (typeRef: string | null): ItemDefinition | undefined => items.find(({ name }) => name === typeRef);
  const resolved = (typeRef: string | null): readonly ItemDefinition[] => {
    const chain: ItemDefinition[] = [];
    for (let item = find(typeRef); item !== undefined && !item.isCollection && chain.length < MAX_ALIASES; item = find(item.typeRef)) chain.push(item);
    return chain;
  };
  const named = new Map([...inputs, ...decisions].map(({ name, typeRef }) => [normalName(name), typeRef]));
  return {
    kindOf: (typeRef) => {
      const name = resolved(typeRef).at(-1)?.typeRef ?? typeRef;
      return name !== null && KINDS.includes(name) ? (name as Kind) : null;
    },
    valuesOf: (typeRef) => resolved(typeRef).find(({ allowedValues }) => allowedValues !== null)?.allowedValues ?? '',
    ofName: (expression) => named.get(normalName(expression)) ?? null,
  };
}

function tableToCheck({ id, hitPolicy, inputs, outputs, rules }: DecisionTable, types: Types): TableToCheck {
  const typeOf = ({ typeRef, expression }: InputClause): string | null => typeRef ?? types.ofName(expression);
  return {
    id,
    hitPolicy,
    inputs: inputs.map((input) => ({ id: input.id, expression: input.expression, kind: types.kindOf(typeOf(input)), values: input.values ?? types.valuesOf(typeOf(input)) })),
    outputs: outputs.map((output) => ({
      id: output.id, name: output.label ?? output.name ?? id, kind: types.kindOf(output.typeRef), values: output.values ?? types.valuesOf(output.typeRef), defaultEntry: output.defaultEntry ?? '',
    })),
    rules: rules.map((rule) => ({ id: rule.id, inputEntries: rule.inputEntries.map(({ text }) => text), outputEntries: rule.outputEntries.map(({ text }) => text), annotations: rule.annotations })),
    names: null,
  };
}

function tablesIn(boxed: Boxed | null): readonly DecisionTable[] {
  if (boxed === null) return [];
  switch (boxed.kind) {
    case 'table': return [boxed.table];
    case 'context': return boxed.entries.flatMap(({ value }) => tablesIn(value));
    case 'function': return tablesIn(boxed.body);
    case 'list': return boxed.items.flatMap(tablesIn);
    case 'relation': return boxed.rows.flatMap((row) => row.flatMap(tablesIn));
    case 'invocation': return [boxed.callee, ...boxed.bindings.map(({ value }) => value)].flatMap(tablesIn);
    case 'conditional': return [boxed.condition, boxed.then, boxed.otherwise].flatMap(tablesIn);
    case 'filter': return [boxed.list, boxed.match].flatMap(tablesIn);
    case 'for': case 'some': case 'every': return [boxed.list, boxed.body].flatMap(tablesIn);
    case 'literal': return [];
  }
}
