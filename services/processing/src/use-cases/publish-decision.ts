import { createHash } from 'node:crypto';
import { checkExamples, checkModel, readModel, type DecisionModel } from '@lienthong/dmn';
import type { Actor } from '@lienthong/event-store';
import type { DecisionNameRejection, PublishedDecisions } from '@lienthong/service-host';
import type { DecisionModelRejection, PublishDecision } from '../domain/decision-model.decider.js';
import { findingsOfImporters, type DecisionFinding, type ImporterPorts } from './check-importers.js';

export type { DecisionFinding } from './check-importers.js';

export type DecisionRejection = DecisionModelRejection | DecisionNameRejection;
/** `version` is the one that the file is, whether it became that now or before. */
type Stored = Readonly<{ kind: 'accepted'; isNew: boolean; version: number; position: number }> | Readonly<{ kind: 'rejected'; rejection: DecisionRejection }>;

export type Foreseen = Readonly<{ kind: 'accepted'; isNew: boolean; version: number }> | Readonly<{ kind: 'rejected'; rejection: DecisionRejection }>;

/** An abstract class so that Nest can inject it. */
export abstract class DecisionPorts implements ImporterPorts {
  abstract readonly published: PublishedDecisions;
  abstract importersOf(namespace: string): Promise<readonly string[]>;
  abstract examplesOf(model: string, version: number): Promise<string>;
  /** Whether people of the installation have published the newest version, and not a release of the program. */
  abstract isOwn(model: string): Promise<boolean>;
  /** What storing it would come to, without doing it. */
  abstract foresee(command: PublishDecision): Promise<Foreseen>;
  /** With the names of its decisions and of what it imports, in one append. */
  abstract store(command: PublishDecision, actor: Actor): Promise<Stored>;
}

export type DecisionPublication =
  | Readonly<{ kind: 'published'; id: string; version: number; isNew: boolean; position: number; warnings: readonly DecisionFinding[] }>
  /** Everything that is wrong with the file, each with its cell. Nothing was stored. */
  | Readonly<{ kind: 'refused'; findings: readonly DecisionFinding[] }>
  | Readonly<{ kind: 'rejected'; rejection: DecisionRejection }>;

/** What somebody publishes. `examples`: a line of JSON each, `{"decision", "input", "expected"}`. */
export type DecisionFile = Readonly<{ model: string; effectiveFrom: string; examples: string }>;

/**
 * An event holds 256 KiB, and audit keeps each fact as the text in which it came: text within text, where every quotation mark of the file
 * is written with two characters more. The largest released model has 15 kB.
 */
const MOST_EVENT_BYTES = 200_000;
/** Decisions and imports: each takes a stream of the append, of which there are a hundred. */
const MOST_PARTS = 90;
/** Ids name streams and stand in addresses. */
const ID = /^[\p{L}_][\p{L}\p{N}_.-]{0,99}$/u;

export type CheckedDecision = Readonly<{ kind: 'checked'; model: DecisionModel; command: PublishDecision; warnings: readonly DecisionFinding[] }>;

/**
 * Reads, checks and tries a model; only one without gaps, whose examples come out as they should, and those of the models that import it,
 * becomes a version.
 */
export async function publishDecision(ports: DecisionPorts, file: DecisionFile, at: string, actor: Actor): Promise<DecisionPublication> {
  const checked = await checkDecision(ports, file, at);
  if (checked.kind === 'refused') return checked;
  const stored = await ports.store(checked.command, actor);
  return stored.kind === 'rejected' ? stored : { ...stored, kind: 'published', id: checked.model.id, warnings: checked.warnings };
}

/** All that is looked at before a file becomes a version; leaves nothing behind. */
export async function checkDecision(ports: DecisionPorts, file: DecisionFile, at: string): Promise<CheckedDecision | Extract<DecisionPublication, { kind: 'refused' }>> {
  const { model: text, effectiveFrom, examples } = file;
  if (Buffer.byteLength(JSON.stringify(JSON.stringify({ text, examples }))) > MOST_EVENT_BYTES)
    return refused('file', 'file-too-large', `Tệp và ví dụ dài hơn ${MOST_EVENT_BYTES / 1_000} kB`, `File and examples are longer than ${MOST_EVENT_BYTES / 1_000} kB`);
  const reading = await readWithImports(ports, text, effectiveFrom);
  if (reading.kind === 'refused') return reading;
  const { model } = reading;
  const findings = findingsOf(model, examples);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { kind: 'refused', findings: errors };
  const broken = await brokenBy(ports, model, file);
  if (broken.length > 0) return { kind: 'refused', findings: broken };
  const command: PublishDecision = {
    type: 'PublishDecision', at,
    data: {
      id: model.id, name: { vi: model.name, en: model.nameEn ?? model.name }, effectiveFrom, namespace: model.namespace, imports: importedBy(model), model: text, examples,
      decisions: model.decisions.map(({ id, name }) => ({ id, name })), modelSha256: sha256(text), examplesSha256: sha256(examples),
    },
  };
  return { kind: 'checked', model, command, warnings: findings };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const importedBy = ({ imports }: DecisionModel): readonly string[] => [...new Set(imports.map(({ namespace }) => namespace))];

/** Findings of the models that import it. None of what is a version already, or is too late to be one. */
async function brokenBy(ports: DecisionPorts, model: DecisionModel, { model: text, effectiveFrom }: DecisionFile): Promise<readonly DecisionFinding[]> {
  const { id, namespace } = model;
  const [versions, hash] = [await ports.published.versionsOf(id), sha256(text)];
  if (versions.some((version) => version.effectiveFrom > effectiveFrom || (version.effectiveFrom === effectiveFrom && version.modelSha256 === hash))) return [];
  const namespaces = [...new Set([namespace, ...versions.map((version) => version.namespace)])];
  return findingsOfImporters(ports, { id, version: versions.length + 1, imports: importedBy(model), model: text, namespaces, effectiveFrom });
}

type Reading = Readonly<{ kind: 'read'; model: DecisionModel }> | Extract<DecisionPublication, { kind: 'refused' }>;

/** Which models it imports is known when it has been read once; then it is read with them, as they are on its first day. */
async function readWithImports({ published }: DecisionPorts, text: string, day: string): Promise<Reading> {
  const asked: string[] = [];
  const alone = readModel(text, (namespace) => void asked.push(namespace));
  if (asked.length === 0) return alone;
  return readModel(text, await published.importsOn(asked, day));
}

function findingsOf(model: DecisionModel, examples: string): readonly DecisionFinding[] {
  const { id, decisions } = model;
  const finding = (element: string, rule: string, vi: string, en: string): DecisionFinding => ({ element, rule, severity: 'error', text: { vi, en } });
  const unusable = [id, ...decisions.map((decision) => decision.id)].filter((each) => !ID.test(each));
  return [
    ...unusable.map((each) => finding(each || 'definitions', 'id-missing', 'Cần một mã (id) gồm chữ, số, gạch nối, tối đa 100 ký tự', 'An id of letters, digits and hyphens is needed, of at most 100 characters')),
    ...(decisions.length === 0 ? [finding(id, 'decision-missing', 'Tệp không có quyết định nào', 'The file holds no decision')] : []),
    ...(decisions.length + importedBy(model).length > MOST_PARTS ? [finding(id, 'too-many-decisions', `Tệp có hơn ${MOST_PARTS} quyết định và tệp được nhập; hãy chia ra`, `The file holds more than ${MOST_PARTS} decisions and imports; divide it`)] : []),
    ...model.findings, ...checkModel(model), ...(examples.trim() === '' ? [] : checkExamples(model, examples)),
  ];
}

function refused(element: string, rule: string, vi: string, en: string): Extract<DecisionPublication, { kind: 'refused' }> {
  return { kind: 'refused', findings: [{ element, rule, severity: 'error', text: { vi, en } }] };
}
