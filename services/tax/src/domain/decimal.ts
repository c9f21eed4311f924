const MAX_LENGTH = 30;

/** How many digits an exact decimal number has: "120.5" has 4. Undefined for anything but plain digits with at most one point (no sign, no exponent). */
export function digitsIn(text: string): number | undefined {
  return /^\d+(?:\.\d+)?$/.test(text) && text.length <= MAX_LENGTH ? text.replace('.', '').length : undefined;
}
