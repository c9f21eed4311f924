import { activeOf, nodeOf, record, type Run } from './run.js';
import { lookupIn, lookupOf, mapAll, type Lookup } from './scope.js';

/**
 * An open job was given its inputs when it opened. Those that a correction reaches are worked out anew: otherwise whoever completes it would bring
 * back what was wrong. Of a mapping that cannot be worked out any more the old value stays.
 */
export function correctInputs(run: Run, corrected: readonly string[], reason: string, at: string): void {
  for (const { jobKey, elementKey, element, inputs } of Object.values(run.state.jobs)) {
    const active = activeOf(run, elementKey);
    const node = active === undefined ? undefined : nodeOf(run, active);
    if (active === undefined || node === undefined) continue;
    const [own, outer] = [lookupOf(run, active), lookupIn(run, active.scope)];
    // The job's inputs are its element's variables too, and would hide what they were made of.
    const find: Lookup = (name) => (corrected.includes(name) ? outer(name) : own(name));
    const reached = node.inputs.filter(({ source }) => typeof source !== 'string' && source.variables.some((name) => corrected.includes(name)));
    const mapped = mapAll(run, reached, find);
    if (mapped.kind === 'failed') continue;
    const changed = Object.entries(mapped.variables).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(inputs[name]));
    if (changed.length > 0) record(run, { type: 'JobInputsCorrected', data: { jobKey, elementKey, element, inputs: Object.fromEntries(changed), reason, at } });
  }
}
