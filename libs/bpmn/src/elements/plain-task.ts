import type { PlainTask } from '../definition.js';
import { passes, type ElementBehaviour } from '../engine/behaviour.js';

/** Undefined and manual tasks complete when they begin: no machine takes part in them. BPMN 2.0.2 §13.3.3. */
export const plainTask: ElementBehaviour<PlainTask> = { activate: () => passes };
