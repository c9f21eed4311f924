/** How far the engine goes with one part of the standard: executed, with the spec that shows it; or refused, with the rule that says so. */
export type Support = Readonly<{
  group: 'Activities' | 'Gateways' | 'Events' | 'Data and the rest';
  /** As the standard calls it. */
  element: string;
  section: string;
  how: Readonly<{ kind: 'executed'; spec: string; title: string }> | Readonly<{ kind: 'refused'; rule: string }>;
}>;

const executed = (group: Support['group'], element: string, section: string, spec: string, title: string): Support => ({ group, element, section, how: { kind: 'executed', spec, title } });

/** The table of the docs is made of these rows (`SUPPORT.md`, kept equal by support.spec.ts). `title` is the describe block of the spec. */
export const SUPPORT: readonly Support[] = [
  executed('Activities', 'Abstract task, manual task', '13.3.3', 'plain-task.spec.ts', 'task and manual task'),
  executed('Activities', 'Service task', '13.3.3', 'service-task.spec.ts', 'service task'),
  executed('Activities', 'User task', '13.3.3', 'user-task.spec.ts', 'user task'),
  executed('Activities', 'Send task', '13.3.3', 'send-and-receive.spec.ts', 'send task'),
  executed('Activities', 'Receive task', '13.3.3', 'send-and-receive.spec.ts', 'receive task'),
  executed('Activities', 'Receive task that starts the process', '13.3.3', 'starts.spec.ts', 'instantiating receive task'),
  executed('Activities', 'Script task (FEEL)', '13.3.3', 'script-task.spec.ts', 'script task'),
  executed('Activities', 'Business rule task', '13.3.3', 'business-rule-task.spec.ts', 'business rule task'),
  executed('Activities', 'Embedded sub-process', '13.3.4', 'sub-process.spec.ts', 'embedded sub-process'),
  executed('Activities', 'Event sub-process, interrupting', '13.5.4', 'event-sub-process.spec.ts', 'interrupting event sub-process'),
  executed('Activities', 'Event sub-process, not interrupting', '13.5.4', 'event-sub-process.spec.ts', 'event sub-process that does not interrupt'),
  executed('Activities', 'Transaction, cancel end and cancel boundary event', '13.3.4', 'transaction.spec.ts', 'transaction'),
  executed('Activities', 'Ad-hoc sub-process, parallel, completion condition', '13.3.5', 'ad-hoc-sub-process.spec.ts', 'parallel ad-hoc sub-process'),
  executed('Activities', 'Ad-hoc sub-process, sequential', '13.3.5', 'ad-hoc-sub-process.spec.ts', 'sequential ad-hoc sub-process'),
  executed('Activities', 'Call activity', '13.3.6', 'call-activity.spec.ts', 'call activity'),
  executed('Activities', 'Call activity: versions bound by latest, by deployment, by tag', '13.3.6', 'call-bindings.spec.ts', 'versions of a called process'),
  executed('Activities', 'Call activity: several levels', '13.3.6', 'call-bindings.spec.ts', 'calls within calls'),
  executed('Activities', 'Standard loop: test before, test after, maximum', '13.3.7', 'standard-loop.spec.ts', 'standard loop'),
  executed('Activities', 'Multi-instance, parallel: collection, completion condition', '13.3.7', 'multi-instance.spec.ts', 'parallel multi-instance'),
  executed('Activities', 'Multi-instance, sequential: cardinality', '13.3.7', 'multi-instance.spec.ts', 'sequential multi-instance'),
  executed('Activities', 'Multi-instance behaviours None, One, All, Complex', '13.3.7', 'multi-instance.spec.ts', 'multi-instance behaviours'),
  executed('Activities', 'Start quantity', '13.3.2', 'quantities.spec.ts', 'start quantity'),
  executed('Activities', 'Completion quantity', '13.3.2', 'quantities.spec.ts', 'completion quantity'),
  executed('Activities', 'Compensation handlers', '13.5.5', 'compensation.spec.ts', 'compensation'),
  executed('Gateways', 'Exclusive gateway', '13.4.2', 'exclusive-gateway.spec.ts', 'exclusive gateway'),
  executed('Gateways', 'Inclusive gateway', '13.4.3', 'inclusive-gateway.spec.ts', 'inclusive gateway'),
  executed('Gateways', 'Parallel gateway', '13.4.1', 'parallel-gateway.spec.ts', 'parallel gateway'),
  executed('Gateways', 'Event-based gateway', '13.4.4', 'event-based-gateway.spec.ts', 'event-based gateway'),
  executed('Gateways', 'Event-based gateway that starts the process, exclusive and parallel', '13.4.4', 'starts.spec.ts', 'instantiating event-based gateway'),
  executed('Gateways', 'Complex gateway', '13.4.5', 'complex-gateway.spec.ts', 'complex gateway'),
  executed('Events', 'None events', '13.5', 'link-and-terminate.spec.ts', 'none events'),
  executed('Events', 'Message start event', '13.5.1', 'starts.spec.ts', 'message start event'),
  executed('Events', 'Timer, signal and conditional start events', '13.5.1', 'participants-and-lanes.spec.ts', 'timer, signal and conditional start events'),
  executed('Events', 'Message catch event, correlation', '13.5.2', 'message-events.spec.ts', 'message catch event'),
  executed('Events', 'Message throw and end event', '13.5.3', 'message-events.spec.ts', 'message throw and end event'),
  executed('Events', 'Message boundary event', '13.5.3', 'message-events.spec.ts', 'message boundary event'),
  executed('Events', 'Timer catch event: duration, date', '13.5.2', 'timer-events.spec.ts', 'timer catch event'),
  executed('Events', 'Timer boundary event: cycle', '13.5.3', 'timer-events.spec.ts', 'timer boundary event'),
  executed('Events', 'Timer boundary event: duration', '13.5.3', 'boundary-events.spec.ts', 'timer boundary event of a duration'),
  executed('Events', 'Signal events', '13.5', 'signal-events.spec.ts', 'signal events'),
  executed('Events', 'Signal boundary event', '13.5.3', 'boundary-events.spec.ts', 'signal boundary event'),
  executed('Events', 'Conditional boundary event, interrupting', '13.5.3', 'boundary-events.spec.ts', 'conditional boundary event, interrupting'),
  executed('Events', 'Error boundary event of a job', '13.5.5', 'boundary-events.spec.ts', 'error boundary event of a job'),
  executed('Events', 'Error end and boundary events', '13.5.5', 'error-and-escalation.spec.ts', 'error end event'),
  executed('Events', 'Escalation events', '13.5.5', 'error-and-escalation.spec.ts', 'escalation events'),
  executed('Events', 'Conditional events', '13.5', 'conditional-events.spec.ts', 'conditional events'),
  executed('Events', 'Event sub-process start: timer', '13.5.4', 'event-sub-process-starts.spec.ts', 'event sub-process that a timer starts'),
  executed('Events', 'Event sub-process start: signal', '13.5.4', 'event-sub-process-starts.spec.ts', 'event sub-process that a signal starts'),
  executed('Events', 'Event sub-process start: condition', '13.5.4', 'event-sub-process-starts.spec.ts', 'event sub-process that a condition starts'),
  executed('Events', 'Event sub-process start: error', '13.5.4', 'event-sub-process-starts.spec.ts', 'event sub-process that an error starts'),
  executed('Events', 'Event sub-process start: escalation', '13.5.4', 'event-sub-process-starts.spec.ts', 'event sub-process that an escalation starts'),
  executed('Events', 'Link events', '13.5', 'link-and-terminate.spec.ts', 'link events'),
  executed('Events', 'Terminate end event', '13.5.6', 'link-and-terminate.spec.ts', 'terminate end event'),
  executed('Events', 'Multiple events', '13.5', 'multiple-events.spec.ts', 'multiple event'),
  executed('Events', 'Parallel multiple events', '13.5', 'multiple-events.spec.ts', 'parallel multiple event'),
  executed('Events', 'Parallel multiple start event', '13.5.1', 'starts.spec.ts', 'parallel multiple start event'),
  executed('Data and the rest', 'Data objects, data associations', '10.4', 'data.spec.ts', 'data objects and associations'),
  executed('Data and the rest', 'Local scopes, input and output mappings', '10.4', 'data.spec.ts', 'local scopes'),
  executed('Data and the rest', 'One variable of parallel branches, accumulating', '10.4', 'participants-and-lanes.spec.ts', 'one variable of parallel branches'),
  executed('Data and the rest', 'Lanes', '10.7', 'participants-and-lanes.spec.ts', 'lanes'),
  executed('Data and the rest', 'Several participants in one file', '9.2', 'participants-and-lanes.spec.ts', 'several participants'),
  { group: 'Data and the rest', element: 'Choreographies, conversations, global tasks', section: '11', how: { kind: 'refused', rule: 'element-not-executed' } },
  { group: 'Data and the rest', element: 'Script in another language than FEEL', section: '10.3.3', how: { kind: 'refused', rule: 'expression-language' } },
  { group: 'Data and the rest', element: 'Anything else that would have an effect and is not executed', section: '', how: { kind: 'refused', rule: 'attribute-not-executed' } },
];

export function renderSupport(rows: readonly Support[]): string {
  const groups = [...new Set(rows.map(({ group }) => group))];
  const tables = groups.map((group) => {
    const lines = rows.filter((row) => row.group === group).map(({ element, section, how }) =>
      how.kind === 'executed'
        ? `| ${element} | ${section === '' ? '' : `§${section}`} | executed: [${how.title}](src/conformance/${how.spec}) |`
        : `| ${element} | ${section === '' ? '' : `§${section}`} | refused at publication: \`${how.rule}\` |`);
    return [`## ${group}`, '', '| element | BPMN 2.0.2 | |', '|---|---|---|', ...lines].join('\n');
  });
  return ['# What of BPMN 2.0.2 is executed', '', 'Made from `src/conformance/spec-support.ts`: `UPDATE_SUPPORT=1 npm test -- libs/bpmn/dist/conformance/support`.', '', ...tables.join('\n\n').split('\n'), ''].join('\n');
}
