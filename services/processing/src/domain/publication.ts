import type { Definition, Finding, Model } from '@lienthong/bpmn';
import { instantiatingOf } from './child-dossier.js';

/**
 * What the engine would execute and this service would never begin: here a receipt starts the main process, and a message of the case any
 * other. Nothing is published that then does nothing.
 */
export function neverBegun(model: Model): readonly Finding[] {
  return Object.entries(model.processes).flatMap(([process, definition]) => {
    const starts = instantiatingOf(definition);
    const others = starts.flatMap(({ id, triggers }) => (triggers.some(({ kind }) => kind !== 'message') ? [{ id }] : []));
    return [
      ...others.map(({ id }) => finding(id, 'element-not-executed', 'Hồ sơ bắt đầu khi được tiếp nhận hoặc bởi một tin nhắn; sự kiện này không bắt đầu được hồ sơ nào', 'A dossier begins with its receipt or by a message; this event would begin none')),
      ...(process === model.main && !hasNoneStart(definition)
        ? [finding(process, 'element-not-executed', 'Quy trình chính cần một sự kiện bắt đầu không có điều kiện: hồ sơ được tiếp nhận', 'The main process needs a start event without a trigger: the receipt of a dossier')]
        : []),
      ...(process !== model.main && starts.length > 0 && definition.procedure === null
        ? [finding(process, 'procedure-missing', 'Quy trình được một tin nhắn bắt đầu là hồ sơ thành phần, cần lienthong:procedure riêng', 'A process that a message starts is a child dossier and needs a lienthong:procedure of its own')]
        : []),
    ];
  });
}

/** Who has something to do in the file's procedures. Offices of others have nothing to see of their dossiers; the one-stop unit has all that it took in. */
export function agenciesOf(model: Model): readonly string[] {
  const named = Object.values(model.processes).flatMap(({ procedure, steps }) => [procedure?.owner ?? '', ...steps.map(({ agency }) => agency)]);
  return [...new Set(['one-stop', ...named.filter((agency) => agency !== '')])];
}

const hasNoneStart = ({ contents, nodes }: Definition): boolean =>
  contents.starts.some((index) => {
    const node = nodes[index];
    return node !== undefined && (node.kind === 'startEvent' ? node.triggers.length === 0 : !('instantiates' in node) || !node.instantiates);
  });

const finding = (element: string, rule: Finding['rule'], vi: string, en: string): Finding => ({ element, rule, text: { vi, en } });
