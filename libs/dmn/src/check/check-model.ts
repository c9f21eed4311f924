import { compileExpression, normalName, type CompileOptions, type Kind } from '@lienthong/feel';
import type { DecisionTable, InputClause } from '../boxed.js';
import type { DecisionModel } from '../model.js';
import type { ItemDefinition } from '../model-source.js';
import { unknownAmong } from './cells-check.js';
import { checkTable } from './check-table.js';
import { finding } from './findings.js';
import { newEffort } from './grid.js';
import { partsOf } from './parts.js';
import type { TableFinding, TableToCheck } from './table-to-check.js';

const KINDS: readonly string[] = ['string', 'number', 'boolean', 'date', 'time', 'date and time', 'days and time duration', 'years and months duration'];
/** Item definitions that refer to each other. */
const MAX_ALIASES = 20;

/** Every decision table of a model, those within contexts, functions and lists among them, and every name that nobody defines. */
export function checkModel(model: DecisionModel): readonly TableFinding[] {
  const types = typesOf(model);
  const effort = newEffort();
  const options: CompileOptions = { fields: namesIn(model.linked.source) };
  return [...model.decisions, ...model.bkms].flatMap(({ id, name, kind, logic }) => {
    const required = model.linked.nodes.get(id)?.requires ?? [];
    const names = [...required.map(({ node, qualifiers }) => qualifiers[0] ?? node.source.name), ...model.imports.map((each) => each.name)];
    return partsOf(logic, kind === 'bkm' ? [...names, name] : names).flatMap((part) =>
      part.kind === 'table' ? checkTable({ ...tableToCheck(part.table, types), names: part.names, options }, effort) : unknownIn(id, part.text, part.names, options),
    );
  });
}

function unknownIn(id: string, text: string, names: readonly string[], options: CompileOptions): readonly TableFinding[] {
  const compiled = compileExpression(text, names, options);
  const unknown = compiled.kind === 'compiled' ? unknownAmong(compiled.expression.variables, names) : undefined;
  return unknown === undefined ? [] : [finding(id, unknown.rule, 'error', unknown.text)];
}

const MAX_DEPTH = 200;

/** Names of components, results and elements: what may stand after a dot. */
function namesIn(value: unknown, depth = 0): readonly string[] {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return [];
  const own = 'name' in value && typeof value.name === 'string' ? [value.name] : [];
  return [...new Set([...own, ...Object.values(value).flatMap((each) => namesIn(each, depth + 1))])];
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
