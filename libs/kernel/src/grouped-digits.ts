import type { Text } from './explanation.js';

/** A decimal's digits as people write them: `1200000.5` is `1.200.000,5` in Vietnamese and `1,200,000.5` in English. What is no plain decimal stays as it is. */
export function groupedDigits(digits: string, language: keyof Text): string {
  if (!/^-?\d+(\.\d+)?$/.test(digits)) return digits;
  const [whole = '', fraction] = digits.split('.');
  const [group, point] = language === 'vi' ? (['.', ','] as const) : ([',', '.'] as const);
  return whole.replace(/\B(?=(\d{3})+$)/g, group) + (fraction === undefined ? '' : `${point}${fraction}`);
}
