import type { RuleText } from './rule-text.js';

/** Transactions, compensation, loops, ad-hoc sub-processes, and what stands around the flow. */
export const RULES_OF_ACTIVITIES = {
  'cancel-place': {
    source: '§10.3.5, §10.5.3, §10.5.4',
    vi: 'Hủy chỉ có trong giao dịch hoặc trên biên của giao dịch: dùng bpmn:transaction, hoặc định nghĩa khác',
    en: 'Cancel is only for the inside of a transaction or its border: use bpmn:transaction, or another definition',
  },
  'compensation-start-place': {
    source: '§10.5.2, §10.7.1',
    vi: 'Không ai bồi hoàn được cả quy trình: đặt tiểu quy trình bồi hoàn vào trong tiểu quy trình mà nó hoàn tác',
    en: 'Nobody can compensate the process itself: put the compensation handler into the sub-process that it undoes',
  },
  'compensation-handler-missing': {
    source: '§10.7.1',
    vi: 'Sự kiện biên bồi hoàn cần nối (association) với một hoạt động có isForCompensation="true"',
    en: 'A compensation boundary event has to be associated with an activity that has isForCompensation="true"',
  },
  'compensation-handler-several': {
    source: '§10.7.1',
    vi: 'Sự kiện biên bồi hoàn chỉ nối với một hoạt động: dùng tiểu quy trình nếu cần nhiều bước',
    en: 'A compensation boundary event has one handler: use a sub-process where several steps are needed',
  },
  'compensation-handler-unmarked': {
    source: '§10.7.1',
    vi: 'Hoạt động bồi hoàn phải có isForCompensation="true"',
    en: 'A compensation handler has to have isForCompensation="true"',
  },
  'compensation-handler-elsewhere': {
    source: '§10.7.1',
    vi: 'Hoạt động bồi hoàn phải ở cùng phạm vi với sự kiện biên “{boundary}”',
    en: 'A compensation handler has to stand in the scope of its boundary event "{boundary}"',
  },
  'compensation-handler-flow': {
    source: '§10.7.1',
    vi: 'Hoạt động bồi hoàn không được có luồng vào hay ra: bỏ luồng, hoặc bỏ isForCompensation',
    en: 'A compensation handler may have no sequence flows: remove them, or isForCompensation',
  },
  'compensation-handler-orphan': {
    source: '§10.7.1',
    vi: 'Không sự kiện biên bồi hoàn nào nối với hoạt động này: nối lại, hoặc bỏ isForCompensation',
    en: 'No compensation boundary event is associated with this activity: connect one, or remove isForCompensation',
  },
  'compensation-boundary-flow': {
    source: '§10.5.3',
    vi: 'Sự kiện biên bồi hoàn không được có luồng ra: nối nó với hoạt động bồi hoàn bằng association',
    en: 'A compensation boundary event may have no flow out: associate it with its handler',
  },
  'compensation-activity': {
    source: '§10.5.5, §10.7.2',
    vi: '“{activity}” không thuộc phạm vi mà sự kiện này bồi hoàn được',
    en: '"{activity}" is not in a scope that this event can compensate',
  },
  'loop-endless': {
    source: '§10.3.8, §13.3.6',
    vi: 'Vòng lặp không bao giờ dừng: thêm loopCondition hoặc loopMaximum',
    en: 'The loop never ends: add a loopCondition or a loopMaximum',
  },
  'loop-event-forbidden': {
    source: '§10.3.8, §10.5.4',
    vi: 'Vòng lặp nhiều bản không thể ném {kind}: dùng thông điệp, tín hiệu, leo thang, lỗi hoặc bồi hoàn',
    en: 'A multi-instance loop cannot throw a {kind}: use a message, signal, escalation, error or compensation',
  },
  'loop-count-invalid': {
    source: '§10.3.8, §13.3.6, §13.3.7',
    vi: '{attribute}="{value}" phải là số nguyên từ {least} trở lên',
    en: '{attribute}="{value}" has to be a whole number of at least {least}',
  },
  'ad-hoc-event': {
    source: '§10.3.5',
    vi: 'Tiểu quy trình tùy biến không được chứa sự kiện bắt đầu hay kết thúc: bỏ “{event}”',
    en: 'An ad-hoc sub-process may not contain start or end events: remove "{event}"',
  },
  'ad-hoc-empty': {
    source: '§10.3.5',
    vi: 'Tiểu quy trình tùy biến cần ít nhất một hoạt động',
    en: 'An ad-hoc sub-process needs at least one activity',
  },
  'connection-incomplete': {
    source: 'Semantic.xsd tAssociation, tMessageFlow',
    vi: 'Đường nối thiếu {end}',
    en: 'The connection lacks its {end}',
  },
  'message-flow-within': {
    source: '§7.6.2, §9.3',
    vi: 'Luồng thông điệp phải nối hai bên tham gia khác nhau: trong một bên dùng luồng thường',
    en: 'A message flow has to connect two different pools: within one use a sequence flow',
  },
  'message-flow-end': {
    source: '§7.6.2',
    vi: '“{node}” không thể {role} thông điệp',
    en: '"{node}" cannot {role} a message',
  },
  'participant-multiplicity': {
    source: '§9.3, Table 9.3',
    vi: 'Số bên tham gia tối đa phải từ 1 và không nhỏ hơn số tối thiểu',
    en: 'The maximum of participants has to be at least 1 and not below the minimum',
  },
  'lane-foreign': {
    source: '§10.8',
    vi: 'Làn chứa “{node}” của quy trình khác: bỏ khỏi flowNodeRef',
    en: 'The lane holds "{node}" of another process: remove it from flowNodeRef',
  },
  'lane-shared': {
    source: '§10.8',
    vi: '“{node}” nằm trong hai làn cùng nhóm: chỉ giữ một',
    en: '"{node}" stands in two lanes of one set: keep it in one',
  },
  'data-reference-empty': {
    source: '§10.4.1',
    vi: 'Tham chiếu dữ liệu không chỉ đến dữ liệu nào (dataObjectRef)',
    en: 'The data object reference refers to no data object (dataObjectRef)',
  },
  'data-out-of-sight': {
    source: '§10.4.1',
    vi: '“{data}” nằm trong tiểu quy trình khác nên không thấy được từ đây: chuyển nó ra phạm vi chung',
    en: '"{data}" stands in another sub-process and cannot be seen from here: move it to a scope that both share',
  },
} as const satisfies Record<string, RuleText>;
