import type { Finding } from '../findings.js';
import { broken } from './broken.js';
import { isActivity, isHandler, isUndoing, type Plan } from './plan.js';

export function checkAdHoc({ scopes }: Plan): readonly Finding[] {
  return scopes
    .filter(({ kind }) => kind === 'adHoc')
    .flatMap(({ element, parts }) => {
      const events = parts.filter(({ type }) => type === 'bpmn:StartEvent' || type === 'bpmn:EndEvent');
      const hasActivity = parts.some((part) => isActivity(part) && !isHandler(part) && !isUndoing(part));
      return [...events.map(({ name }) => broken('ad-hoc-event', element, { event: name })), ...(hasActivity ? [] : [broken('ad-hoc-empty', element)])];
    });
}
