import { publishModel, readModel } from '../parse.js';
import { checkModel } from './check-model.js';
import { ALLOWED, type EventPlace } from './event-places.js';
import { STRUCTURAL_RULES, type StructuralRule } from './rule-table.js';
import { around, boundary, breakingOf, drawing, handler, sub, type Specimen } from './spec-specimen.js';
import { ACTIVITIES } from './spec-specimens-of-activities.js';
import { EVENTS } from './spec-specimens-of-events.js';
import { FLOWS } from './spec-specimens-of-flows.js';
import { flowsOf } from '../read/spec-drawing.js';
import { EVENT_KINDS, type EventKind } from './plan.js';

const SPECIMENS: Readonly<Record<StructuralRule, readonly Specimen[]>> = { ...FLOWS, ...EVENTS, ...ACTIVITIES };
const ALL = Object.entries(SPECIMENS).flatMap(([rule, specimens]) => specimens.map((specimen, index) => [`${rule} ${index + 1}`, rule, specimen] as const));

async function found(xml: string) {
  const reading = await readModel(xml);
  const findings = reading.kind === 'read' ? checkModel(reading.model) : reading.findings;
  return findings.map(({ element, rule }) => ({ element, rule }));
}

describe('a rule of the standard', () => {
  it.each(ALL)('%s: the valid twin compiles', async (_name, _rule, { twin }) => {
    const compilation = await publishModel(twin);
    expect(compilation.kind === 'refused' ? compilation.findings : []).toEqual([]);
  });

  it.each(ALL)('%s: one change breaks it, and nothing else', async (_name, rule, specimen) => {
    expect(specimen.twin).toContain(specimen.change[0]);
    expect(await found(breakingOf(specimen))).toEqual([{ element: specimen.element, rule }]);
    expect((await publishModel(breakingOf(specimen))).kind).toBe('refused');
  });

  it('says where it stands, and what to do in both languages, with nothing left to fill in', async () => {
    for (const { source, vi, en } of Object.values(STRUCTURAL_RULES)) expect([source, vi, en].every((text) => text.length > 3)).toBe(true);
    for (const [, , specimen] of ALL) {
      const reading = await readModel(breakingOf(specimen));
      for (const { text } of reading.kind === 'read' ? checkModel(reading.model) : []) {
        expect(text.vi).not.toBe(text.en);
        expect(`${text.vi} ${text.en}`).not.toMatch(/[{}]|“”|undefined/);
      }
    }
  });

  it('has every pair in the table, and no other', () => {
    expect(Object.keys(SPECIMENS).toSorted()).toEqual(Object.keys(STRUCTURAL_RULES).toSorted());
    for (const specimens of Object.values(SPECIMENS)) expect(specimens.length).toBeGreaterThan(0);
  });
});

// ── Every definition at every place ─────────────────────────────────────────

const DEFINITIONS: Readonly<Record<EventKind, string>> = {
  message: '<messageEventDefinition messageRef="m"/>',
  timer: '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>',
  error: '<errorEventDefinition errorRef="err"/>',
  escalation: '<escalationEventDefinition escalationRef="up"/>',
  cancel: '<cancelEventDefinition/>',
  compensation: '<compensateEventDefinition/>',
  conditional: '<conditionalEventDefinition><condition xsi:type="tFormalExpression">=n > 1</condition></conditionalEventDefinition>',
  link: '<linkEventDefinition name="l"/>',
  signal: '<signalEventDefinition signalRef="s"/>',
  terminate: '<terminateEventDefinition/>',
};
const END = '<endEvent id="end"/>';
const OTHER_END: Readonly<Record<string, string>> = {
  throw: '<intermediateCatchEvent id="other"><linkEventDefinition name="l"/></intermediateCatchEvent>',
  catch: '<intermediateThrowEvent id="other"><linkEventDefinition name="l"/></intermediateThrowEvent>',
};

/** A model with the definition at the place, and what else that needs (a transaction to cancel, a handler, the link's other end). */
function placed(place: EventPlace, kind: EventKind | 'none'): string {
  const definition = kind === 'none' ? '' : DEFINITIONS[kind];
  const [undone, leads] = ['<task id="undo" isForCompensation="true"/>', '<association id="as" sourceRef="x" targetRef="undo"/>'];
  switch (place) {
    case 'start':
      return drawing(`<startEvent id="x">${definition}</startEvent>`, END, flowsOf('x -> end'));
    case 'embeddedStart':
      return around(sub('x', { definition }).replace('id="x-s"', 'id="y"').replaceAll('"x-s"', '"y"'));
    case 'handlerStart':
      return around(sub('x', { more: handler('h', definition) }));
    case 'boundary':
      return around(sub('x', { tag: 'transaction' }), boundary('b', 'x', definition), ...(kind === 'compensation' ? [undone, leads.replace('"x"', '"b"')] : [flowsOf('b -> end')]));
    case 'end':
      return around(sub('x', { tag: 'transaction' }).replace('<endEvent id="x-e"/>', `<endEvent id="x-e">${definition}</endEvent>`));
    case 'catch':
      return kind === 'link'
        ? drawing('<startEvent id="start"/>', OTHER_END['catch'] ?? '', `<intermediateCatchEvent id="x">${definition}</intermediateCatchEvent>`, END, flowsOf('start -> other, x -> end'))
        : around(`<intermediateCatchEvent id="x">${definition}</intermediateCatchEvent>`);
    case 'throw':
      return kind === 'link'
        ? drawing('<startEvent id="start"/>', `<intermediateThrowEvent id="x">${definition}</intermediateThrowEvent>`, OTHER_END['throw'] ?? '', END, flowsOf('start -> x, other -> end'))
        : around(`<intermediateThrowEvent id="x">${definition}</intermediateThrowEvent>`);
  }
}

/** Tables 10.84 to 10.93 once more, by hand: one letter a kind in the order of KINDS. */
const KINDS = [...EVENT_KINDS, 'none'] as const;
const TABLES: Readonly<Record<EventPlace, string>> = {
  //             message timer error escalation cancel compensation conditional link signal terminate none
  start: '        y       y     -     -          -      -            y           -    y      -         y',
  embeddedStart: '-       -     -     -          -      -            -           -    -      -         y',
  handlerStart: ' y       y     y     y          -      y            y           -    y      -         -',
  catch: '        y       y     -     -          -      -            y           y    y      -         -',
  boundary: '     y       y     y     y          y      y            y           -    y      -         -',
  throw: '        y       -     -     y          -      y            -           y    y      -         y',
  end: '          y       -     y     y          y      y            -           -    y      y         y',
};
const CELLS = (Object.keys(TABLES) as EventPlace[]).flatMap((place) =>
  (TABLES[place].trim().split(/\s+/)).map((letter, index) => [place, KINDS[index] ?? 'none', letter === 'y'] as const),
);

describe('an event', () => {
  it('is looked up in tables that have every place and kind', () => {
    expect(CELLS.length).toBe(Object.keys(ALLOWED).length * KINDS.length);
  });
  it.each(CELLS)('%s with definition %s: %s', async (place, kind, isAllowed) => {
    expect((await publishModel(placed(place, kind))).kind).toBe(isAllowed ? 'compiled' : 'refused');
  });
});
