import { dueDate, limitOfTerms, type CalendarBook, type CalendarRefusal } from '@lienthong/calendar';
import { isCatching, type CatchingNode, type Definition, type Model, type Variables } from '@lienthong/bpmn';
import { rejected, type Rejection } from '@lienthong/kernel';
import { fileOf, type Pin } from './instance.js';

/** A process of the file that a message of this name starts. */
export type MessageStart = Readonly<{ process: string; startEvent: string }>;

/** The first event of each process that a message of this name starts: a message starts each process once. */
export function startsOf(model: Model, message: string): readonly MessageStart[] {
  return Object.entries(model.processes).flatMap(([process, definition]) => {
    const start = instantiatingOf(definition).find(({ triggers }) => triggers.some((trigger) => trigger.kind === 'message' && trigger.name === message));
    return start === undefined ? [] : [{ process, startEvent: start.id }];
  });
}

/** What a process may begin with, besides its none start event: start events, receive tasks and what stands behind event-based gateways. */
export function instantiatingOf({ contents, nodes, flows }: Definition): readonly CatchingNode[] {
  return contents.starts.flatMap((index): readonly CatchingNode[] => {
    const node = nodes[index];
    if (node?.kind === 'startEvent') return node.triggers.length > 0 ? [node] : [];
    if (node?.kind === 'receiveTask') return node.instantiates ? [node] : [];
    if (node?.kind !== 'eventGateway' || !node.instantiates) return [];
    return node.outgoing.flatMap((flow) => nodes[flows[flow]?.target ?? -1] ?? []).filter(isCatching);
  });
}

type Planned = Readonly<{ kind: 'planned'; pin: Pin }>;
type NotPlanned = Readonly<{ kind: 'rejected'; rejection: Rejection<CalendarRefusal['code'] | 'CALENDAR_UNKNOWN' | 'NOT_A_CHILD'> }>;

/** What a child dossier keeps from its begin: its own procedure, clock and body; parties and offices are those of the case. */
export function planChild(parentCode: string, parent: Pin, definition: Definition, at: string, calendars: CalendarBook): Planned | NotPlanned {
  const { procedure } = definition;
  if (procedure === null) return rejected('NOT_A_CHILD', `Expected to start process ${definition.processId} for dossier ${parentCode}, but it is no procedure`);
  const calendar = calendars.latest(procedure.calendar);
  if (calendar === undefined) return rejected('CALENDAR_UNKNOWN', `Expected to start a child dossier of ${parentCode}, but calendar ${procedure.calendar} is not known here`);
  const reading = limitOfTerms({ limit: procedure.limit, ...procedure.counting }, null);
  if (reading.kind === 'refused') return { kind: 'rejected', rejection: reading.rejection };
  const due = dueDate(calendar, at, reading.limit, reading.rules);
  if (due.kind === 'refused') return { kind: 'rejected', rejection: due.rejection };
  const child = {
    parent: parentCode, case: parent.child?.case ?? parentCode, file: fileOf(parent).procedure, process: definition.processId,
    name: procedure.name, agency: procedure.owner, unit: unitOf(parent, procedure.owner),
  };
  return {
    kind: 'planned',
    pin: {
      procedure: procedure.code, procedureVersion: parent.procedureVersion, calendar: calendar.id, dueAt: due.dueAt, units: parent.units,
      ...(parent.parties !== undefined && { parties: parent.parties }), ...(parent.receivedOn !== undefined && { receivedOn: parent.receivedOn }), child,
    },
  };
}

/** Where the case names no office of the body, the one-stop unit that took it in stands for it. */
function unitOf({ units }: Pin, agency: string): string {
  return units[agency] ?? units['one-stop'] ?? '';
}

/**
 * `<agency identifier>-<date>-<sequence>` (domain §1.2). Seven digits, as ministries' systems write them: intake's own numbers of the same
 * unit and day have four or more, so the two never give the same code.
 */
export function childCode(unit: string, day: string, number: number): string {
  return `${unit}-${day.replaceAll('-', '')}-${String(number).padStart(7, '0')}`;
}

/** What the procedure declares, and nothing else of what the message carried; its own code and its parent's are there to be declared. */
export function variablesOfChild(definition: Definition, carried: Variables, code: string, parentCode: string): Variables {
  const given: Variables = { ...carried, code, parentCode };
  const declared = definition.procedure?.variables ?? [];
  return Object.fromEntries(declared.flatMap((name) => (Object.hasOwn(given, name) ? [[name, given[name] ?? null] as const] : [])));
}
