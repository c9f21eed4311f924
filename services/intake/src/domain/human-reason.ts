const SHORTEST = 10;
/** What a program would say: a code in capitals, a status number, a stack trace. */
const TECHNICAL = /^[A-Z0-9_.:-]+$|\bat .+:\d+:\d+|\b(exception|undefined|null pointer|stack ?trace)\b/i;

/**
 * Forms 02 and 03 ask for a reason that the citizen can act upon, "never a technical error code" (domain §1.3): a sentence of at least
 * two words and ten characters.
 */
export function isHumanReason(text: string): boolean {
  const trimmed = text.trim();
  const words = trimmed.split(/\s+/u).filter((word) => /\p{L}{2,}/u.test(word));
  return trimmed.length >= SHORTEST && words.length >= 2 && !TECHNICAL.test(trimmed);
}
