import type { Bilingual } from '@lienthong/calendar';
import type { Fact } from '@lienthong/kernel';

/** What is published: a model of decisions as it was written (one DMN file), from when on it holds, and the examples that it was tested by. */
export type DecisionModelContent = Readonly<{
  /** Of the file's definitions. */
  id: string;
  name: Bilingual;
  /** Date: what is validly received from that day on is decided by this version. */
  effectiveFrom: string;
  decisions: readonly Readonly<{ id: string; name: string }>[];
  /** By which other models import it, and the namespaces that it imports itself, each in its version of the day. */
  namespace: string;
  imports: readonly string[];
  modelSha256: string;
  /** The DMN file, byte for byte: the legal source. */
  model: string;
  /** A line of JSON each, as they were given; empty where none were. */
  examples: string;
  examplesSha256: string;
}>;

// Events

export type DecisionPublished = Fact<'DecisionPublished', DecisionModelContent & Readonly<{ version: number; publishedAt: string }>>;
export type DecisionModelEvent = DecisionPublished;

// State

/** The files themselves stay in the stream: a decision needs only which version each of them became. */
export type DecisionModelState = Readonly<{ version: number; effectiveFrom: string; versionByContent: Readonly<Record<string, number>> }>;

export const noDecisionModel: DecisionModelState = { version: 0, effectiveFrom: '', versionByContent: {} };

/** The same file from another day on is another version: a law may come back. */
export const contentKey = ({ effectiveFrom, modelSha256, examplesSha256 }: Pick<DecisionModelContent, 'effectiveFrom' | 'modelSha256' | 'examplesSha256'>): string =>
  `${effectiveFrom} ${modelSha256} ${examplesSha256}`;

// Evolve

export function evolveDecisionModel(state: DecisionModelState, { data }: DecisionModelEvent): DecisionModelState {
  return { version: data.version, effectiveFrom: data.effectiveFrom, versionByContent: { ...state.versionByContent, [contentKey(data)]: data.version } };
}
