import { createHash } from 'node:crypto';
import type { Actor } from '@lienthong/event-store';
import type { CalendarBook } from '@lienthong/calendar';
import { publishModel, type Definition, type Doubt, type Finding, type Model, type Procedure } from '@lienthong/bpmn';
import type { ProcedureRejection, PublishProcedure } from '../domain/procedure.decider.js';
import { unknownDecisions } from './asked-decisions.js';
import { agenciesOf, neverBegun } from '../domain/publication.js';
import type { ProcedureContent } from '../domain/procedure.js';

/** `version` is the one that the file is, whether it became that now or before. */
type Stored = Readonly<{ kind: 'accepted'; isNew: boolean; version: number; position: number }> | Readonly<{ kind: 'rejected'; rejection: ProcedureRejection }>;

/** `before`: the newest version there is, 0 before the first. */
export type Foreseen = Readonly<{ kind: 'accepted'; isNew: boolean; version: number; before: number }> | Readonly<{ kind: 'rejected'; rejection: ProcedureRejection }>;

/** An abstract class so that Nest can inject it. */
export abstract class ProcedurePorts {
  /** A book whose newest version of the id is the newest there is. */
  abstract newestCalendars(id: string): Promise<CalendarBook>;
  /** Whether a decision is published that is in force on the day. */
  abstract isDecisionInForce(decision: string, day: string): Promise<boolean>;
  /** Whether people of the installation have published the newest version, and not a release of the program. */
  abstract isOwn(code: string): Promise<boolean>;
  /** What storing it would come to, without doing it. */
  abstract foresee(code: string, command: PublishProcedure): Promise<Foreseen>;
  abstract store(code: string, command: PublishProcedure, actor: Actor): Promise<Stored>;
}

export type Publication =
  | Readonly<{ kind: 'published'; code: string; version: number; isNew: boolean; position: number; warnings: readonly Doubt[] }>
  /** Everything that the engine would not execute, each with its element. Nothing was stored. */
  | Readonly<{ kind: 'refused'; findings: readonly Finding[]; /** Nothing is wrong but that decisions are not published. */ lacks?: 'decisions' }>
  | Readonly<{ kind: 'rejected'; rejection: ProcedureRejection }>;

/** An event holds 256 KiB: the model as base64, four bytes for three, and what it says once more. The construction permit has 113 kB. */
const MOST_MODEL_BYTES = 160_000;
/** With room for who published it and when. */
const MOST_CONTENT_BYTES = 250_000;
const TOO_LARGE: Finding = {
  element: null, rule: 'xml-too-large',
  text: { vi: `Tệp dài hơn ${MOST_MODEL_BYTES / 1_000} kB, hoặc cùng biểu mẫu của nó dài hơn ${MOST_CONTENT_BYTES / 1_000} kB`, en: `The file is longer than ${MOST_MODEL_BYTES / 1_000} kB, or with its form longer than ${MOST_CONTENT_BYTES / 1_000} kB` },
};

export type CheckedProcedure = Readonly<{ kind: 'checked'; command: PublishProcedure; warnings: readonly Doubt[] }>;

/** Only a model that can be executed from start to end becomes a version. */
export async function publishProcedure(ports: ProcedurePorts, model: Buffer, at: string, actor: Actor): Promise<Publication> {
  const checked = await checkProcedure(ports, model, at);
  if (checked.kind === 'refused') return checked;
  const { code } = checked.command.data;
  const stored = await ports.store(code, checked.command, actor);
  return stored.kind === 'rejected' ? stored : { ...stored, kind: 'published', code, warnings: checked.warnings };
}

/** Reads, checks and compiles a model; leaves nothing behind. */
export async function checkProcedure(ports: ProcedurePorts, model: Buffer, at: string): Promise<CheckedProcedure | Extract<Publication, { kind: 'refused' }>> {
  if (model.byteLength > MOST_MODEL_BYTES) return { kind: 'refused', findings: [TOO_LARGE] };
  const xml = model.toString('utf8');
  const calendars = await ports.newestCalendars(calendarNamedIn(xml));
  const compilation = await publishModel(xml, calendars);
  if (compilation.kind === 'refused') return compilation;
  const { definition } = compilation;
  const { procedure } = definition;
  if (procedure === null) return { kind: 'refused', findings: [noProcedure(definition.processId)] };
  const never = neverBegun(compilation.model);
  if (never.length > 0) return { kind: 'refused', findings: never };
  const unknown = await unknownDecisions(compilation.model, procedure.effectiveFrom, (decision, day) => ports.isDecisionInForce(decision, day));
  if (unknown.length > 0) return { kind: 'refused', findings: unknown, lacks: 'decisions' };
  const data = contentOf(procedure, compilation.model, definition, model);
  if (Buffer.byteLength(JSON.stringify(data)) > MOST_CONTENT_BYTES) return { kind: 'refused', findings: [TOO_LARGE] };
  return { kind: 'checked', command: { type: 'PublishProcedure', at, data }, warnings: compilation.doubts };
}

/** Of the procedure in the file, before anything else is read of it; the reader of the model says whether it is there at all. */
export const calendarNamedIn = (xml: string): string => /\scalendar\s*=\s*["']([^"']{1,60})["']/.exec(xml)?.[1] ?? '';

/** A drawing may be tried; what is published must say which procedure it is. */
const noProcedure = (process: string): Finding => ({
  element: process, rule: 'procedure-missing',
  text: { vi: 'Quy trình chưa có lienthong:procedure, nên không phải thủ tục để công bố', en: 'The process has no lienthong:procedure, so it is no procedure that can be published' },
});

function contentOf(procedure: Procedure, compiled: Model, { steps, applicationForm }: Definition, model: Buffer): ProcedureContent {
  return {
    code: procedure.code,
    name: procedure.name,
    effectiveFrom: procedure.effectiveFrom,
    limit: procedure.limit,
    ...(saysMore(procedure.counting) && { counting: procedure.counting }),
    ...(procedure.limitBasis && { limitBasis: procedure.limitBasis }),
    ...(procedure.publicity && { publicity: procedure.publicity }),
    ...(procedure.tacit !== null && { tacit: procedure.tacit }),
    calendar: procedure.calendar,
    components: procedure.components.map((component) => ({ ...component, form: component.form ?? '' })),
    fees: procedure.fees.map(({ decision, ...fee }) => ({ ...fee, ...(decision !== null && { decision }) })),
    steps: steps.map(({ element, name, nameEn, agency, role, limit, counts, warnings }) => ({ element, name, nameEn, agency, role: role ?? '', limit, counts, ...(warnings && { warnings }) })),
    ...(procedure.warnings && { warnings: procedure.warnings }),
    agencies: agenciesOf(compiled),
    variables: procedure.variables,
    ...(applicationForm !== null && { applicationForm: JSON.stringify(applicationForm.schema) }),
    modelSha256: createHash('sha256').update(model).digest('hex'),
    model: model.toString('base64'),
  };
}

/** What counts in working days by the usual rules says nothing more, as before there was more to say. */
const saysMore = (counting: Procedure['counting']): boolean => counting.days !== 'working' || Object.keys(counting).length > 1;
