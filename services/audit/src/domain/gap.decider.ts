import { accepted, assertNever } from '@lienthong/kernel';
import type { Command, Decider, Decision, Fact, Rejection } from '@lienthong/kernel';

// Events · one stream for each source whose facts audit hears.

export type GapFound = Fact<'GapFound', { service: string; from: number; to: number; foundAt: string }>;
export type GapClosed = Fact<'GapClosed', { service: string; from: number; to: number; closedAt: string }>;
export type GapEvent = GapFound | GapClosed;

// State: the gaps that were reported and are still open.

export type Gaps = readonly Readonly<{ from: number; to: number }>[];

// Commands

/** What is missing now, among the numbers that should have come by now. */
export type ReportGaps = Command<'ReportGaps', { service: string; missing: Gaps }>;

export type GapRejection = Rejection<never>;

// Decide: a gap is reported once, and closed when the missing facts came after all.

const same = (a: Gaps[number], b: Gaps[number]): boolean => a.from === b.from && a.to === b.to;

function decide({ data, at }: ReportGaps, open: Gaps): Decision<GapEvent, GapRejection> {
  const found = data.missing.filter((gap) => !open.some((known) => same(known, gap)));
  const closed = open.filter((known) => !data.missing.some((gap) => same(known, gap)));
  return accepted<GapEvent>(
    ...closed.map(({ from, to }): GapClosed => ({ type: 'GapClosed', data: { service: data.service, from, to, closedAt: at } })),
    ...found.map(({ from, to }): GapFound => ({ type: 'GapFound', data: { service: data.service, from, to, foundAt: at } })),
  );
}

function evolve(open: Gaps, event: GapEvent): Gaps {
  switch (event.type) {
    case 'GapFound':
      return [...open, { from: event.data.from, to: event.data.to }];
    case 'GapClosed':
      return open.filter((gap) => !same(gap, event.data));
    default:
      return assertNever(event);
  }
}

export const gapDecider: Decider<ReportGaps, Gaps, GapEvent, GapRejection> = { initial: [], decide, evolve };
