import { parseLimit } from '@lienthong/calendar';
import type { HumanTask } from '../definition.js';
import { extensionOf, extensionsOf, textOf, type ModelElement } from '../model.js';
import { readPerformers } from './performers.js';
import { readValue, report, type Reader, type Site } from './reader.js';

/** Who may do it, until when, with which form; null when the model says nothing of it. */
export function readHumanTask(site: Site, reader: Reader): HumanTask | null {
  const { element } = site;
  const [assignment, schedule, priority] = ['AssignmentDefinition', 'TaskSchedule', 'PriorityDefinition'].map((type) => extensionOf(element, `zeebe:${type}`));
  const read = (source: ModelElement | null | undefined, name: string) => readValue(textOf(source ?? null, name), site, reader);
  const task: HumanTask = {
    assignee: read(assignment, 'assignee') ?? readPerformers('HumanPerformer', site, reader),
    candidateGroups: read(assignment, 'candidateGroups') ?? readPerformers('PotentialOwner', site, reader),
    candidateUsers: read(assignment, 'candidateUsers'),
    dueDate: read(schedule, 'dueDate'),
    followUpDate: read(schedule, 'followUpDate'),
    priority: read(priority, 'priority'),
    form: readForm(site, reader),
    fourEyes: readFourEyes(site, reader),
    escalations: readEscalations(site, reader),
  };
  const isEmpty = Object.values(task).every((value) => value === null || (Array.isArray(value) && value.length === 0));
  return isEmpty ? null : task;
}

/** The form is found with the version of the procedure; one that a computation names could not be checked with it. */
function readForm({ element }: Site, reader: Reader): string | null {
  const source = extensionOf(element, 'zeebe:FormDefinition');
  const form = ['formId', 'formKey', 'externalReference'].map((name) => textOf(source, name)).find((text) => text !== null) ?? null;
  const isFixed = form?.startsWith('=') !== true && textOf(source, 'bindingType') !== 'versionTag';
  if (isFixed) return form;
  report(
    reader,
    element,
    'attribute-not-executed',
    'Biểu mẫu phải được nêu tên cố định và đi cùng phiên bản của thủ tục',
    'The form has to be named plainly, and goes with the version of the procedure',
  );
  return null;
}

function readFourEyes({ element }: Site, reader: Reader): readonly string[] {
  const others = extensionsOf(element, 'lienthong:FourEyes').map((source) => textOf(source, 'element') ?? '');
  for (const other of others) {
    const place = reader.drawing.places.get(other) ?? -1;
    if (reader.drawing.elements[place]?.type === 'bpmn:UserTask' && other !== element.id) continue;
    report(
      reader,
      element,
      'reference-missing',
      `“${other}” không phải một công việc khác của con người trong quy trình này`,
      `"${other}" is not another user task of this process`,
    );
  }
  return others;
}

function readEscalations({ element }: Site, reader: Reader): HumanTask['escalations'] {
  return extensionsOf(element, 'lienthong:Escalation').map((source) => {
    const [after, toRole] = [textOf(source, 'after') ?? '', textOf(source, 'toRole') ?? ''];
    if (parseLimit(after).kind !== 'limit' || toRole === '')
      report(
        reader,
        element,
        'step-invalid',
        'lienthong:escalation cần after (giờ làm việc, ví dụ PT4H) và toRole',
        'lienthong:escalation needs after (working time such as PT4H) and toRole',
      );
    return { after, toRole };
  });
}
