import type { SubProcess } from '../definition.js';
import { faulted, type ElementBehaviour } from '../engine/behaviour.js';
import { definitionIn, fault, record } from '../engine/run.js';
import { evaluateIn, lookupOf } from '../engine/scope.js';

/** Opens what it contains; an ad-hoc one plans which of its activities begin. BPMN 2.0.2 §13.3.4, §13.3.5. */
export const subProcess: ElementBehaviour<SubProcess> = {
  activate(run, node, active) {
    const definition = definitionIn(run, active.scope);
    if (node.adHoc === null) return { kind: 'opens', contents: node.contents, definition };
    const all = node.adHoc.startable.map((index) => definition.nodes[index]?.id ?? '');
    let chosen: readonly string[] = all;
    if (node.adHoc.activeElements !== null) {
      const result = evaluateIn(run, node.adHoc.activeElements, lookupOf(run, active));
      if (result.kind === 'failed') return faulted(fault('AD_HOC_FAILED', result.vi, result.en));
      const wanted = Array.isArray(result.value) ? result.value : [];
      const strange = wanted.find((id) => !all.includes(String(id)));
      if (!Array.isArray(result.value) || strange !== undefined)
        return faulted(fault('AD_HOC_FAILED', `“${node.name}” không có bước “${String(strange ?? '')}”`, `"${node.name}" has no activity "${String(strange ?? '')}"`));
      chosen = wanted.map(String);
    }
    record(run, { type: 'LoopPlanned', data: { elementKey: active.elementKey, element: node.id, total: chosen.length, items: chosen } });
    return { kind: 'opens', contents: node.contents, definition };
  },
};
