import type { ElementBehaviour } from '../behaviour.js';
import type { ServiceTask } from '../definition.js';
import { waitsForJob } from '../job-life.js';

/** A job of a type, offered to the agency that owns it. */
export const serviceTask: ElementBehaviour<ServiceTask> = waitsForJob;
