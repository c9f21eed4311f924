/** An exact decimal number: `coefficient / 10^scale`. Areas, rates and coefficients are multiplied as these, never as doubles. */
export type Decimal = Readonly<{ coefficient: bigint; scale: number }>;

const MAX_DIGITS = 30;

/** "120.5" -> 1205 / 10^1; undefined for anything but plain digits with at most one point (no sign, no exponent). */
export function readDecimal(text: string): Decimal | undefined {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null || text.length > MAX_DIGITS) return undefined;
  const fraction = match[2] ?? '';
  return { coefficient: BigInt(`${match[1]}${fraction}`), scale: fraction.length };
}

export function wholeDecimal(value: number): Decimal {
  return { coefficient: BigInt(value), scale: 0 };
}

export function product(factors: readonly Decimal[]): Decimal {
  return factors.reduce((left, right) => ({ coefficient: left.coefficient * right.coefficient, scale: left.scale + right.scale }), wholeDecimal(1));
}

/** To whole đồng, halves upwards; undefined when the amount is beyond what a payload may carry (2^53 - 1). */
export function roundedToDong({ coefficient, scale }: Decimal): number | undefined {
  const divisor = 10n ** BigInt(scale);
  const rounded = Number((2n * coefficient + divisor) / (2n * divisor));
  return Number.isSafeInteger(rounded) ? rounded : undefined;
}
