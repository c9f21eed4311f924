import type { ElementBehaviour } from '../behaviour.js';
import type { ReceiveTask } from '../definition.js';
import { waitsForJob } from '../job-life.js';

/** A wait for a fact: nobody works, but somebody is waited for, and that is a job with an owner and a reason too. */
export const receiveTask: ElementBehaviour<ReceiveTask> = waitsForJob;
