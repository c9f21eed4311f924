import type { Definition, Finding, Model, Procedure } from '@lienthong/bpmn';

type Asked = Readonly<{ element: string; decision: string }>;

/** The decisions that a file asks by name: of its steps, and of its fees. What an expression names is only known as it runs. */
export function askedDecisions({ processes }: Model): readonly Asked[] {
  return Object.values(processes).flatMap(({ nodes, procedure, processId }) => [...askedByNodes(nodes), ...askedByFees(procedure, processId)]);
}

function askedByNodes(nodes: Definition['nodes']): readonly Asked[] {
  return nodes.flatMap((node) => (node.kind === 'businessRuleTask' && typeof node.decision === 'string' ? [{ element: node.id, decision: node.decision }] : []));
}

function askedByFees(procedure: Procedure | null, element: string): readonly Asked[] {
  return (procedure?.fees ?? []).flatMap(({ decision }) => (decision === null ? [] : [{ element, decision }]));
}

/** What nobody has published by the day on which the procedure comes into force: every dossier would stop there. */
export async function unknownDecisions(model: Model, day: string, isInForce: (decision: string, day: string) => Promise<boolean>): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { element, decision } of askedDecisions(model)) {
    if (await isInForce(decision, day)) continue;
    findings.push({
      element, rule: 'reference-missing',
      text: { vi: `Chưa công bố quyết định “${decision}” có hiệu lực từ ${day}`, en: `No decision "${decision}" is published that is in force on ${day}` },
    });
  }
  return findings;
}
