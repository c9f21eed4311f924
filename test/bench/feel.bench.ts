import { compileExpression, evaluate, type Expression, type Json } from '@lienthong/feel';

/** The slowest of some comparisons, and the same one in plain JavaScript on the same data: numbers there are doubles, dates text. */
export type FeelFigure = Readonly<{ slowest: string; perSecond: number; floorPerSecond: number; ofFloor: number; each: Readonly<Record<string, number>> }>;

type Dossier = Readonly<{ amount: number; limit: number; matter: string; parcel: Readonly<{ area: number }>; received: string }>;
const DOSSIERS: readonly Dossier[] = Array.from({ length: 8 }, (_, i) => ({
  amount: 100 * i, limit: 350, matter: i % 2 === 0 ? 'hộ tịch' : 'đất đai', parcel: { area: i * 60.5 }, received: `2026-0${i + 1}-15`,
}));
const CONTEXTS: readonly Readonly<Record<string, Json>>[] = DOSSIERS.map((dossier) => ({ ...dossier, received: { '@type': 'date', '@value': dossier.received } }));

const COMPARISONS: Readonly<Record<string, (dossier: Dossier) => boolean>> = {
  'amount > 350': ({ amount }) => amount > 350,
  'amount >= limit': ({ amount, limit }) => amount >= limit,
  'matter = "hộ tịch"': ({ matter }) => matter === 'hộ tịch',
  'parcel.area <= 200.5': ({ parcel }) => parcel.area <= 200.5,
  'amount between 100 and 500': ({ amount }) => amount >= 100 && amount <= 500,
  'received < @"2026-04-01"': ({ received }) => received < '2026-04-01',
};
const [ROUNDS, EVALUATIONS] = [5, 500_000];

/** Compiled before; each evaluation with its own context, as a gateway of a procedure has it. */
export function feelBench(): FeelFigure {
  const figures = Object.entries(COMPARISONS).map(([source, plain]) => {
    const expression = compiled(source);
    const truths = DOSSIERS.filter(plain).length * (EVALUATIONS / DOSSIERS.length);
    const perSecond = medianPerSecond(truths, (i) => evaluate(expression, CONTEXTS[i & 7]!).value === true);
    return { source, perSecond, floorPerSecond: medianPerSecond(truths, (i) => plain(DOSSIERS[i & 7]!)) };
  });
  const slowest = figures.reduce((worst, each) => (each.perSecond < worst.perSecond ? each : worst));
  const { source, perSecond, floorPerSecond } = slowest;
  return { slowest: source, perSecond, floorPerSecond, ofFloor: perSecond / floorPerSecond, each: Object.fromEntries(figures.map((each) => [each.source, each.perSecond])) };
}

function compiled(source: string): Expression {
  const result = compileExpression(source);
  if (result.kind === 'refused') throw new Error(`Expected to compile ${source}, but ${result.finding.text.en}`);
  return result.expression;
}

function medianPerSecond(truths: number, isTrue: (i: number) => boolean): number {
  const taken = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now();
    let count = 0;
    for (let i = 0; i < EVALUATIONS; i += 1) if (isTrue(i)) count += 1;
    const seconds = (performance.now() - begun) / 1000;
    if (count !== truths) throw new Error(`Expected ${truths} to be true, but ${count} are`);
    return EVALUATIONS / seconds;
  });
  return Math.round(taken.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)]!);
}
