import type { Contents, Definition, Node, Throw } from '../definition.js';
import type { ActiveElement, Variables } from '../instance-state.js';
import type { Fault, Run } from './run.js';

/** What an element does when it begins. It has recorded what it waits for; everything that concerns others it only says. */
export type Activation =
  | Readonly<{ kind: 'passes' | 'waits' }>
  /** `definition`: whose elements the contents are. */
  | Readonly<{ kind: 'opens'; contents: Contents; definition: Definition }>
  | Readonly<{ kind: 'throws'; throws: readonly Throw[]; inputs: Variables }>
  | Readonly<{ kind: 'faulted'; fault: Fault }>;

/** The flows that get a token. */
export type Departure = Readonly<{ kind: 'leaves'; flows: readonly number[] }> | Readonly<{ kind: 'faulted'; fault: Fault }>;

/** One file per element under this contract. What is left out is as for every element (`elements/default-behaviour.ts`). */
export type ElementBehaviour<N extends Node> = Readonly<{
  /** The flows whose tokens it takes up to begin, or null: not yet. Asked when a token stands on `flow` before it. */
  gather?(run: Run, node: N, scope: string, flow: string): readonly string[] | null;
  /** The same, asked only when nothing else in the instance can move. */
  gatherAtRest?(run: Run, node: N, scope: string): readonly string[] | null;
  activate(run: Run, node: N, active: ActiveElement, inputs: Variables): Activation;
  depart?(run: Run, node: N, active: ActiveElement): Departure;
}>;
export type Behaviours = { readonly [Kind in Node['kind']]: ElementBehaviour<Extract<Node, { kind: Kind }>> };

export const passes: Activation = { kind: 'passes' };
export const waits: Activation = { kind: 'waits' };
export const faulted = (fault: Fault): Activation & Departure => ({ kind: 'faulted', fault });
export const leaves = (flows: readonly number[]): Departure => ({ kind: 'leaves', flows });
/** Waits, unless opening what it waits for failed. */
export const waitsUnless = (failure: Fault | null): Activation => (failure === null ? waits : faulted(failure));
