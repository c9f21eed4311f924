import type { ElementBehaviour } from '../behaviour.js';
import type { MessageCatch } from '../definition.js';
import { waitsForJob } from '../job-life.js';

/** The event that a receive task is the task of. */
export const messageCatch: ElementBehaviour<MessageCatch> = waitsForJob;
