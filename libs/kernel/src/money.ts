/** Integer đồng. No fraction exists in the currency, so none exists in the type. */
export type Money = number & { readonly __unit: 'đồng' };

/** True for an amount that can be owed or paid: a whole number of đồng, zero or more, exact in a double. */
export function isMoney(value: unknown): value is Money {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0);
}

/** Rounds half up to whole đồng. `numerator / denominator` is a rate, e.g. 5 / 1000 for 0.5 %; exact by BigInt. */
export function dong(amount: number, numerator = 1, denominator = 1): Money {
  const scaled = BigInt(amount) * BigInt(numerator) * 2n + BigInt(denominator);
  return Number(scaled / (2n * BigInt(denominator))) as Money;
}
