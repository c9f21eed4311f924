import { isSuspensionGround, parseLimit } from '@lienthong/calendar';
import type { CompletingFact, HumanTask, Job, Value } from '../definition.js';
import type { ClockSuspension, JobKind, Text } from '../instance.js';
import { childrenOf, extensionOf, extensionsOf, textOf, type ModelElement } from '../model.js';
import { AGENCY } from '../procedure.js';
import { ownMessageOf } from './model-file.js';
import { readWarningPoints } from '../warning-points.js';
import { readExpression, readValue, report, type Reader, type Site } from './reader.js';

/** The full name of a public fact, as in proto/. */
const FACT = /^lienthong\.[a-z_]+\.v\d+\.[A-Z][A-Za-z]+$/;
const STEP_NUMBER = /^\d+(?:\.\d+|-\d+)?$/;
const JOB_TYPE = /^[a-z][a-z-]*\.[a-z][a-z-]*$/;

/** Whatever waits for somebody: who, why, how long, and what ends the wait. A drawing need not say any of it. */
export function readJob(site: Site, kind: JobKind, reader: Reader, task: HumanTask | null = null): Job {
  const { element } = site;
  const completedBy = readFacts(element, reader);
  const definition = extensionOf(element, 'zeebe:TaskDefinition');
  return {
    // Not required: a model that was published without it must compile for ever.
    nameEn: textOf(extensionOf(element, 'lienthong:Name'), 'en') ?? '',
    kind,
    type: readType(site, kind, reader),
    retries: readValue(textOf(definition, 'retries'), site, reader),
    headers: readHeaders(element),
    ...readAssignment(site, reader),
    reason: readReason(element, reader),
    ...readStep(element, reader, true),
    dossierState: readDossierState(element, reader),
    suspendsClock: readClock(element, reader),
    completedBy,
    task,
  };
}

/** Of the element, or of the innermost lane that says it. */
function readAssignment({ element, place }: Site, reader: Reader): Pick<Job, 'agency' | 'role'> {
  const holders = [element, ...(reader.drawing.lanes[place] ?? [])];
  const assignment = holders.map((holder) => extensionOf(holder, 'lienthong:Assignment')).find((found) => found !== null) ?? null;
  const agency = textOf(assignment, 'agency') ?? '';
  if (!AGENCY.test(agency) && (reader.isStrict || assignment !== null))
    report(
      reader,
      element,
      'agency-missing',
      'Thiếu cơ quan thực hiện (lienthong:assignment agency)',
      'The agency (lienthong:assignment agency) is missing',
    );
  return { agency, role: textOf(assignment, 'role') };
}

function readHeaders(element: ModelElement): Job['headers'] {
  const headers = extensionsOf(element, 'zeebe:TaskHeaders').flatMap((holder) => childrenOf(holder, 'values'));
  return Object.fromEntries(headers.map((header) => [textOf(header, 'key') ?? '', header.attributes['value'] ?? '']));
}

function readType(site: Site, kind: JobKind, reader: Reader): Value {
  const { element } = site;
  const id = reader.drawing.ids[site.place] ?? element.id ?? '';
  if (kind !== 'service') return id;
  const decision = textOf(extensionOf(element, 'zeebe:CalledDecision'), 'decisionId');
  if (decision !== null) {
    const [, computed] = /^=(.*)$/s.exec(decision) ?? [];
    // What is wrong with the expression is told where the decision is read.
    return computed === undefined ? `decision.${decision}` : (readExpression(`"decision." + (${computed})`, site, { ...reader, findings: [] }) ?? '');
  }
  const type = readValue(textOf(extensionOf(element, 'zeebe:TaskDefinition'), 'type'), site, reader);
  if (reader.isStrict && (type === null || (typeof type === 'string' && !JOB_TYPE.test(type)))) {
    report(
      reader,
      element,
      'task-type-missing',
      'Thiếu loại công việc dạng dịch-vụ.việc (zeebe:taskDefinition type)',
      'The job type, service.verb-noun (zeebe:taskDefinition type), is missing',
    );
  }
  return type ?? id;
}

function readReason(element: ModelElement, reader: Reader): Text {
  const source = extensionOf(element, 'lienthong:Reason');
  const [vi, en] = [textOf(source, 'vi'), textOf(source, 'en')];
  if ((vi === null || en === null) && (reader.isStrict || source !== null))
    report(
      reader,
      element,
      'reason-missing',
      'Thiếu lý do chờ bằng hai thứ tiếng (lienthong:reason)',
      'The reason for waiting, in both languages (lienthong:reason), is missing',
    );
  return { vi: vi ?? '', en: en ?? '' };
}

/** Also for the start event, whose step is what happened before the instance began, and for what only contains steps: nobody waits there who could be warned. */
export function readStep(element: ModelElement, reader: Reader, waits = false): Pick<Job, 'stepNumber' | 'limit' | 'counts' | 'warnings'> {
  const source = extensionOf(element, 'lienthong:Step');
  const [stepNumber, limit, counts] = ['number', 'limit', 'counts'].map((name) => textOf(source, name) ?? '');
  if (source === null) {
    if (reader.isStrict)
      report(
        reader,
        element,
        'step-missing',
        'Thiếu bước và thời hạn (lienthong:step)',
        'The step and its limit (lienthong:step) are missing',
      );
  } else if (!STEP_NUMBER.test(stepNumber ?? '') || parseLimit(limit ?? '').kind !== 'limit' || !['true', 'false'].includes(counts ?? '')) {
    report(
      reader,
      element,
      'step-invalid',
      'lienthong:step cần number, limit (PT4H, P2D) và counts (true, false)',
      'lienthong:step needs number, limit (PT4H, P2D) and counts (true, false)',
    );
  }
  const warnings = source === null ? undefined : readWarningPoints(source, (isRight, vi, en) => (isRight ? undefined : report(reader, element, 'step-invalid', vi, en)));
  if (warnings !== undefined && !waits)
    report(reader, element, 'step-invalid', 'Chỉ bước có người hoặc cơ quan đang chờ mới có mốc cảnh báo (lienthong:warning)', 'Only a step that somebody has to do has warning points (lienthong:warning)');
  return { stepNumber: stepNumber ?? '', limit: limit ?? '', counts: counts === 'true', ...(warnings !== undefined && { warnings }) };
}

/** Codes 1 to 10 of the national portal. */
export function readDossierState(element: ModelElement, reader: Reader): number | null {
  const source = extensionOf(element, 'lienthong:DossierState');
  if (source === null) return null;
  const code = textOf(source, 'code') ?? '';
  if (!/^([1-9]|10)$/.test(code))
    report(
      reader,
      element,
      'dossier-state-invalid',
      `Trạng thái hồ sơ “${code}” không thuộc 1 đến 10`,
      `Dossier state "${code}" is not one of 1 to 10`,
    );
  return Number(code);
}

function readClock(element: ModelElement, reader: Reader): ClockSuspension | null {
  const source = extensionOf(element, 'lienthong:Clock');
  if (source === null) return null;
  const [ground, legalBasis] = [textOf(source, 'suspend') ?? '', textOf(source, 'legalBasis')];
  if (isSuspensionGround(ground) && legalBasis !== null) return { ground, legalBasis };
  report(
    reader,
    element,
    'clock-invalid',
    `Chỉ dừng tính thời hạn khi có căn cứ đã biết và cơ sở pháp lý; “${ground}” thì không`,
    `The clock stops only on a known ground with a legal basis, not on "${ground}"`,
  );
  return null;
}

/** In a procedure a message whose name is that of a public fact is that fact; other messages are messages. */
export function readFacts(element: ModelElement, reader: Reader): readonly CompletingFact[] {
  const message = reader.isStrict ? (textOf(ownMessageOf(element, reader.file.byId), 'name') ?? '') : '';
  const declared = extensionsOf(element, 'lienthong:CompletedBy').map((source) => ({
    fact: textOf(source, 'fact') ?? '',
    outcome: textOf(source, 'outcome'),
  }));
  const isNamedToo = FACT.test(message) && !declared.some(({ fact }) => fact === message);
  const facts = isNamedToo ? [...declared, { fact: message, outcome: null }] : declared;
  if (new Set(facts.map(({ fact }) => fact)).size < facts.length)
    report(reader, element, 'fact-invalid', 'Một sự kiện được ghi hai lần', 'A fact is declared twice');
  for (const { fact } of facts) {
    if (!FACT.test(fact))
      report(
        reader,
        element,
        'fact-invalid',
        `“${fact}” không phải tên sự kiện như lienthong.tax.v1.NoticeIssued`,
        `"${fact}" is not the name of a fact such as lienthong.tax.v1.NoticeIssued`,
      );
  }
  return facts;
}
