import type { Text } from '@lienthong/kernel';

/** What is new, gone or different, in a sentence. `element` is the id of the decision, table or rule. */
export type DecisionChange = Readonly<{ kind: 'added' | 'removed' | 'changed'; element: string; text: Text }>;
export type Told = (kind: DecisionChange['kind'], element: string, vi: string, en: string) => void;
