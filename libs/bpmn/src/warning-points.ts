import { MOST_WARNING_POINTS, parseWarningTime, WARNING_RECEIVERS, type WarningPoint, type WarningReceiver } from '@lienthong/calendar';
import type { Check } from './counting.js';
import { childrenOf, textOf, type ModelElement } from './model.js';

/** Alone among its points: nobody is warned. */
const NONE = 'none';

/**
 * The `lienthong:warning`s of a procedure or a step; undefined where it has none of its own. The point's code is the text by which the author
 * knows it: each is given once, however often the date moves.
 */
export function readWarningPoints(source: ModelElement, check: Check): readonly WarningPoint[] | undefined {
  const elements = childrenOf(source, 'warnings');
  if (elements.length === 0) return undefined;
  check(elements.length <= MOST_WARNING_POINTS, `Có hơn ${MOST_WARNING_POINTS} mốc cảnh báo (lienthong:warning)`, `There are more than ${MOST_WARNING_POINTS} warning points (lienthong:warning)`);
  const texts = elements.map((element) => textOf(element, 'at') ?? '');
  check(new Set(texts).size === texts.length, 'Một mốc cảnh báo (lienthong:warning at) được ghi hai lần; ghi mọi người nhận vào một mốc', 'A warning point (lienthong:warning at) is there twice; name all who are told in one');
  if (texts.includes(NONE)) {
    check(texts.length === 1 && textOf(elements[0] ?? null, 'to') === null, 'lienthong:warning at="none" đứng một mình và không có to', 'lienthong:warning at="none" stands alone and has no to');
    return [];
  }
  return elements.slice(0, MOST_WARNING_POINTS).flatMap((element) => readPoint(element, check));
}

function readPoint(element: ModelElement, check: Check): readonly WarningPoint[] {
  const code = textOf(element, 'at') ?? '';
  const when = parseWarningTime(code);
  check(
    when !== undefined,
    `Mốc cảnh báo at="${code}" không đọc được; ví dụ 75%, due, -P1D (trước hạn), P1D (sau hạn), PT4H`,
    `Warning point at="${code}" cannot be read; 75%, due, -P1D (before the date), P1D (after it) or PT4H could`,
  );
  const to = (textOf(element, 'to') ?? '').split(/\s+/).filter((name) => name !== '');
  const strange = to.filter((name) => !isReceiver(name));
  check(
    to.length > 0 && strange.length === 0 && new Set(to).size === to.length,
    `Mốc cảnh báo “${code}”: to="${to.join(' ')}" phải là một hoặc nhiều trong: ${WARNING_RECEIVERS.join(' ')}`,
    `Warning point "${code}": to="${to.join(' ')}" must be one or several of ${WARNING_RECEIVERS.join(' ')}`,
  );
  return when === undefined ? [] : [{ code, when, to: to.filter(isReceiver) }];
}

const isReceiver = (name: string): name is WarningReceiver => WARNING_RECEIVERS.some((known) => known === name);
