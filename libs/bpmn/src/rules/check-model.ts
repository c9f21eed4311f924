import type { Finding } from '../findings.js';
import type { ModelElement } from '../model.js';
import { checkAdHoc } from './ad-hoc.js';
import { checkBoundaryEvents, checkInterruptingStarts, checkRepeatedHandlers } from './boundary-events.js';
import { checkCollaboration } from './collaboration.js';
import { checkCompensation } from './compensation.js';
import { checkData } from './data.js';
import { checkEndEvents } from './end-events.js';
import { checkEventSubProcesses } from './event-sub-processes.js';
import { checkEventPlaces } from './events.js';
import { checkDirections, checkFlows } from './flows.js';
import { checkComplexGateways, checkEventGateways, checkInstantiation } from './gateways.js';
import { checkLanes } from './lanes.js';
import { checkLinks } from './links.js';
import { checkLoops } from './loops.js';
import { planOf, type Plan } from './plan.js';
import { checkReachability } from './reachability.js';
import { checkStartEvents } from './start-events.js';
import { checkTransactions } from './transactions.js';

const CHECKS: readonly ((plan: Plan) => readonly Finding[])[] = [
  checkFlows, checkDirections, checkComplexGateways, checkEventGateways, checkInstantiation,
  checkEventPlaces, checkStartEvents, checkEndEvents, checkBoundaryEvents, checkInterruptingStarts, checkRepeatedHandlers, checkEventSubProcesses,
  checkLinks, checkTransactions, checkCompensation, checkLoops, checkAdHoc, checkReachability,
  checkCollaboration, checkLanes, checkData,
];

/** What the standard's text and schema forbid (`rule-table.ts`); the reader tells what it cannot read or execute. Total. */
export function checkModel(root: ModelElement): readonly Finding[] {
  const plan = planOf(root);
  return CHECKS.flatMap((check) => check(plan));
}
