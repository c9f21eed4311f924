import { AGENCY } from '../workers/five-steps.js';

/** As many as one province's catalogue of one ministry's sectors has; generated, nothing in them is real. */
export const CATALOGUE_SIZE = 527;

const ACTS: readonly (readonly [string, string])[] = [
  ['Cấp', 'Issue of'], ['Cấp lại', 'Re-issue of'], ['Gia hạn', 'Extension of'], ['Điều chỉnh', 'Change of'], ['Thu hồi', 'Withdrawal of'], ['Xác nhận', 'Confirmation of'], ['Công bố', 'Announcement of'], ['Đăng ký', 'Registration of'],
];
const MATTERS: readonly (readonly [string, string])[] = [
  ['giấy phép xây dựng', 'a construction permit'], ['giấy chứng nhận quyền sử dụng đất', 'a land-use certificate'], ['chứng chỉ hành nghề', 'a practising certificate'], ['giấy phép kinh doanh', 'a business permit'],
  ['giấy phép môi trường', 'an environmental permit'], ['giấy phép vận tải', 'a transport permit'], ['lịch sử cư trú', 'a record of residence'], ['giấy phép khai thác nước', 'a permit to draw water'],
  ['giấy phép quảng cáo', 'an advertising permit'], ['điều kiện an toàn thực phẩm', 'food safety conditions'], ['cơ sở khám chữa bệnh', 'a medical facility'], ['trường mầm non tư thục', 'a private kindergarten'],
];

type Dice = (below: number) => number;

/** Small, and the same for the same number. */
function diceOf(seed: number): Dice {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export const catalogueCode = (index: number): string => `9.6${String(index).padStart(5, '0')}`;

/** Act, matter and a running number: what people look for. */
export function catalogueName(index: number): Readonly<{ vi: string; en: string }> {
  const [act, matter] = [ACTS[index % ACTS.length], MATTERS[Math.floor(index / ACTS.length) % MATTERS.length]];
  return { vi: `${act?.[0]} ${matter?.[0]} (mẫu ${index})`, en: `${act?.[1]} ${matter?.[1]} (sample ${index})` };
}

type Block = Readonly<{ xml: string; first: string; last: string }>;

const flow = (from: string, to: string, condition = ''): string =>
  `<bpmn:sequenceFlow id="${from}--${to}" sourceRef="${from}" targetRef="${to}">${condition === '' ? '' : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=${condition}</bpmn:conditionExpression>`}</bpmn:sequenceFlow>`;

const stepWords = '<lienthong:reason vi="Chờ xử lý (mẫu)" en="Waiting (sample)" />';

function serviceTask(id: string, limitHours: number): Block {
  return {
    first: id, last: id,
    xml: `<bpmn:serviceTask id="${id}" name="Thẩm định ${id}"><bpmn:extensionElements><zeebe:taskDefinition type="sample.appraise" /><lienthong:assignment agency="${AGENCY}" /><lienthong:step number="1" limit="PT${limitHours}H" counts="true" />${stepWords}<lienthong:name en="Appraisal ${id}" /></bpmn:extensionElements></bpmn:serviceTask>`,
  };
}

function userTask(id: string, limitHours: number): Block {
  return {
    first: id, last: id,
    xml: `<bpmn:userTask id="${id}" name="Trình ký ${id}"><bpmn:extensionElements><zeebe:userTask /><lienthong:assignment agency="${AGENCY}" role="officer" /><lienthong:step number="1" limit="PT${limitHours}H" counts="true" />${stepWords}<lienthong:name en="Sign ${id}" /></bpmn:extensionElements></bpmn:userTask>`,
  };
}

/** Two to four branches side by side, or one of two by a condition. */
function branches(id: string, roll: Dice, isParallel: boolean): Block {
  const [split, join] = [`${id}-split`, `${id}-join`];
  const count = isParallel ? 2 + roll(3) : 2;
  const gateway = isParallel ? 'parallelGateway' : 'exclusiveGateway';
  const inner = Array.from({ length: count }, (_, index) => serviceTask(`${id}-b${index}`, 1 + roll(5)));
  const last = inner.at(-1)?.first ?? '';
  const condition = (index: number): string => (isParallel || index === count - 1 ? '' : `contractPrice &gt; ${1_000 * (roll(50) + 1)}`);
  const xml = inner.map((block, index) => block.xml + flow(split, block.first, condition(index)) + flow(block.last, join)).join('');
  return { first: split, last: join, xml: `<bpmn:${gateway} id="${split}"${isParallel ? '' : ` default="${split}--${last}"`} /><bpmn:${gateway} id="${join}" />${xml}` };
}

function subProcess(id: string, roll: Dice): Block {
  const inner = serviceTask(`${id}-work`, 1 + roll(5));
  const contents = `<bpmn:startEvent id="${id}-in" />${inner.xml}<bpmn:endEvent id="${id}-out" />${flow(`${id}-in`, inner.first)}${flow(inner.last, `${id}-out`)}`;
  return { first: id, last: id, xml: `<bpmn:subProcess id="${id}" name="Lấy ý kiến ${id}">${contents}</bpmn:subProcess>` };
}

const block = (id: string, roll: Dice): Block => [() => serviceTask(id, 1 + roll(5)), () => userTask(id, 1 + roll(5)), () => branches(id, roll, true), () => branches(id, roll, false), () => subProcess(id, roll)][roll(5)]!();

/** Three to twelve blocks of varied kind between receipt and end, with papers and fees of its own. */
export function catalogueModel(index: number): string {
  const roll = diceOf(index + 1);
  const { vi, en } = catalogueName(index);
  const blocks = [serviceTask('check', 4), ...Array.from({ length: 2 + roll(10) }, (_, place) => block(`s${place}`, roll))];
  const ends = [{ first: '', last: 'received' }, ...blocks, { first: 'done', last: '' }];
  const flows = ends.slice(1).map((next, place) => flow(ends[place]?.last ?? '', next.first)).join('');
  const components = Array.from({ length: 1 + roll(6) }, (_, place) => `<lienthong:component code="TP${place + 1}" nameVi="Giấy tờ ${place + 1}" nameEn="Paper ${place + 1}" mandatory="${place === 0}" originals="1" copies="0" />`).join('');
  const fee = roll(2) === 0 ? '' : `<lienthong:fee code="P1" nameVi="Phí thẩm định (mẫu)" nameEn="Appraisal fee (sample)" amount="${1_000 * (1 + roll(500))}" />`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:lienthong="urn:lienthong:bpmn:1" id="file-${index}" targetNamespace="urn:lienthong:sample">
<bpmn:process id="sample-${index}" isExecutable="true"><bpmn:extensionElements><lienthong:procedure code="${catalogueCode(index)}" nameVi="${vi}" nameEn="${en}" effectiveFrom="2026-11-01" limit="P10D" calendar="vn-h56-2026" owner="one-stop"><lienthong:variable name="contractPrice" />${components}${fee}</lienthong:procedure></bpmn:extensionElements>
<bpmn:startEvent id="received" />${blocks.map(({ xml }) => xml).join('')}<bpmn:endEvent id="done" name="Xong (mẫu)" />${flows}</bpmn:process></bpmn:definitions>`;
}
