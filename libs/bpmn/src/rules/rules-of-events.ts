import type { RuleText } from './rule-text.js';

/** What an event may be where it stands, links, and handlers beside the flow. */
export const RULES_OF_EVENTS = {
  'event-forbidden': {
    source: '§10.5.2 to §10.5.4, Tables 10.84 to 10.93',
    vi: '{place} không được có định nghĩa {kind}: dùng {allowed}',
    en: '{place} may not have a {kind} definition: use {allowed}',
  },
  'event-definition-count': {
    source: '§10.5.3',
    vi: 'Sự kiện cần {expected}, có {count}',
    en: 'The event needs {expected}, it has {count}',
  },
  'start-incoming': {
    source: '§7.6.1, §10.5.2',
    vi: 'Sự kiện bắt đầu không được có luồng vào: dẫn luồng đến phần tử sau nó',
    en: 'A start event may have no flow in: lead the flow to the element behind it',
  },
  'start-outgoing': {
    source: '§10.5.2',
    vi: 'Sự kiện bắt đầu không dẫn đến đâu: nối nó với bước đầu tiên',
    en: 'The start event leads nowhere: connect it with the first step',
  },
  'start-several': {
    source: '§10.5.2, §13.2',
    vi: 'Chỉ một sự kiện bắt đầu không định nghĩa trong một phạm vi: gộp lại, hoặc cho sự kiện này một định nghĩa',
    en: 'Only one none start event in a scope: merge them, or give this one a definition',
  },
  'sub-process-start': {
    source: '§10.5.2',
    vi: 'Tiểu quy trình nhúng chỉ bắt đầu bằng sự kiện không định nghĩa: bỏ định nghĩa, hoặc đặt triggeredByEvent="true"',
    en: 'An embedded sub-process starts with a none start event only: remove the definition, or set triggeredByEvent="true"',
  },
  'end-outgoing': {
    source: '§7.6.1, §10.5.4',
    vi: 'Sự kiện kết thúc không được có luồng ra: dùng sự kiện trung gian, hoặc bỏ luồng',
    en: 'An end event may have no flow out: use an intermediate event, or remove the flow',
  },
  'boundary-host': {
    source: '§10.5.3, Semantic.xsd tBoundaryEvent',
    vi: 'Sự kiện biên phải gắn vào một hoạt động (attachedToRef)',
    en: 'A boundary event has to be attached to an activity (attachedToRef)',
  },
  'boundary-elsewhere': {
    source: '§10.5.3',
    vi: 'Sự kiện biên phải ở cùng phạm vi với “{host}” mà nó gắn vào: chuyển nó đến đó',
    en: 'A boundary event has to stand in the scope of "{host}" that it is attached to: move it there',
  },
  'boundary-incoming': {
    source: '§10.5.3',
    vi: 'Sự kiện biên không được có luồng vào: dùng sự kiện trung gian trong luồng',
    en: 'A boundary event may have no flow in: use an intermediate event in the flow',
  },
  'boundary-outgoing': {
    source: '§10.5.3',
    vi: 'Sự kiện biên không dẫn đến đâu: nối nó với bước xử lý',
    en: 'The boundary event leads nowhere: connect it with what is to be done',
  },
  'interrupting-required': {
    source: '§10.5.2, §10.5.3, Tables 10.86 and 10.90',
    vi: 'Sự kiện {kind} luôn ngắt: bỏ {attribute}="false"',
    en: 'A {kind} event always interrupts: remove {attribute}="false"',
  },
  'handler-repeated': {
    source: '§10.5.6',
    vi: '“{other}” đã bắt cùng một {kind}: chỉ giữ một nơi bắt',
    en: '"{other}" catches the same {kind} already: keep one of them',
  },
  'link-nameless': {
    source: '§10.5.5, Semantic.xsd tLinkEventDefinition',
    vi: 'Liên kết cần tên để nơi đi và nơi đến nhận ra nhau',
    en: 'A link needs a name by which its two ends know each other',
  },
  'link-target-missing': {
    source: '§10.5.5',
    vi: 'Không có nơi đến của liên kết “{name}” trong cùng phạm vi: thêm sự kiện bắt liên kết cùng tên',
    en: 'Link "{name}" has no target in its scope: add a catching link event of the same name',
  },
  'link-target-repeated': {
    source: '§10.5.5',
    vi: 'Liên kết “{name}” có hai nơi đến: chỉ giữ một',
    en: 'Link "{name}" has two targets: keep one',
  },
  'link-source-missing': {
    source: '§10.5.5',
    vi: 'Không có nơi đi của liên kết “{name}” trong cùng phạm vi: thêm sự kiện ném liên kết cùng tên, hoặc bỏ',
    en: 'Link "{name}" has no source in its scope: add a throwing link event of the same name, or remove it',
  },
  'link-flow': {
    source: '§10.5.3',
    vi: 'Sự kiện {role} liên kết không được có luồng {direction}: liên kết thay cho luồng ấy',
    en: 'A {role} link event may have no flow {direction}: the link stands for it',
  },
  'event-sub-process-flow': {
    source: '§10.3.5',
    vi: 'Tiểu quy trình sự kiện không được có luồng vào hay ra: sự kiện bắt đầu của nó gọi nó',
    en: 'An event sub-process may have no flow in or out: its start event calls it',
  },
  'event-sub-process-start': {
    source: '§10.3.5',
    vi: 'Tiểu quy trình sự kiện cần đúng một sự kiện bắt đầu, có {count}',
    en: 'An event sub-process needs exactly one start event, it has {count}',
  },
  'event-sub-process-trigger': {
    source: '§10.3.5, Table 10.86',
    vi: 'Sự kiện bắt đầu của tiểu quy trình sự kiện phải nói nó chờ gì: thêm định nghĩa sự kiện',
    en: 'The start event of an event sub-process has to say what it waits for: add an event definition',
  },
  'event-sub-process-kind': {
    source: '§10.3.5',
    vi: 'Giao dịch và tiểu quy trình tùy biến không thể do sự kiện gọi: bỏ triggeredByEvent, hoặc dùng tiểu quy trình thường',
    en: 'A transaction or ad-hoc sub-process cannot be triggered by an event: remove triggeredByEvent, or use a plain sub-process',
  },
} as const satisfies Record<string, RuleText>;
