import type { InstanceState } from '../instance-state.js';

/**
 * Whether what stands in the scope belongs to another file: inside a process that was called in a version of its own. A migration of the calling
 * file does not touch it. Scopes that have ended live on in what can be undone; of an ended call nothing is left to undo by itself.
 */
export function isForeign({ elements, compensable }: Pick<InstanceState, 'elements' | 'compensable'>, scope: string): boolean {
  let key = scope;
  // Each turn goes one scope outwards; a scope never contains itself.
  while (key !== '') {
    const active = Object.hasOwn(elements, key) ? elements[key] : undefined;
    if (active !== undefined && active.called !== null && active.called.version !== null) return true;
    const around = active ?? compensable.find(({ elementKey }) => elementKey === key);
    if (around === undefined) return false;
    key = around.scope;
  }
  return false;
}

/** Of what an element waits for: the events at its boundary stand beside it, as it does itself. */
export const isForeignWait = (state: Pick<InstanceState, 'elements' | 'compensable'>, host: string): boolean =>
  host !== '' && isForeign(state, state.elements[host]?.scope ?? '');
