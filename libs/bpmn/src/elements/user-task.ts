import type { ElementBehaviour } from '../behaviour.js';
import type { UserTask } from '../definition.js';
import { waitsForJob } from '../job-life.js';

/** A job that one officer of the agency claims and completes. */
export const userTask: ElementBehaviour<UserTask> = waitsForJob;
