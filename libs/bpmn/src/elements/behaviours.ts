import type { Behaviours } from '../engine/behaviour.js';
import { boundaryEvent } from './boundary-event.js';
import { businessRuleTask } from './business-rule-task.js';
import { callActivity } from './call-activity.js';
import { catchEvent } from './catch-event.js';
import { complexGateway } from './complex-gateway.js';
import { endEvent } from './end-event.js';
import { eventGateway } from './event-gateway.js';
import { exclusiveGateway } from './exclusive-gateway.js';
import { inclusiveGateway } from './inclusive-gateway.js';
import { parallelGateway } from './parallel-gateway.js';
import { plainTask } from './plain-task.js';
import { receiveTask } from './receive-task.js';
import { scriptTask } from './script-task.js';
import { sendTask } from './send-task.js';
import { serviceTask } from './service-task.js';
import { startEvent } from './start-event.js';
import { subProcess } from './sub-process.js';
import { throwEvent } from './throw-event.js';
import { userTask } from './user-task.js';

/** Total: a kind of element without its file does not build. */
export const BEHAVIOURS: Behaviours = {
  boundaryEvent, businessRuleTask, callActivity, catchEvent, complexGateway, endEvent, eventGateway, exclusiveGateway, inclusiveGateway, parallelGateway,
  plainTask, receiveTask, scriptTask, sendTask, serviceTask, startEvent, subProcess, throwEvent, userTask,
};
