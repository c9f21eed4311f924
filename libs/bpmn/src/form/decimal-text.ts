/** A decimal as whole units of 10^-scale: exact, whatever JSON's numbers make of it. */
export type Decimal = Readonly<{ units: bigint; scale: number }>;

const DECIMAL = /^([+-]?)(?=\.?\d)(\d{0,40})(?:\.(\d{0,40}))?(?:[eE]([+-]?\d{1,2}))?$/;

export function readDecimal(text: string): Decimal | null {
  const [whole, sign = '', integer = '', fraction = '', exponent = '0'] = DECIMAL.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const scale = fraction.length - Number(exponent);
  const units = BigInt(`${integer}${fraction}${'0'.repeat(Math.max(0, -scale))}`);
  return trimmed({ units: sign === '-' ? -units : units, scale: Math.max(0, scale) });
}

function trimmed({ units, scale }: Decimal): Decimal {
  let [digits, places] = [units, scale];
  // At most as many turns as digits were read.
  while (places > 0 && digits % 10n === 0n) [digits, places] = [digits / 10n, places - 1];
  return { units: digits, scale: places };
}

/** Negative, zero or positive as the first is less, equal or greater. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const [a, b] = aligned(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isMultipleOf(value: Decimal, step: Decimal): boolean {
  const [a, b] = aligned(value, step);
  return b === 0n || a % b === 0n;
}

function aligned(left: Decimal, right: Decimal): readonly [bigint, bigint] {
  const scale = Math.max(left.scale, right.scale);
  return [left.units * 10n ** BigInt(scale - left.scale), right.units * 10n ** BigInt(scale - right.scale)];
}
