import type { InstanceState } from './instance-state.js';

/** The key of the call activity whose process holds the element; '' for the instance's own process. */
export function processOf({ elements }: Pick<InstanceState, 'elements'>, elementKey: string): string {
  let key = Object.hasOwn(elements, elementKey) ? (elements[elementKey]?.scope ?? '') : '';
  // Each turn goes one scope outwards: bounded by their nesting.
  while (key !== '') {
    const active = Object.hasOwn(elements, key) ? elements[key] : undefined;
    if (active === undefined) return '';
    if (active.called !== null) return key;
    key = active.scope;
  }
  return '';
}
