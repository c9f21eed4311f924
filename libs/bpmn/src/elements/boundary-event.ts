import type { BoundaryEvent } from '../definition.js';
import { passes, type ElementBehaviour } from '../engine/behaviour.js';

/** Entered when what it watches for has happened: its token only goes on. BPMN 2.0.2 §13.5.3. */
export const boundaryEvent: ElementBehaviour<BoundaryEvent> = { activate: () => passes };
