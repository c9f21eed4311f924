import { createHash } from 'node:crypto';
import type { Actor } from '@lienthong/event-store';
import { publishModel, type Definition, type Finding } from '@lienthong/bpmn';
import type { ProcedureRejection, PublishProcedure } from '../domain/procedure.decider.js';
import type { ProcedureContent } from '../domain/procedure.js';

/** `version` is the one that the file is, whether it became that now or before. */
type Stored = Readonly<{ kind: 'accepted'; isNew: boolean; version: number; position: number }> | Readonly<{ kind: 'rejected'; rejection: ProcedureRejection }>;

/** An abstract class so that Nest can inject it. */
export abstract class ProcedurePorts {
  abstract store(code: string, command: PublishProcedure, actor: Actor): Promise<Stored>;
}

export type Publication =
  | Readonly<{ kind: 'published'; code: string; version: number; isNew: boolean; position: number }>
  /** Everything that the engine would not execute, each with its element. Nothing was stored. */
  | Readonly<{ kind: 'refused'; findings: readonly Finding[] }>
  | Readonly<{ kind: 'rejected'; rejection: ProcedureRejection }>;

/** An event holds 256 KiB: the model as base64, four bytes for three, and what it says once more. The land transfer has 33 kB. */
const MOST_MODEL_BYTES = 110_000;
const TOO_LARGE: Finding = {
  element: null, rule: 'xml-too-large',
  text: { vi: `Tệp dài hơn ${MOST_MODEL_BYTES / 1_000} kB`, en: `The file is longer than ${MOST_MODEL_BYTES / 1_000} kB` },
};

/** Reads, checks and compiles a model; only one that can be executed from start to end becomes a version. */
export async function publishProcedure(ports: ProcedurePorts, model: Buffer, at: string, actor: Actor): Promise<Publication> {
  if (model.byteLength > MOST_MODEL_BYTES) return { kind: 'refused', findings: [TOO_LARGE] };
  const compilation = await publishModel(model.toString('utf8'));
  if (compilation.kind === 'refused') return compilation;
  const { code } = compilation.definition.procedure;
  const stored = await ports.store(code, { type: 'PublishProcedure', at, data: contentOf(compilation.definition, model) }, actor);
  if (stored.kind === 'rejected') return stored;
  return { ...stored, kind: 'published', code };
}

function contentOf({ procedure, steps }: Definition, model: Buffer): ProcedureContent {
  return {
    code: procedure.code,
    name: procedure.name,
    effectiveFrom: procedure.effectiveFrom,
    limit: procedure.limit,
    calendar: procedure.calendar,
    components: procedure.components.map((component) => ({ ...component, form: component.form ?? '' })),
    fees: procedure.fees,
    steps: steps.map(({ element, name, nameEn, agency, role, limit, counts }) => ({ element, name, nameEn, agency, role: role ?? '', limit, counts })),
    modelSha256: createHash('sha256').update(model).digest('hex'),
    model: model.toString('base64'),
  };
}
