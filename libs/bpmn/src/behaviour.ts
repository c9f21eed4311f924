import type { Definition, Node } from './definition.js';
import type { InstanceEvent, InstanceState, Text, Variables } from './instance.js';

/** What a behaviour sees: the instance as it is now, and which activation of the element is meant. */
export type Scope = Readonly<{ definition: Definition; state: InstanceState; elementKey: string; at: string }>;

export type CutOff = 'interrupted' | 'terminated';

/** The procedure cannot go on by itself; becomes an incident that a person resolves. */
export type Fault = Readonly<{ code: FaultCode; text: Text }>;
export type FaultCode = 'INPUT_FAILED' | 'OUTPUT_FAILED' | 'CONDITION_UNDECIDED' | 'NO_BRANCH' | 'ENDLESS_LOOP' | 'JOIN_STARVED';

export type Activation =
  | Readonly<{ kind: 'waits'; events: readonly InstanceEvent[] }>
  | Readonly<{ kind: 'passes' }>
  | Readonly<{ kind: 'faulted'; fault: Fault }>;
export type Departure =
  Readonly<{ kind: 'leaves'; variables: Variables; flows: readonly number[] }> | Readonly<{ kind: 'faulted'; fault: Fault }>;

/**
 * The life of one activation. `activate`: a token arrived. `complete`: what it waited for is over, or it waits for
 * nothing. `terminate`: it is cut off, and what it opened has to be closed. Each may be called again after a fault.
 */
export type ElementBehaviour<N extends Node> = Readonly<{
  activate(node: N, scope: Scope): Activation;
  complete(node: N, scope: Scope): Departure;
  terminate(node: N, scope: Scope, because: CutOff): readonly InstanceEvent[];
}>;

export const passes = (): Activation => ({ kind: 'passes' });
export const leaves = (flows: readonly number[], variables: Variables = {}): Departure => ({ kind: 'leaves', flows, variables });
export const leavesNothingOpen = (): readonly InstanceEvent[] => [];
export const faulted = (code: FaultCode, vi: string, en: string): Readonly<{ kind: 'faulted'; fault: Fault }> => ({
  kind: 'faulted',
  fault: { code, text: { vi, en } },
});
