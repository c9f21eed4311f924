import { caseInvalid, readCase, rehearse, type InstanceEvent, type Json, type Outcome, type Seen } from '@lienthong/bpmn';
import type { Surroundings } from '../../command.js';
import { answerOf, refusedLine, type AnswerLine, type Language } from './answer-line.js';
import { PROCEDURE_EXIT, type Unusable } from './exit-codes.js';
import { loadModel } from './models.js';
import { paintFor, table, type Cell, type Colour, type Paint } from './paint.js';
import { plainVariables } from './variables-json.js';

type Asked = Readonly<{ model: string; case: Readonly<Record<string, unknown>>; lang: Language; json: boolean; verbose: boolean }>;
type Played = Readonly<{ kind: 'played'; exit: number }> | Unusable;

export async function playOne(asked: Asked, around: Surroundings): Promise<Played> {
  const loaded = await loadModel(asked.model);
  if (loaded.kind === 'unusable') return loaded;
  const forPerson = around.terminal?.out === true && !asked.json;
  const show = forPerson ? forEyes(asked, around) : forMachines(asked, around);
  if (loaded.kind === 'refused') return show.refused(refusedLine(loaded.findings, asked.lang));
  const reading = readCase(asked.case);
  if (reading.kind === 'refused') return show.refused(refusedLine([caseInvalid(reading.because, reading.vi)], asked.lang));
  return show.ended(rehearse(loaded.drawing, reading.case, show.seen));
}

type Show = Readonly<{ seen: (seen: Seen) => void; ended: (outcome: Outcome) => Played; refused: (line: AnswerLine) => Played }>;
const EXITS = { completed: PROCEDURE_EXIT.done, waiting: PROCEDURE_EXIT.done, incident: PROCEDURE_EXIT.incident, refused: PROCEDURE_EXIT.refused } as const;

function forMachines({ lang, verbose }: Asked, { out }: Surroundings): Show {
  const line = (value: AnswerLine): void => out(`${JSON.stringify(value)}\n`);
  return {
    seen: (seen) => line(eventLine(seen)),
    ended: (outcome) => {
      line(answerOf(outcome, lang, verbose));
      return { kind: 'played', exit: EXITS[outcome.outcome] };
    },
    refused: (refusal) => {
      line(refusal);
      return { kind: 'played', exit: PROCEDURE_EXIT.refused };
    },
  };
}

/** `process` and `instance` only where it is not the main instance. `variables` where they changed, `scope` where they are local. */
export function eventLine({ at, process, instance, event }: Seen): AnswerLine {
  const { scope, variables } = changedBy(event);
  return {
    at, type: event.type, element: elementOf(event),
    ...(instance > 1 && { process, instance }),
    ...(variables !== null && { variables: plainVariables(variables) }),
    ...(scope !== null && { scope }),
  };
}

function elementOf({ type, data }: InstanceEvent): string | null {
  if ('element' in data && data.element !== '') return data.element;
  if (type === 'InstanceStarted') return data.startEvent ?? null;
  if (type === 'InstanceCompleted') return data.outcome;
  if ('jobKey' in data && typeof data.jobKey === 'string') return elementIn(data.jobKey);
  return 'scope' in data && typeof data.scope === 'string' && data.scope !== '' ? elementIn(data.scope) : null;
}

const elementIn = (key: string): string => key.slice(0, key.lastIndexOf('#'));

function changedBy({ type, data }: InstanceEvent): Readonly<{ variables: Readonly<Record<string, Json>> | null; scope: string | null }> {
  if (type === 'VariablesSet') return { variables: data.variables, scope: data.scope ?? null };
  if (type === 'InstanceStarted') return { variables: data.variables, scope: null };
  if (type === 'JobOpened' && Object.keys(data.inputs).length > 0) return { variables: data.inputs, scope: data.elementKey };
  if (type === 'ElementActivated' && Object.keys(data.variables ?? {}).length > 0) return { variables: data.variables ?? {}, scope: data.elementKey };
  return { variables: null, scope: null };
}

const HEADS = { vi: ['lúc', 'sự kiện', 'phần tử', 'biến'], en: ['at', 'event', 'element', 'variables'] } as const;
/** Rows for eyes: more than anybody reads; the rest is told as a number, and --json has them all. */
const MAX_ROWS = 2_000;

function forEyes({ lang, verbose, model }: Asked, around: Surroundings): Show {
  const paint = paintFor(around);
  const rows: (readonly Cell[])[] = [];
  let seen = 0;
  const tell = (line: AnswerLine, columns: number): void => {
    if (rows.length > 0) around.out(`${table(HEADS[lang], rows, paint, columns)}\n`);
    if (seen > rows.length) around.out(`… ${seen - rows.length}\n`);
    around.out(`\n${model}: ${verdict(line, paint)}\n`);
  };
  const columns = around.terminal?.columns ?? 120;
  return {
    seen: (each) => {
      seen += 1;
      if (rows.length < MAX_ROWS) rows.push(rowOf(each));
    },
    ended: (outcome) => {
      tell(answerOf(outcome, lang, verbose), columns);
      return { kind: 'played', exit: EXITS[outcome.outcome] };
    },
    refused: (line) => {
      tell(line, columns);
      return { kind: 'played', exit: PROCEDURE_EXIT.refused };
    },
  };
}

const COLOURS: Readonly<Partial<Record<InstanceEvent['type'], Colour>>> = {
  InstanceStarted: 'bold', InstanceCompleted: 'green', JobOpened: 'cyan', JobCompleted: 'cyan', IncidentRaised: 'red', ErrorThrown: 'yellow',
  TimerFired: 'yellow', MessageThrown: 'yellow', SignalThrown: 'yellow', EscalationThrown: 'yellow', EventOccurred: 'yellow', ElementTerminated: 'gray',
};

function rowOf(seen: Seen): readonly Cell[] {
  const { at, element, process, variables } = eventLine(seen) as Readonly<{ at: string; element: string | null; process?: string; variables?: object }>;
  const { type } = seen.event;
  const where = `${process === undefined ? '' : `${process} › `}${element ?? ''}`;
  return [at.slice(0, 19).replace('T', ' '), { text: type, colour: COLOURS[type] ?? 'gray' }, where, variables === undefined ? '' : JSON.stringify(variables)];
}

const OUTCOME_COLOURS = { completed: 'green', waiting: 'yellow', incident: 'red', refused: 'red' } as const;

/** The outcome, painted, and below it everything else the last line of the JSON says. */
function verdict(line: AnswerLine, paint: Paint): string {
  const { outcome, ...rest } = line as Readonly<{ outcome: keyof typeof OUTCOME_COLOURS }>;
  const facts = Object.entries(rest).flatMap(([name, value]) => (Array.isArray(value) && value.some((each) => typeof each === 'object')
    ? [`  ${name}`, ...value.map((each) => `    ${JSON.stringify(each)}`)]
    : [`  ${name}: ${JSON.stringify(value)}`]));
  return [paint(OUTCOME_COLOURS[outcome], outcome), ...facts].join('\n');
}
