import { accepted } from '@lienthong/kernel';
import type { Command, Decider, Decision, Rejection } from '@lienthong/kernel';
import { evolveDivergence, isMendable } from './divergence.js';
import type { Divergence, DivergenceEvent, Finding, Place } from './divergence.js';

// Commands

export type ReportDivergence = Command<'ReportDivergence', Finding>;
/** It was looked at again, and is right. */
export type MendDivergence = Command<'MendDivergence', Place>;
export type DivergenceCommand = ReportDivergence | MendDivergence;

export type DivergenceRejection = Rejection<never>;

// Decide: told once while it lasts, and again only when it had been right in between.

function decide(command: DivergenceCommand, divergence: Divergence): Decision<DivergenceEvent, DivergenceRejection> {
  if (command.type === 'ReportDivergence') {
    return divergence === 'open' ? accepted() : accepted<DivergenceEvent>({ type: 'DivergenceFound', data: { ...command.data, foundAt: command.at } });
  }
  if (divergence !== 'open' || !isMendable(command.data.kind)) return accepted();
  const { log, kind, index, subject } = command.data;
  return accepted<DivergenceEvent>({ type: 'DivergenceMended', data: { log, kind, index, subject, mendedAt: command.at } });
}

export const divergenceDecider: Decider<DivergenceCommand, Divergence, DivergenceEvent, DivergenceRejection> = { initial: 'never-seen', decide, evolve: evolveDivergence };
