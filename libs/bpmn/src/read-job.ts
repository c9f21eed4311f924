import { isSuspensionGround, parseLimit } from '@lienthong/calendar';
import type { CompletingFact, Job, Mapping } from './definition.js';
import type { ClockSuspension, JobKind, Text } from './instance.js';
import { childOf, childrenOf, extensionOf, extensionsOf, textOf, type ModelElement } from './model.js';
import { AGENCY, VARIABLE } from './procedure.js';
import { readExpression, report, type Reader } from './reader.js';

/** The full name of a public fact, as in proto/. */
const FACT = /^lienthong\.[a-z_]+\.v\d+\.[A-Z][A-Za-z]+$/;
const STEP_NUMBER = /^\d+(?:\.\d+|-\d+)?$/;
const JOB_TYPE = /^[a-z][a-z-]*\.[a-z][a-z-]*$/;

/** Whatever waits for somebody: who, why, how long, and what ends the wait. */
export function readJob(element: ModelElement, kind: JobKind, reader: Reader): Job {
  const assignment = extensionOf(element, 'lienthong:Assignment');
  const agency = textOf(assignment, 'agency') ?? '';
  if (!AGENCY.test(agency))
    report(
      reader,
      element,
      'agency-missing',
      'Thiếu cơ quan thực hiện (lienthong:assignment agency)',
      'The agency (lienthong:assignment agency) is missing',
    );
  const completedBy = readFacts(element, reader);
  if (kind === 'receive' && completedBy.length === 0) {
    report(
      reader,
      element,
      'fact-missing',
      'Không có sự kiện nào kết thúc việc chờ (lienthong:completedBy)',
      'No fact ends the wait (lienthong:completedBy)',
    );
  }
  return {
    // Not required: a model that was published without it must compile for ever.
    nameEn: textOf(extensionOf(element, 'lienthong:Name'), 'en') ?? '',
    kind,
    type: readType(element, kind, reader),
    agency,
    role: textOf(assignment, 'role'),
    reason: readReason(element, reader),
    inputs: readMappings(element, 'inputParameters', reader),
    outputs: readMappings(element, 'outputParameters', reader),
    ...readStep(element, reader),
    dossierState: readDossierState(element, reader),
    suspendsClock: readClock(element, reader),
    completedBy,
  };
}

function readType(element: ModelElement, kind: JobKind, reader: Reader): string {
  if (kind !== 'service') return element.id ?? '';
  const type = textOf(extensionOf(element, 'zeebe:TaskDefinition'), 'type') ?? '';
  if (!JOB_TYPE.test(type)) {
    report(
      reader,
      element,
      'task-type-missing',
      'Thiếu loại công việc dạng dịch-vụ.việc (zeebe:taskDefinition type)',
      'The job type, service.verb-noun (zeebe:taskDefinition type), is missing',
    );
  }
  return type;
}

function readReason(element: ModelElement, reader: Reader): Text {
  const source = extensionOf(element, 'lienthong:Reason');
  const [vi, en] = [textOf(source, 'vi'), textOf(source, 'en')];
  if (vi === null || en === null)
    report(
      reader,
      element,
      'reason-missing',
      'Thiếu lý do chờ bằng hai thứ tiếng (lienthong:reason)',
      'The reason for waiting, in both languages (lienthong:reason), is missing',
    );
  return { vi: vi ?? '', en: en ?? '' };
}

/** Also for the start event, whose step is what happened before the instance began. */
export function readStep(element: ModelElement, reader: Reader): Pick<Job, 'stepNumber' | 'limit' | 'counts'> {
  const source = extensionOf(element, 'lienthong:Step');
  const [stepNumber, limit, counts] = ['number', 'limit', 'counts'].map((name) => textOf(source, name) ?? '');
  if (source === null)
    report(
      reader,
      element,
      'step-missing',
      'Thiếu bước và thời hạn (lienthong:step)',
      'The step and its limit (lienthong:step) are missing',
    );
  else if (!STEP_NUMBER.test(stepNumber ?? '') || parseLimit(limit ?? '').kind !== 'limit' || !['true', 'false'].includes(counts ?? '')) {
    report(
      reader,
      element,
      'step-invalid',
      'lienthong:step cần number, limit (PT4H, P2D) và counts (true, false)',
      'lienthong:step needs number, limit (PT4H, P2D) and counts (true, false)',
    );
  }
  return { stepNumber: stepNumber ?? '', limit: limit ?? '', counts: counts === 'true' };
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

function readFacts(element: ModelElement, reader: Reader): readonly CompletingFact[] {
  const definitions = childrenOf(element, 'eventDefinitions');
  const messages = [element, ...definitions].flatMap(({ references }) => references['messageRef'] ?? []);
  const named = messages.map((id) => ({ fact: reader.messages[id] ?? '', outcome: null }));
  const declared = extensionsOf(element, 'lienthong:CompletedBy').map((source) => ({
    fact: textOf(source, 'fact') ?? '',
    outcome: textOf(source, 'outcome'),
  }));
  const facts = [...declared, ...named.filter(({ fact }) => !declared.some((other) => other.fact === fact))];
  const isRepeated = new Set(facts.map(({ fact }) => fact)).size < facts.length;
  if (isRepeated) report(reader, element, 'fact-invalid', 'Một sự kiện được ghi hai lần', 'A fact is declared twice');
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

function readMappings(element: ModelElement, direction: 'inputParameters' | 'outputParameters', reader: Reader): readonly Mapping[] {
  const source = extensionOf(element, 'zeebe:IoMapping');
  const parameters = source === null ? [] : childrenOf(source, direction);
  const targets = parameters.map((parameter) => textOf(parameter, 'target') ?? '');
  if (new Set(targets).size < targets.length)
    report(reader, element, 'mapping-invalid', 'Một biến được gán hai lần', 'A variable is mapped twice');
  return parameters.flatMap((parameter, index): readonly Mapping[] => {
    const [target, text] = [targets[index] ?? '', textOf(parameter, 'source')];
    if (text === null || !VARIABLE.test(target)) {
      report(
        reader,
        element,
        'mapping-invalid',
        `Phép gán vào “${target}” cần nguồn và tên biến hợp lệ`,
        `The mapping to "${target}" needs a source and a valid variable name`,
      );
      return [];
    }
    if (!text.startsWith('=')) return [{ target, source: text }];
    const expression = readExpression(text, element, reader, direction === 'inputParameters');
    return expression === null ? [] : [{ target, source: expression }];
  });
}

/** Every variable some output mapping sets. */
export function outputTargets(element: ModelElement): readonly string[] {
  const mapping = extensionOf(element, 'zeebe:IoMapping');
  return mapping === null ? [] : childrenOf(mapping, 'outputParameters').flatMap((output) => textOf(output, 'target') ?? []);
}

export const bodyOf = (element: ModelElement, property: string): string | null => textOf(childOf(element, property), 'body');
