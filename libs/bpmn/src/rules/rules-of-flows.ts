import type { RuleText } from './rule-text.js';

/** Sequence flows, gateways, and what a token can get to. */
export const RULES_OF_FLOWS = {
  'flow-crosses-scope': {
    source: '§7.6.1, §10.3.5',
    vi: 'Luồng không được đi qua biên của tiểu quy trình: nối hai phần tử trong cùng một phạm vi, hoặc dùng sự kiện',
    en: 'A sequence flow cannot cross the border of a sub-process: connect two elements of one scope, or use an event',
  },
  'flow-crosses-pool': {
    source: '§7.6.1, §9.3',
    vi: 'Luồng không được nối hai bên tham gia: dùng luồng thông điệp',
    en: 'A sequence flow cannot connect two pools: use a message flow',
  },
  'flow-not-immediate': {
    source: '§8.4.13',
    vi: 'isImmediate="false" chỉ dành cho quy trình không thực hiện: bỏ thuộc tính này',
    en: 'isImmediate="false" is only for processes that are not executed: remove it',
  },
  'condition-forbidden': {
    source: '§8.4.13, §10.6.4, §10.6.6',
    vi: 'Luồng đi ra từ {source} không được có điều kiện: bỏ điều kiện, hoặc đặt một cổng loại trừ ở giữa',
    en: 'A flow out of {source} may not have a condition: remove it, or put an exclusive gateway between',
  },
  'condition-alone': {
    source: '§8.4.13',
    vi: 'Hoạt động có luồng điều kiện thì phải có ít nhất một luồng khác đi ra: thêm lối đi khi điều kiện sai',
    en: 'An activity with a conditional flow needs at least one other way out: add the way for when the condition is false',
  },
  'condition-missing': {
    source: '§10.6.2, §13.4.2',
    vi: 'Lối ra của cổng loại trừ không có điều kiện và không phải mặc định: ghi điều kiện, hoặc đặt làm luồng mặc định (default)',
    en: 'A way out of an exclusive gateway has no condition and is not the default: give it a condition or make it the default',
  },
  'default-missing': {
    source: '§10.6.2, §10.6.3, §13.4',
    vi: 'Mọi điều kiện đều có thể sai cùng lúc: đặt một lối ra làm luồng mặc định (default)',
    en: 'All the conditions may be false at once: make one way out the default',
  },
  'default-foreign': {
    source: '§10.6.2, §8.4.13',
    vi: 'Luồng mặc định “{flow}” không đi ra từ phần tử này: chọn một luồng đi ra',
    en: 'The default flow "{flow}" does not leave this element: choose one that does',
  },
  'gateway-direction': {
    source: '§8.4.9',
    vi: 'gatewayDirection="{direction}" không hợp với {incoming} luồng vào và {outgoing} luồng ra: sửa hoặc bỏ thuộc tính',
    en: 'gatewayDirection="{direction}" contradicts {incoming} flows in and {outgoing} flows out: correct or remove it',
  },
  'activation-missing': {
    source: '§10.6.5',
    vi: 'Cổng phức hợp gộp nhiều luồng cần activationCondition: ghi khi nào nó đi tiếp',
    en: 'A complex gateway that joins flows needs an activationCondition: say when it goes on',
  },
  'event-gateway-ways': {
    source: '§10.6.6',
    vi: 'Cổng theo sự kiện cần ít nhất hai luồng ra, có {count}',
    en: 'An event-based gateway needs at least two flows out, it has {count}',
  },
  'event-gateway-target': {
    source: '§10.6.6',
    vi: '“{target}” không thể đứng sau cổng theo sự kiện: chỉ sự kiện trung gian nhận thông điệp, tín hiệu, hẹn giờ, điều kiện, hoặc công việc nhận',
    en: '"{target}" cannot follow an event-based gateway: only message, signal, timer and conditional catch events or receive tasks can',
  },
  'event-gateway-mixed': {
    source: '§10.6.6',
    vi: 'Sau một cổng theo sự kiện không được vừa có sự kiện nhận thông điệp vừa có công việc nhận: chọn một loại',
    en: 'Behind one event-based gateway there may not be both message events and receive tasks: choose one kind',
  },
  'event-gateway-shared': {
    source: '§10.6.6',
    vi: 'Phần tử sau cổng theo sự kiện không được có luồng vào khác: gộp các luồng ở phía sau nó',
    en: 'An element behind an event-based gateway may have no other flow in: merge behind it',
  },
  'event-gateway-boundary': {
    source: '§10.6.6',
    vi: 'Công việc nhận sau cổng theo sự kiện không được gắn sự kiện biên: thêm một lối ra cho cổng thay vào đó',
    en: 'A receive task behind an event-based gateway may have no boundary events: give the gateway another way out instead',
  },
  'event-gateway-type': {
    source: '§10.6.6',
    vi: 'eventGatewayType="Parallel" chỉ dành cho cổng khởi tạo quy trình (instantiate="true")',
    en: 'eventGatewayType="Parallel" is only for a gateway that instantiates the process (instantiate="true")',
  },
  'instantiation-forbidden': {
    source: '§10.3.3, §10.6.6, §13.2',
    vi: 'Phần tử khởi tạo quy trình (instantiate="true") phải đứng ngay trong quy trình, không có luồng vào hoặc chỉ một luồng từ sự kiện bắt đầu không định nghĩa',
    en: 'What instantiates the process (instantiate="true") has to stand in the process itself, with no flow in or one from a none start event',
  },
  unreachable: {
    source: '§10.5.2, §13.2',
    vi: 'Không gì dẫn đến phần tử này: nối nó với phần còn lại, hoặc bỏ đi',
    en: 'Nothing leads to this element: connect it with the rest, or remove it',
  },
} as const satisfies Record<string, RuleText>;
