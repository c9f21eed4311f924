import type { Text } from '../instance-events.js';

export type ChangeKind = 'added' | 'removed' | 'changed' | 'moved' | 'renamed';
export type Change = Readonly<{
  kind: ChangeKind;
  /** The id that it has now, or had last; '' for the file itself. */
  element: string;
  name: string;
  /** `bpmn:UserTask`. */
  type: string;
  /** What of it: `name`, `conditionExpression`, `zeebe:TaskDefinition.retries`, `outgoing`; '' for the whole, `scope` where it moved, `id` where it was renamed. */
  what: string;
  /** Null where there was, or is, nothing. Of a whole thing: each of its details on a line of its own. */
  before: string | null;
  after: string | null;
  text: Text;
}>;
