import type { Form, Json, Text, Variables } from '@lienthong/bpmn';
import { keyedFields } from '@lienthong/bpmn';
import { openNumbers } from './decimals.js';
import type { InstanceEvent } from './instance.js';

/** A supplement is the citizen's, and intake has recorded who that was: in the log of an instance it is intake that sets variables right. */
export const INTAKE = { subject: 'intake', name: 'Bộ phận một cửa' } as const;

/** One supplement: each variable as it was and as it is. */
export type CorrectedVariables = Readonly<{ at: string; reason: string; variables: readonly Readonly<{ name: string; before: Json; after: Json }>[] }>;

/** Every step of the instance, those that were packed together too. */
export const unpacked = (events: readonly InstanceEvent[]): readonly InstanceEvent[] => events.flatMap((event): readonly InstanceEvent[] => (event.type === 'StepsTaken' ? event.data.steps : [event]));

export const isCorrection = (event: InstanceEvent): boolean => event.type === 'VariablesSet' && event.data.by?.subject === INTAKE.subject && event.data.scope === undefined;

/** In order; `jobKey`: only what came while that job was open. */
export function correctionsIn(events: readonly InstanceEvent[], jobKey?: string): readonly CorrectedVariables[] {
  const found: CorrectedVariables[] = [];
  let variables: Variables = {};
  let at = '';
  let isOpen = jobKey === undefined;
  for (const event of unpacked(events)) {
    if (event.type === 'InstanceStarted') variables = event.data.variables;
    else if (event.type === 'InstanceModified') at = event.data.at;
    else if (event.type === 'JobOpened' && event.data.jobKey === jobKey) isOpen = true;
    else if ((event.type === 'JobCompleted' || event.type === 'JobCancelled') && event.data.jobKey === jobKey) isOpen = false;
    if (event.type !== 'VariablesSet' || event.data.scope !== undefined) continue;
    const before = variables;
    variables = { ...variables, ...event.data.variables };
    if (isOpen && isCorrection(event)) found.push({ at, reason: event.data.reason ?? '', variables: Object.entries(event.data.variables).map(([name, after]) => ({ name, before: valueIn(before, name), after })) });
  }
  return found;
}

const valueIn = (holder: Json, name: string): Json => (isContext(holder) && Object.hasOwn(holder, name) ? (holder[name] ?? null) : null);
const isContext = (value: Json): value is Variables => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isSame = (one: Json, other: Json): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A field as it was and as it is, by the label of the application's form where it has one. */
export type CorrectedField = Readonly<{ field: string; label: Text; before: unknown; after: unknown }>;
export type CorrectionShown = Readonly<{ at: string; by: Readonly<{ name: string }>; reason: string; corrections: readonly CorrectedField[] }>;

export function shownCorrections(corrections: readonly CorrectedVariables[], form: Form | null): readonly CorrectionShown[] {
  const labels = new Map((form === null ? [] : keyedFields(form.fields)).map(({ path, field }) => [path.join('.'), { vi: field.label || path.join('.'), en: field.labelEn || field.label || path.join('.') }]));
  return corrections.map(({ at, reason, variables }) => ({
    at, by: { name: INTAKE.name }, reason,
    corrections: variables.flatMap(({ name, before, after }) => differences(name, before, after)).map(({ field, ...values }) => ({ field, label: labels.get(field) ?? { vi: field, en: field }, ...openNumbers(values) })),
  }));
}

/** Down to the parts that differ: of a party whose address was set right nobody has to compare the name. */
function differences(field: string, before: Json, after: Json): readonly Readonly<{ field: string; before: Json; after: Json }>[] {
  if (isSame(before, after)) return [];
  if (!isContext(before) || !isContext(after)) return [{ field, before, after }];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => differences(`${field}.${name}`, valueIn(before, name), valueIn(after, name)));
}

/**
 * What of its case's corrections reaches a child dossier: variables that it still has as the case told them when it began. What it has found out by itself
 * since stays. Empty where there is nothing to set right.
 */
export function reachedInChild(corrections: readonly CorrectedVariables[], child: Variables): Readonly<{ variables: Variables; reason: string }> {
  const reached: Record<string, Json> = {};
  let reason = '';
  for (const correction of corrections) {
    for (const { name, before, after } of correction.variables) {
      if (!Object.hasOwn(child, name) || !isSame(Object.hasOwn(reached, name) ? (reached[name] ?? null) : valueIn(child, name), before)) continue;
      reached[name] = after;
      ({ reason } = correction);
    }
  }
  const changed = Object.entries(reached).filter(([name, value]) => !isSame(valueIn(child, name), value));
  return { variables: Object.fromEntries(changed), reason };
}
