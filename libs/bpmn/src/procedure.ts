import { parseLimit, type CalendarBook, type TacitOutcome, type WarningPoint } from '@lienthong/calendar';
import { readCounting, readTacit, type Check, type Counting } from './counting.js';
import { finding, type Finding } from './findings.js';
import type { Text } from './instance.js';
import { MOST_LETTERS, readLetter, type Letter } from './letter/letter.js';
import { childrenOf, extensionOf, textOf, type ModelElement } from './model.js';
import { readPublicity, type Publicity } from './publicity.js';
import { isDay } from './timer.js';
import { readWarningPoints } from './warning-points.js';

/** What the catalogue says of the procedure; intake prints a receipt from it. */
export type Procedure = Readonly<{
  code: string;
  name: Text;
  effectiveFrom: string;
  /** The legal limit, e.g. `P10D`. */
  limit: string;
  /** Which law gives the limit; absent where the procedure does not say. */
  limitBasis?: Text;
  /** How it counts: days, channels, hours. */
  counting: Counting;
  /** What silence until the due date means; null where it means nothing. */
  tacit: TacitOutcome | null;
  calendar: string;
  /** The agency that answers for the procedure, and for incidents that belong to no step. */
  owner: string;
  /** What StartInstance has to bring. */
  variables: readonly string[];
  components: readonly Component[];
  fees: readonly Fee[];
  letters: readonly Letter[];
  /** What the public is told beside; absent where the procedure does not say. */
  publicity?: Publicity;
  /** When somebody is told that a date comes near or has passed: the dossier's, and that of each step that says nothing itself. Absent: as usual. */
  warnings?: readonly WarningPoint[];
}>;
export type Component = Readonly<{ code: string; name: Text; mandatory: boolean; originals: number; copies: number; form: string | null }>;
/** `amount` is integer đồng; where a published decision says how much, its id is `decision` and `amount` 0. */
export type Fee = Readonly<{ code: string; name: Text; amount: number; decision: string | null }>;

const CODE = /^\d\.\d{6}$/;
export const AGENCY = /^[a-z][a-z-]{1,40}$/;
export const VARIABLE = /^[\p{L}_][\p{L}\p{M}\p{N}_ ]{0,99}$/u;
const WHOLE = /^\d{1,15}$/;

/** English is as the law is called in Vietnamese where the procedure does not say it. */
function basisOf(vi: string, en: string): Pick<Procedure, 'limitBasis'> {
  return vi === '' ? {} : { limitBasis: { vi, en: en === '' ? vi : en } };
}

/** Null for a drawing that is tried and not published: it says nothing of a procedure. */
export function readProcedure(processElement: ModelElement, findings: Finding[], calendars: CalendarBook): Procedure | null {
  const source = extensionOf(processElement, 'lienthong:Procedure');
  if (source === null) return null;
  const check: Check = (isRight, vi, en) => {
    if (!isRight) findings.push(finding(processElement.id, 'procedure-invalid', vi, en));
  };
  const text = (name: string): string => textOf(source, name) ?? '';
  check(
    CODE.test(text('code')),
    `Mã thủ tục “${text('code')}” không có dạng 1.013831`,
    `Procedure code "${text('code')}" is not of the form 1.013831`,
  );
  check(
    isDay(text('effectiveFrom')),
    'effectiveFrom phải là một ngày, ví dụ 2026-07-01',
    'effectiveFrom must be a day, such as 2026-07-01',
  );
  check(
    parseLimit(text('limit')).kind === 'limit',
    `Thời hạn “${text('limit')}” không đọc được, ví dụ P10D`,
    `Limit "${text('limit')}" cannot be read; P10D could`,
  );
  check(
    calendars.latest(text('calendar')) !== undefined,
    `Không có lịch làm việc “${text('calendar')}”`,
    `There is no calendar "${text('calendar')}"`,
  );
  check(AGENCY.test(text('owner')), 'Thiếu cơ quan chịu trách nhiệm (owner)', 'The agency that owns the procedure (owner) is missing');
  const publicity = readPublicity(source, check);
  const warnings = readWarningPoints(source, check);
  return {
    ...(publicity !== null && { publicity }),
    ...basisOf(text('limitBasisVi'), text('limitBasisEn')),
    ...(warnings !== undefined && { warnings }),
    code: text('code'),
    name: nameOf(source, check),
    effectiveFrom: text('effectiveFrom'),
    limit: text('limit'),
    counting: readCounting(source, check),
    tacit: readTacit(source, check),
    calendar: text('calendar'),
    owner: text('owner'),
    variables: readVariables(source, check),
    components: readComponents(source, check),
    fees: readFees(source, check),
    letters: readLetters(source, check),
  };
}

function nameOf(source: ModelElement, check: Check): Text {
  const [vi, en] = [textOf(source, 'nameVi'), textOf(source, 'nameEn')];
  check(vi !== null && en !== null, `${source.type} thiếu nameVi hoặc nameEn`, `${source.type} lacks nameVi or nameEn`);
  return { vi: vi ?? '', en: en ?? '' };
}

function uniqueCodes(codes: readonly string[], kind: string, check: Check): void {
  check(!codes.includes(''), `${kind} thiếu mã`, `${kind} lacks a code`);
  check(new Set(codes).size === codes.length, `${kind} có mã lặp lại`, `${kind} has a code twice`);
}

function readVariables(source: ModelElement, check: Check): readonly string[] {
  const names = childrenOf(source, 'variables').map((variable) => textOf(variable, 'name') ?? '');
  uniqueCodes(names, 'lienthong:variable', check);
  for (const name of names) check(VARIABLE.test(name), `Tên biến “${name}” không hợp lệ`, `Variable name "${name}" is not valid`);
  return names;
}

function readComponents(source: ModelElement, check: Check): readonly Component[] {
  const components = childrenOf(source, 'components').map((component) => {
    const [mandatory, originals, copies] = ['mandatory', 'originals', 'copies'].map((name) => textOf(component, name) ?? '');
    const code = textOf(component, 'code') ?? '';
    check(
      ['true', 'false'].includes(mandatory ?? ''),
      `Thành phần ${code}: mandatory phải là true hoặc false`,
      `Component ${code}: mandatory must be true or false`,
    );
    const isCounted = [originals, copies].every((count) => WHOLE.test(count ?? '')) && Number(originals) + Number(copies) > 0;
    check(
      isCounted,
      `Thành phần ${code}: originals và copies phải là số nguyên, tổng từ 1`,
      `Component ${code}: originals and copies must be whole numbers, 1 or more together`,
    );
    return {
      code,
      name: nameOf(component, check),
      mandatory: mandatory === 'true',
      originals: Number(originals),
      copies: Number(copies),
      form: textOf(component, 'form'),
    };
  });
  uniqueCodes(
    components.map(({ code }) => code),
    'lienthong:component',
    check,
  );
  return components;
}

function readFees(source: ModelElement, check: Check): readonly Fee[] {
  const fees = childrenOf(source, 'fees').map((fee) => {
    const [code, amount, decision] = [textOf(fee, 'code') ?? '', textOf(fee, 'amount'), textOf(fee, 'decision')];
    check((amount === null) !== (decision === null), `Phí ${code}: ghi amount hoặc decision, một trong hai`, `Fee ${code}: give amount or decision, one of them`);
    check(amount === null || WHOLE.test(amount), `Phí ${code}: amount phải là số đồng nguyên`, `Fee ${code}: amount must be whole đồng`);
    return { code, name: nameOf(fee, check), amount: Number(amount ?? 0), decision };
  });
  uniqueCodes(
    fees.map(({ code }) => code),
    'lienthong:fee',
    check,
  );
  return fees;
}

function readLetters(source: ModelElement, check: Check): readonly Letter[] {
  const sources = childrenOf(source, 'letters');
  check(sources.length <= MOST_LETTERS, `Có hơn ${MOST_LETTERS} văn bản mẫu`, `There are more than ${MOST_LETTERS} letters`);
  const letters = sources.slice(0, MOST_LETTERS).flatMap((each) => {
    const reading = readLetter(each);
    if (reading.kind === 'letter') return [reading.letter];
    for (const { vi, en } of reading.problems) check(false, vi, en);
    return [];
  });
  uniqueCodes(letters.map(({ code }) => code), 'lienthong:letter', check);
  return letters;
}
