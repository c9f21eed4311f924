import type { Boxed, DecisionTable } from '../boxed.js';
import type { DecisionModel } from '../model.js';
import type { DecisionChange, Told } from './decision-change.js';
import { rulesDiffer } from './rule-difference.js';


type Holder = Readonly<{ id: string; name: string; typeRef: string | null; logic: Boxed | null }>;

/** Two versions of a model, compared by ids: decisions, knowledge models and their rules, inputs and types. */
export function differenceOfModels(before: DecisionModel, after: DecisionModel): readonly DecisionChange[] {
  const changes: DecisionChange[] = [];
  const tell: Told = (kind, element, vi, en) => void changes.push({ kind, element, text: { vi, en } });
  paired(before.inputs, after.inputs, ({ id }) => id, (one, other) => {
    if (one === undefined && other !== undefined) tell('added', other.id, `Thêm dữ liệu đầu vào “${other.name}”`, `Input "${other.name}" is new`);
    else if (one !== undefined && other === undefined) tell('removed', one.id, `Bỏ dữ liệu đầu vào “${one.name}”`, `Input "${one.name}" is gone`);
    else if (one !== undefined && other !== undefined && (one.name !== other.name || one.typeRef !== other.typeRef))
      tell('changed', other.id, `Dữ liệu đầu vào “${one.name}” (${one.typeRef ?? '–'}) thành “${other.name}” (${other.typeRef ?? '–'})`, `Input "${one.name}" (${one.typeRef ?? '–'}) is now "${other.name}" (${other.typeRef ?? '–'})`);
  });
  paired([...before.decisions, ...before.bkms], [...after.decisions, ...after.bkms], ({ id }) => id, (one, other) => holdersDiffer(one, other, tell));
  paired(before.items, after.items, ({ name }) => name, (one, other) => {
    const name = (other ?? one)?.name ?? '';
    if (JSON.stringify(one) !== JSON.stringify(other)) tell(one === undefined ? 'added' : other === undefined ? 'removed' : 'changed', name, `Kiểu dữ liệu “${name}” ${one === undefined ? 'là mới' : other === undefined ? 'bị bỏ' : 'thay đổi'}`, `Type "${name}" ${one === undefined ? 'is new' : other === undefined ? 'is gone' : 'is different'}`);
  });
  paired(before.services, after.services, ({ id }) => id, (one, other) => {
    const { id = '', name = '' } = other ?? one ?? {};
    if (JSON.stringify(one) !== JSON.stringify(other)) tell(one === undefined ? 'added' : other === undefined ? 'removed' : 'changed', id, `Dịch vụ “${name}” ${one === undefined ? 'là mới' : other === undefined ? 'bị bỏ' : 'thay đổi'}`, `Service "${name}" ${one === undefined ? 'is new' : other === undefined ? 'is gone' : 'is different'}`);
  });
  return changes;
}

function holdersDiffer(one: Holder | undefined, other: Holder | undefined, tell: Told): void {
  if (one === undefined) {
    if (other !== undefined) tell('added', other.id, `Thêm quyết định “${other.name}”`, `Decision "${other.name}" is new`);
    return;
  }
  if (other === undefined) return tell('removed', one.id, `Bỏ quyết định “${one.name}”`, `Decision "${one.name}" is gone`);
  if (one.name !== other.name) tell('changed', other.id, `Quyết định “${one.name}” đổi tên thành “${other.name}”`, `Decision "${one.name}" is now called "${other.name}"`);
  const [was, is] = [tableOf(one.logic), tableOf(other.logic)];
  if (was !== null && is !== null) return tablesDiffer(other.name, was, is, tell);
  const [from, to] = [writtenLogic(one.logic), writtenLogic(other.logic)];
  if (from === to) return;
  const isTold = from.length + to.length <= MOST_SHOWN;
  tell('changed', other.id, `“${other.name}” được tính khác${isTold ? `: “${from}” thành “${to}”` : ''}`, `"${other.name}" is worked out differently${isTold ? `: "${from}" is now "${to}"` : ''}`);
}

/** More of an expression is no sentence any more. */
const MOST_SHOWN = 400;

const tableOf = (logic: Boxed | null): DecisionTable | null => (logic?.kind === 'table' ? logic.table : logic?.kind === 'function' ? tableOf(logic.body) : null);
const writtenLogic = (logic: Boxed | null): string => (logic === null ? '' : logic.kind === 'literal' ? logic.text.trim() : JSON.stringify(logic));

function tablesDiffer(name: string, was: DecisionTable, is: DecisionTable, tell: Told): void {
  const policies = [was, is].map(({ hitPolicy, aggregation }) => [hitPolicy, aggregation].filter((part) => part !== null).join(' '));
  if (policies[0] !== policies[1]) tell('changed', is.id, `“${name}”: cách chọn dòng đổi từ ${policies[0]} thành ${policies[1]}`, `"${name}": the hit policy is now ${policies[1]}, it was ${policies[0]}`);
  const columns = [was, is].map(({ inputs, outputs }) => JSON.stringify([inputs.map(({ expression, typeRef, values }) => [expression, typeRef, values]), outputs.map(({ name: output, typeRef, values, defaultEntry }) => [output, typeRef, values, defaultEntry])]));
  if (columns[0] !== columns[1]) tell('changed', is.id, `“${name}”: các cột của bảng thay đổi`, `"${name}": the columns of the table are different`);
  rulesDiffer(name, was, is, tell);
}

/** Each id once, in the order of the newer list, what is gone at the end. */
function paired<Each>(before: readonly Each[], after: readonly Each[], idOf: (each: Each) => string, take: (one: Each | undefined, other: Each | undefined) => void): void {
  const [olds, news] = [before, after].map((list) => new Map(list.map((each) => [idOf(each), each])));
  for (const [id, other] of news ?? []) take(olds?.get(id), other);
  for (const [id, one] of olds ?? []) if (news?.has(id) !== true) take(one, undefined);
}
