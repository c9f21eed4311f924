import type { ActivityData, Activity, AdHoc, CallActivity, Contents, Mapping, Node, SubProcess } from '../definition.js';
import { childOf, extensionOf, flagOf, textOf } from '../model.js';
import { readContents, startableOf } from './contents.js';
import { isContainer } from './drawing.js';
import { readHumanTask } from './human-task.js';
import { readFacts, readJob, readStep } from './job.js';
import { readLoop } from './loops.js';
import { executedAssociations, readMappings } from './mappings.js';
import { ownMessageOf } from './model-file.js';
import { isFeel, readBody, readExpression, readValue, report, type Reader, type Site } from './reader.js';
import { readMessageThrow } from './throws.js';
import { readMessageTrigger } from './triggers.js';

/** What every node has, read already. */
export type Common = Pick<Node, 'index' | 'id' | 'name' | 'parent' | 'incoming' | 'outgoing' | 'otherwise' | 'lane'>;
type Base = Common & ActivityData & Readonly<{ inputs: readonly Mapping[]; outputs: readonly Mapping[] }>;

export function readActivity(site: Site, common: Common, reader: Reader): Activity | null {
  const base = readBase(site, common, reader);
  const { element } = site;
  switch (element.type) {
    case 'bpmn:Task':
    case 'bpmn:ManualTask':
      return { kind: 'plainTask', ...base };
    case 'bpmn:UserTask':
      return { kind: 'userTask', ...base, job: readJob(site, 'user', reader, readHumanTask(site, reader)) };
    case 'bpmn:ServiceTask':
      return { kind: 'serviceTask', ...base, job: readJob(site, 'service', reader), resultVariable: null };
    case 'bpmn:BusinessRuleTask':
      return readDecision(site, base, reader);
    case 'bpmn:ScriptTask':
      return readScriptTask(site, base, reader);
    case 'bpmn:SendTask':
      return isMessageSender(site, reader)
        ? { kind: 'sendTask', ...base, throws: readMessageThrow(element, site, reader) }
        : { kind: 'serviceTask', ...base, job: readJob(site, 'service', reader), resultVariable: null };
    case 'bpmn:ReceiveTask':
      return readReceiveTask(site, base, reader);
    case 'bpmn:CallActivity':
      return readCallActivity(site, base, reader);
    case 'bpmn:SubProcess':
    case 'bpmn:Transaction':
    case 'bpmn:AdHocSubProcess':
      return readSubProcess(site, base, reader);
    default:
      return null;
  }
}

function readBase(site: Site, common: Common, reader: Reader): Base {
  const { element, place } = site;
  // A sub-process or call may state the limit of all that is in it; whoever works in a task states its own with the job.
  if ((isContainer(element) || element.type === 'bpmn:CallActivity') && extensionOf(element, 'lienthong:Step') !== null) readStep(element, reader);
  const { loop, apart } = readLoop(site, reader);
  const handler = reader.drawing.handlers[place] ?? -1;
  return {
    ...common,
    ...readMappings(site, reader, apart),
    boundaries: reader.drawing.boundaries[place] ?? [],
    loop,
    startQuantity: readQuantity(site, 'startQuantity', reader),
    completionQuantity: readQuantity(site, 'completionQuantity', reader),
    isForCompensation: flagOf(element, 'isForCompensation', false),
    compensation: handler === -1 ? null : handler,
  };
}

/** BPMN 2.0.2, table 10.3: not less than 1. The bound keeps a slip of the pen from becoming a flood of tokens. */
const MAX_QUANTITY = 1_000;

function readQuantity({ element }: Site, name: 'startQuantity' | 'completionQuantity', reader: Reader): number {
  const quantity = Number(textOf(element, name) ?? 1);
  if (quantity >= 1 && quantity <= MAX_QUANTITY) return quantity;
  report(
    reader,
    element,
    'attribute-invalid',
    `${name}="${quantity}": phải từ 1 đến ${MAX_QUANTITY}`,
    `${name}="${quantity}": has to be from 1 to ${MAX_QUANTITY}`,
  );
  return 1;
}

/** A worker's job unless the model says what message it throws. */
function isMessageSender({ element }: Site, reader: Reader): boolean {
  if (extensionOf(element, 'zeebe:TaskDefinition') !== null) return false;
  return ownMessageOf(element, reader.file.byId) !== null || reader.file.flowNames.has(element.id ?? '');
}

/** Decided in the version of the dossier's day, so that a tag can bind it to no other. Without a decision it is a worker's job. */
function readDecision(site: Site, base: Base, reader: Reader): Activity {
  const decision = extensionOf(site.element, 'zeebe:CalledDecision');
  if (textOf(decision, 'bindingType') === 'versionTag')
    report(
      reader,
      site.element,
      'attribute-not-executed',
      'Quyết định không gắn theo versionTag được',
      'A decision cannot be bound by its versionTag',
    );
  const resultVariable = textOf(decision, 'resultVariable');
  const named = readValue(textOf(decision, 'decisionId'), site, reader);
  if (named === null) return { kind: 'serviceTask', ...base, job: readJob(site, 'service', reader), resultVariable };
  // Nobody waits: a procedure need not say for whom and why.
  return { kind: 'businessRuleTask', ...base, decision: named, job: readJob(site, 'service', { ...reader, isStrict: false }), resultVariable };
}

/** BPMN 2.0.2 §10.3.3: without a script it is as an abstract task. */
function readScriptTask(site: Site, base: Base, reader: Reader): Activity {
  const { element } = site;
  if (extensionOf(element, 'zeebe:TaskDefinition') !== null)
    return { kind: 'serviceTask', ...base, job: readJob(site, 'service', reader), resultVariable: null };
  const zeebe = extensionOf(element, 'zeebe:Script');
  const text = textOf(zeebe, 'expression') ?? textOf(element, 'script');
  if (text === null) {
    if (zeebe !== null) report(reader, element, 'expression-invalid', 'zeebe:script thiếu biểu thức', 'zeebe:script lacks its expression');
    return { kind: 'plainTask', ...base };
  }
  const isReadable = zeebe !== null || isFeel(textOf(element, 'scriptFormat'), site, reader);
  const script = isReadable ? readExpression(text, site, reader) : null;
  const resultVariable = textOf(zeebe, 'resultVariable') ?? textOf(extensionOf(element, 'lienthong:Result'), 'variable');
  return script === null ? { kind: 'plainTask', ...base } : { kind: 'scriptTask', ...base, script, resultVariable };
}

/** Waits for public facts where the procedure names them, else for a message. */
function readReceiveTask(site: Site, base: Base, reader: Reader): Activity {
  const { element } = site;
  const instantiates = flagOf(element, 'instantiate', false);
  const isMessage = ownMessageOf(element, reader.file.byId) !== null || reader.file.flowNames.has(element.id ?? '');
  if (readFacts(element, { ...reader, findings: [] }).length > 0)
    return { kind: 'receiveTask', ...base, job: readJob(site, 'receive', reader), triggers: [], instantiates };
  if (!isMessage && reader.isStrict) reportFactMissing(site, reader);
  const trigger = isMessage || !reader.isStrict ? [readMessageTrigger(element, site, reader)] : [];
  return { kind: 'receiveTask', ...base, job: null, triggers: trigger, instantiates };
}

export function reportFactMissing({ element }: Site, reader: Reader): void {
  report(
    reader,
    element,
    'fact-missing',
    'Không có sự kiện hay thông điệp nào kết thúc việc chờ (lienthong:completedBy, messageRef)',
    'No fact or message ends the wait (lienthong:completedBy, messageRef)',
  );
}

/** Without mappings everything goes in and comes back, as in Zeebe; data associations take the place of either. */
function readCallActivity(site: Site, base: Base, reader: Reader): CallActivity {
  const { element } = site;
  const zeebe = extensionOf(element, 'zeebe:CalledElement');
  const named = textOf(zeebe, 'processId') ?? textOf(zeebe, 'processIdExpression') ?? localName(textOf(element, 'calledElement'), reader);
  if (named === null)
    report(reader, element, 'reference-missing', 'Hoạt động gọi không nêu quy trình nào', 'The call activity names no process');
  const tag = textOf(zeebe, 'versionTag');
  const binding = textOf(zeebe, 'bindingType') ?? 'latest';
  if (binding === 'versionTag' && tag === null)
    report(reader, element, 'reference-missing', 'bindingType="versionTag" cần versionTag', 'bindingType="versionTag" needs a versionTag');
  const hasData = (property: string): boolean => executedAssociations(element, property, reader.file).length > 0;
  return {
    kind: 'callActivity', ...base,
    process: readValue(named, site, reader) ?? '',
    binding: binding === 'versionTag' ? { kind: 'versionTag', tag: tag ?? '' } : { kind: binding === 'deployment' ? 'deployment' : 'latest' },
    propagateAllParent: flagOf(zeebe, 'propagateAllParentVariables', !hasData('dataInputAssociations')),
    propagateAllChild: flagOf(zeebe, 'propagateAllChildVariables', !hasData('dataOutputAssociations')),
  };
}

/** `calledElement` is a QName: its prefix names the file's own namespace. */
function localName(name: string | null, reader: Reader): string | null {
  const local = name?.split(':').at(-1) ?? null;
  return reader.file.executable.some(({ id }) => id === local) ? local : name;
}

function readSubProcess(site: Site, base: Base, reader: Reader): SubProcess {
  const { element, place } = site;
  const contents: Contents = readContents(element, place, reader);
  if (element.type === 'bpmn:AdHocSubProcess')
    return { kind: 'subProcess', ...base, variant: 'adHoc', contents: { ...contents, starts: [] }, adHoc: readAdHoc(site, reader) };
  const method = textOf(element, 'method');
  if (method !== null && !/^(##)?compensate$/i.test(method))
    report(
      reader,
      element,
      'attribute-not-executed',
      `Giao dịch chỉ được hủy bằng cách bù, không phải “${method}”`,
      `A transaction is only undone by compensation, not by "${method}"`,
    );
  const variant = element.type === 'bpmn:Transaction' ? 'transaction' : flagOf(element, 'triggeredByEvent', false) ? 'event' : 'embedded';
  return { kind: 'subProcess', ...base, variant, contents, adHoc: null };
}

function readAdHoc(site: Site, reader: Reader): AdHoc {
  const { element, place } = site;
  const active = textOf(extensionOf(element, 'zeebe:AdHoc'), 'activeElementsCollection');
  return {
    isSequential: textOf(element, 'ordering') === 'Sequential',
    completion: childOf(element, 'completionCondition') === null ? null : readBody(element, 'completionCondition', site, reader),
    cancelRemaining: flagOf(element, 'cancelRemainingInstances', true),
    activeElements: active === null ? null : readExpression(active, site, reader),
    startable: startableOf(place, reader),
  };
}
