import type { EventKind, Part } from './plan.js';

/** Where an event stands, as the standard's tables of triggers and results name it. */
export type EventPlace = 'start' | 'embeddedStart' | 'handlerStart' | 'catch' | 'boundary' | 'throw' | 'end';

/** BPMN 2.0.2, Tables 10.84, 10.85, 10.86 (start), 10.89 (intermediate in the flow), 10.90 (boundary), 10.88 (end). `none`: without a definition. */
export const ALLOWED: Readonly<Record<EventPlace, readonly (EventKind | 'none')[]>> = {
  start: ['none', 'message', 'timer', 'conditional', 'signal'],
  embeddedStart: ['none'],
  handlerStart: ['message', 'timer', 'error', 'escalation', 'compensation', 'conditional', 'signal'],
  catch: ['message', 'timer', 'conditional', 'link', 'signal'],
  boundary: ['message', 'timer', 'error', 'escalation', 'cancel', 'compensation', 'conditional', 'signal'],
  throw: ['none', 'message', 'escalation', 'compensation', 'link', 'signal'],
  end: ['none', 'message', 'error', 'escalation', 'cancel', 'compensation', 'signal', 'terminate'],
};

export const PLACE_NAMES: Readonly<Record<EventPlace, Readonly<{ vi: string; en: string }>>> = {
  start: { vi: 'Sự kiện bắt đầu quy trình', en: 'The start event of a process' },
  embeddedStart: { vi: 'Sự kiện bắt đầu tiểu quy trình', en: 'The start event of a sub-process' },
  handlerStart: { vi: 'Sự kiện bắt đầu tiểu quy trình sự kiện', en: 'The start event of an event sub-process' },
  catch: { vi: 'Sự kiện trung gian bắt', en: 'A catching intermediate event' },
  boundary: { vi: 'Sự kiện biên', en: 'A boundary event' },
  throw: { vi: 'Sự kiện trung gian ném', en: 'A throwing intermediate event' },
  end: { vi: 'Sự kiện kết thúc', en: 'An end event' },
};

export const KIND_NAMES: Readonly<Record<EventKind, Readonly<{ vi: string; en: string }>>> = {
  message: { vi: 'thông điệp', en: 'message' },
  timer: { vi: 'hẹn giờ', en: 'timer' },
  error: { vi: 'lỗi', en: 'error' },
  escalation: { vi: 'leo thang', en: 'escalation' },
  cancel: { vi: 'hủy', en: 'cancel' },
  compensation: { vi: 'bồi hoàn', en: 'compensation' },
  conditional: { vi: 'điều kiện', en: 'conditional' },
  link: { vi: 'liên kết', en: 'link' },
  signal: { vi: 'tín hiệu', en: 'signal' },
  terminate: { vi: 'chấm dứt', en: 'terminate' },
};

export function placeOf({ type, scope }: Part): EventPlace | null {
  switch (type) {
    case 'bpmn:StartEvent':
      return scope.kind === 'process' ? 'start' : scope.kind === 'event' ? 'handlerStart' : 'embeddedStart';
    case 'bpmn:IntermediateCatchEvent':
      return 'catch';
    case 'bpmn:BoundaryEvent':
      return 'boundary';
    case 'bpmn:IntermediateThrowEvent':
      return 'throw';
    case 'bpmn:EndEvent':
      return 'end';
    default:
      return null;
  }
}
